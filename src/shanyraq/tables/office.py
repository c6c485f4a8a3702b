"""Spreadsheets and Word files as rows. Runs in a process of its own (see `apart.py`) and so knows nothing of the house."""
from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from shanyraq.tables.grids import MOST_COLUMNS, MOST_LINES, MOST_SIGNS, Merge, text_of

Found = dict[str, Any]  # rows [[text]], merges, others [name]
WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class TooMuch(ValueError):
    """More rows, columns or text than a list has: `rows`, `columns` or `cell`."""


def spreadsheet(data: bytes) -> Found:
    """The fullest sheet that is not hidden. Formulas are their last values. Raises TooMuch, and what the reader raises."""
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        names = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible] or book.sheet_names
        sheets = [book.get_sheet_by_name(name) for name in names[:20]]
        best = max(sheets, key=lambda sheet: sheet.height * sheet.width)
        others = [sheet.name for sheet in sheets if sheet.name != best.name and sheet.height > 1]
        return {"rows": _rows(best), "merges": _merges(best), "others": others}


def _rows(sheet: CalamineSheet) -> list[list[str]]:
    """From the first row and column of the sheet on: the reader gives rows from there, but columns from the first that is filled."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    rows: list[list[str]] = []
    filled = 0
    for values in sheet.iter_rows():
        row = _checked(_without_end([*left, *map(text_of, values)]))
        filled += bool(row)
        rows.append(row)
        if filled > MOST_LINES:
            raise TooMuch("rows")
    return rows


def _without_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _checked(cells: list[str]) -> list[str]:
    if len(cells) > MOST_COLUMNS:
        raise TooMuch("columns")
    if any(len(cell) > MOST_SIGNS for cell in cells):
        raise TooMuch("cell")
    return cells


def _merges(sheet: CalamineSheet) -> list[Merge]:
    ranges = sheet.merged_cell_ranges or []
    return [(*first, *last) for first, last in ranges[: MOST_LINES * 4]]


def document(data: bytes) -> Found:
    """The longest table of a Word file; cells that are merged downwards hold their text in each row."""
    tables = docx.Document(io.BytesIO(data)).element.body.iter(f"{WORD}tbl")
    read = [rows for table in tables if (rows := list(_table_rows(table)))]
    if not read:
        return {"rows": [], "merges": [], "others": []}
    return {"rows": max(read, key=len), "merges": [], "others": []}


def _table_rows(table: CT_Tbl) -> Iterator[list[str]]:
    above: list[str] = []
    for number, row in enumerate(table.tr_lst):
        if number >= MOST_LINES:
            raise TooMuch("rows")
        above = _checked(list(_word_cells(row, above)))
        yield above


def _word_cells(row: CT_Row, above: list[str]) -> Iterator[str]:
    column = 0
    for cell in row.tc_lst:
        goes_on = cell.vMerge == "continue"
        yield above[column] if goes_on and column < len(above) else text_of(_word_text(cell))
        yield from [""] * min(cell.grid_span - 1, MOST_COLUMNS)
        column += cell.grid_span


def _word_text(cell: CT_Tc) -> str:
    return "\n".join(paragraph.text for paragraph in cell.p_lst)
