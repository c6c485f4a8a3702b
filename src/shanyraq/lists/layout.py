"""How a list is laid out: titles above, one or two rows of headings, rows of a section, totals; what is left are the rows of associations."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from shanyraq.chronicle.tomlfile.value_form import check_digit
from shanyraq.lists.folded import folded
from shanyraq.lists.guessing import guessed
from shanyraq.lists.headings import is_private, recognised, says_name
from shanyraq.lists.terms import SEVERAL, Column
from shanyraq.lists.wording import IN_NAMES, LEVELS, first, place_name
from shanyraq.tables.grids import Grid, Line

HIGHEST: Final = 15  # of the first lines one is that of the headings
TOTAL: Final = re.compile(r"(?:барлыгы|жиыны|жалпы(?: саны)?|всего|итого|общее количество|합계|총계|total|sum)(?![\w-]).*")
SIGNATURE: Final = re.compile(
    r"_{3,}|\.{6,}|…{2,}|^(?:м\.? ?[оп]\.?|l\.? ?s\.?|\(인\)|직인)$"
    r"|^(?:[\w-]+ )?(?:төраға|торага|председател|директор|басшы|руководител|исполнител|орындаушы|орындаған|секретар|хатшы)"
    r"|^(?:chair|director|secretary|위원장|회장|작성자)",
    re.IGNORECASE,
)  # what stands below a table for those who answer for it
SECTION_ROOM: Final = 60  # signs; what is longer is a remark
# A number of a person begins with a day of birth, that of an organisation does not.
IIN: Final = re.compile(r"(?<!\d)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[0-6]\d{5}(?!\d)")
CARRIED: Final = (Column.SEAT, Column.REGION, Column.LEVEL)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an association; `under` is what the row of its section said: {Column.SEAT: text} and the like."""

    number: int
    cells: tuple[str, ...]
    under: Mapping[Column, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    headings: tuple[str, ...]  # one a column, empty where the list has none
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str  # what stands above the headings
    passed: tuple[Line, ...]  # totals, and what is no row of an association
    hidden: tuple[str, ...]  # headings of columns that are not kept at all
    carried: int = 0  # cells that were filled from above


def private_columns(lines: Sequence[Line]) -> list[int]:
    """The columns that hold what is stored of nobody."""
    head = _heading(lines)
    return [n for n, heading in enumerate(_headings(lines, head)[0]) if is_private(heading)] if head is not None else []


def without(grid: Grid, columns: Iterable[int]) -> Grid:
    """The grid, its cells below the headings of these columns blank, and no number of a person anywhere."""
    gone = set(columns)
    head = _heading(grid.lines)
    lines = (line if not gone or n <= (head or 0) else Line(line.number, _blanked(line.cells, gone)) for n, line in enumerate(grid.lines))
    kept = (Line(line.number, tuple(IIN.sub(_unnumbered, cell) for cell in line.cells)) for line in lines)
    return Grid(tuple(line for line in kept if any(line.cells)), grid.others)


def _unnumbered(found: re.Match[str]) -> str:
    number = found[0]
    return "…" if check_digit(number[:-1]) == int(number[-1]) else number


def _blanked(cells: Sequence[str], gone: set[int]) -> tuple[str, ...]:
    return tuple("" if n in gone else cell for n, cell in enumerate(cells))


def lay_out(grid: Grid, corrected: Mapping[int, Column] | None = None) -> Layout:
    """`corrected`: what the keeper says of columns, by their number from 0."""
    head = _heading(grid.lines)
    headings, begin = _headings(grid.lines, head) if head is not None else (("",) * grid.width, _first_row(grid.lines))
    body = grid.lines[begin:]
    columns = _columns(headings, body, corrected or {})
    title = "\n".join(_said(line) for line in grid.lines[: head if head is not None else begin])
    rows, passed = _rows(body, columns, headings)
    filled, carried = _carried_down(rows, columns)
    hidden = tuple(heading for heading in headings if is_private(heading))
    return Layout(headings, columns, filled, title, passed, hidden, carried)


def _said(line: Line) -> str:
    return " ".join(dict.fromkeys(cell for cell in line.cells if cell))


def _heading(lines: Sequence[Line]) -> int | None:
    """The line that names most columns, if it says "name" outright or names two of anything."""
    scores = {n: len(_named(line)) + _says_name(line) for n, line in enumerate(lines[:HIGHEST])}
    best = max(scores, key=lambda n: (scores[n], -n), default=0)
    return best if scores.get(best, 0) > 1 else None


def _says_name(line: Line) -> bool:
    return any(len(cell) <= SECTION_ROOM and says_name(cell) for cell in line.cells)


def _named(line: Line) -> set[Column]:
    short = [cell for cell in line.cells if len(cell) <= SECTION_ROOM * 2]
    found = {column for cell in short if (column := recognised(cell))}
    return found if not any(re.search(r"\d{4}", cell) for cell in short) else set()


def _headings(lines: Sequence[Line], head: int) -> tuple[tuple[str, ...], int]:
    """The headings, one a column, and the number of the first line below them; a second line of headings says more of the first."""
    top = list(lines[head].cells)
    begin = head + 1
    if begin < len(lines) and _goes_on(lines[head], lines[begin]):
        above = ""
        for n, cell in enumerate(top):
            above = cell or above
            below = lines[begin].cells[n]
            top[n] = f"{above} {below}" if below and below != above else cell
        begin += 1
    if begin < len(lines) and _counts_columns(lines[begin]):
        begin += 1
    return tuple(" ".join(cell.split()) for cell in top), begin


def _goes_on(head: Line, line: Line) -> bool:
    said = [(cell, n) for n, cell in enumerate(line.cells) if cell and cell != head.cells[n]]
    wordy = all(len(cell) <= SECTION_ROOM and not re.search(r"\d{4}|«", cell) for cell, _n in said)
    below_gaps = any(not head.cells[n] for _cell, n in said)
    return bool(said) and wordy and below_gaps and all(recognised(cell) or recognised(f"{_above(head, n)} {cell}") for cell, n in said)


def _above(head: Line, column: int) -> str:
    return next((head.cells[n] for n in range(column, -1, -1) if head.cells[n]), "")


def _counts_columns(line: Line) -> bool:
    filled = [cell for cell in line.cells if cell]
    return len(filled) > 1 and filled == [str(n) for n in range(int(filled[0]) if filled[0].isdigit() else 1, len(filled) + 1)]


def _first_row(lines: Sequence[Line]) -> int:
    """Without headings: titles have one cell where the rows have several."""
    usual = sorted(sum(map(bool, line.cells)) for line in lines)[len(lines) // 2] if lines else 0
    return next((n for n, line in enumerate(lines) if usual == 1 or sum(map(bool, line.cells)) > 1), 0)


def _columns(headings: Sequence[str], body: Sequence[Line], corrected: Mapping[int, Column]) -> tuple[Column, ...]:
    """By correction, else by heading, else by content; what only one column can tell, the first tells."""
    found: list[Column | None] = [corrected.get(n) or (Column.LEAVE if is_private(h) else recognised(h)) for n, h in enumerate(headings)]
    seen: set[Column] = {column for n, column in enumerate(found) if column and n in corrected}
    for n, column in enumerate(found):
        if n in corrected or column is None:
            continue
        found[n] = None if column in seen and column not in SEVERAL else column
        seen.add(column)
    unknown = [n for n, column in enumerate(found) if column is None]
    guesses = guessed([[line.cells[n] for line in body] for n in unknown], seen) if Column.NAME not in seen or not any(headings) else {}
    for place, n in enumerate(unknown):
        found[n] = guesses.get(place, Column.NOTE)
    return tuple(column or Column.NOTE for column in found)


def _rows(body: Sequence[Line], columns: Sequence[Column], headings: Sequence[str]) -> tuple[list[Row], tuple[Line, ...]]:
    rows: list[Row] = []
    passed: list[Line] = []
    under: dict[Column, str] = {}
    for line in body:
        filled = [cell for n, cell in enumerate(line.cells) if cell and columns[n] not in (Column.COUNT, Column.LEAVE)]
        section = _section(line, columns, filled)
        if section:
            under = {**(under if Column.LEVEL not in section else {}), **section}
        elif not filled or _is_total(line) or _repeats(line, headings) or _counts_columns(line):
            passed.append(line)
        else:
            rows.append(Row(line.number, line.cells, under))
    end = _foot(rows, passed, columns)
    return rows[:end], tuple(sorted((*passed, *(Line(row.number, row.cells) for row in rows[end:])), key=lambda line: line.number))


def _foot(rows: Sequence[Row], passed: Sequence[Line], columns: Sequence[Column]) -> int:
    """Where signatures, a seal and a day begin: below the last total, rows without a name or with the words of a signature, to the end."""
    total = max((line.number for line in passed if _is_total(line)), default=None)
    end = len(rows)
    while total is not None and end and rows[end - 1].number > total and _is_signature(rows[end - 1], columns):
        end -= 1
    return end


def _is_signature(row: Row, columns: Sequence[Column]) -> bool:
    named = any(cell for cell, column in zip(row.cells, columns, strict=True) if column == Column.NAME)
    return not named or any(SIGNATURE.search(cell) for cell in row.cells)


def _is_total(line: Line) -> bool:
    return bool(TOTAL.fullmatch(folded(next((cell for cell in line.cells if re.search(r"[^\W\d]", cell)), ""))))


def _repeats(line: Line, headings: Sequence[str]) -> bool:
    said = [(cell, headings[n]) for n, cell in enumerate(line.cells) if cell]
    return len(said) > 1 and all(folded(heading).startswith(folded(cell)) for cell, heading in said)


def _section(line: Line, columns: Sequence[Column], filled: Sequence[str]) -> dict[Column, str]:
    """A line with one text that names a level or a territory, and so speaks of the lines below it."""
    texts = list(dict.fromkeys(filled)) or list(dict.fromkeys(cell for cell in line.cells if cell))
    if len(texts) != 1 or len(texts[0]) > SECTION_ROOM or "«" in texts[0] or Column.NAME not in columns or len(columns) == 1:
        return {}
    numbered = any(cell and cell.strip(" .)").isdigit() for n, cell in enumerate(line.cells) if columns[n] == Column.COUNT)
    place = place_name(texts[0].strip(" :"))
    if place.kind and not numbered and recognised(texts[0]) in (Column.SEAT, Column.REGION):
        return {Column.REGION if place.kind == "oblast" else Column.SEAT: texts[0].strip(" :")}
    is_level = re.search(r"денгей|уровн|уровен|level|\b급", folded(texts[0])) or (first(IN_NAMES, texts[0]) and not numbered)
    return {Column.LEVEL: texts[0], Column.SEAT: ""} if is_level and first(LEVELS, texts[0]) else {}


def _carried_down(rows: list[Row], columns: Sequence[Column]) -> tuple[tuple[Row, ...], int]:
    """A column whose texts each stand once, with blanks below them, was merged or meant so: the text goes for the blanks, too."""
    merged = [n for n, column in enumerate(columns) if column in CARRIED and _once_each([row.cells[n] for row in rows])]
    count = sum(not row.cells[n] for n in merged for row in rows)
    return (tuple(_fill(rows, merged)), count) if merged else (tuple(rows), 0)


def _once_each(cells: list[str]) -> bool:
    said = [cell for cell in cells if cell]
    return bool(said) and bool(cells[0]) and len(said) < len(cells) and len(set(said)) == len(said)


def _fill(rows: Iterable[Row], merged: Sequence[int]) -> Iterator[Row]:
    above: dict[int, str] = {}
    for row in rows:
        above |= {n: row.cells[n] for n in merged if row.cells[n]}
        yield Row(row.number, tuple(above.get(n, cell) if n in merged else cell for n, cell in enumerate(row.cells)), row.under)
