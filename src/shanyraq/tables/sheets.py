"""Tables as XLSX: typed cells, so that no text is ever a formula, a link or a number."""
from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _

from shanyraq.tables.cells import is_number, looks_like_formula, plain
from shanyraq.tables.widths import widths

OPTIONS: Final = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FIRST_DAY: Final = date(1900, 3, 1)  # before it the calendar of spreadsheets has a day that never was
MOST_SIGNS: Final = 32_767  # in a cell
MOST_ROWS: Final = 1_048_575  # below the headings
NAME_SIGNS: Final = 31
FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
ABOUT_WIDTH: Final = 100


class TooManyRows(ValueError):
    """A sheet holds no more rows."""


def xlsx_bytes(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]], *, about: Sequence[str] = ()) -> bytes:
    """A workbook of the table, its headings frozen, and a sheet of what is said `about` it, a line each.

    Whole days (`datetime.date`) are dates, whole and broken numbers are numbers, all else is text. Raises TooManyRows above 1,048,575.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        book.set_properties({"title": plain(title)})
        formats = _formats(book)
        _table(_Pen(book.add_worksheet(_sheet_name(title, "1")), formats), headings, rows)
        if about:
            _about(_Pen(book.add_worksheet(_("About this list")), formats), title, about)
    return made.getvalue()


def _sheet_name(title: str, otherwise: str) -> str:
    return FORBIDDEN.sub(" ", plain(title)).strip("' ")[:NAME_SIGNS].strip("' ") or otherwise


@dataclass(frozen=True, slots=True)
class _Pen:
    sheet: Any
    formats: dict[str, Any]

    def write(self, row: int, column: int, value: object, style: str = "text") -> None:
        if isinstance(value, date) and date(value.year, value.month, value.day) >= FIRST_DAY:
            self.sheet.write_datetime(row, column, value, self.formats["date"])
        elif is_number(value):
            self.sheet.write_number(row, column, value, self.formats["number"])
        else:
            text = plain(value)
            text = text if len(text) <= MOST_SIGNS else f"{text[: MOST_SIGNS - 1]}…"
            self.sheet.write_string(row, column, text, self.formats["quoted" if style == "text" and looks_like_formula(text) else style])


def _formats(book: Any) -> dict[str, Any]:
    top = {"valign": "top", "text_wrap": True}
    return {
        "heading": book.add_format({**top, "bold": True, "bottom": 1}),
        "text": book.add_format(top),
        "quoted": book.add_format({**top, "quote_prefix": True}),  # stays a text, too, when somebody edits the cell
        "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"}),
        "number": book.add_format({"valign": "top"}),
    }


def _table(pen: _Pen, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    signs, all_rows = widths(headings, rows)
    _set_up(pen.sheet, signs)
    for column, heading in enumerate(headings):
        pen.write(0, column, heading, "heading")
    count = 0
    for count, row in enumerate(all_rows, 1):
        if count > MOST_ROWS:
            raise TooManyRows(f"A sheet holds {MOST_ROWS} rows.")
        for column, value in enumerate(row):
            pen.write(count, column, value)
    if headings:
        pen.sheet.autofilter(0, 0, count, len(headings) - 1)


def _set_up(sheet: Any, signs: Sequence[int]) -> None:
    """Before the first row: a sheet that keeps no rows in memory takes it no more afterwards."""
    for column, width in enumerate(signs):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _about(pen: _Pen, title: str, about: Sequence[str]) -> None:
    pen.sheet.set_column(0, 0, ABOUT_WIDTH)
    pen.write(0, 0, title, "heading")
    for number, line in enumerate(about, 1):
        pen.write(number, 0, line)
