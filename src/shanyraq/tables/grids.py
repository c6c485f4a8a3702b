"""What a table holds once it is read: rows of texts, whatever the file was."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

MOST_ROWS: Final = 5_000  # of a list; headings, titles and totals come on top
MOST_LINES: Final = MOST_ROWS + 100
MOST_COLUMNS: Final = 60
MOST_SIGNS: Final = 4_000  # of one cell
UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff\ud800-\udfff]")

Merge = tuple[int, int, int, int]  # first row, first column, last row, last column; all inclusive, counted from 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is not blank; `number` counts as the file shows it, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table, all of one width. `others`: names of sheets or tables of the same file that were not read."""

    lines: tuple[Line, ...]
    others: tuple[str, ...] = field(default=())

    @property
    def width(self) -> int:
        return len(self.lines[0].cells) if self.lines else 0


def text_of(value: Any) -> str:
    """A cell as its reader sees it: whole numbers without a point, a day as ISO, one kind of blank."""
    if isinstance(value, bool):
        return "+" if value else "-"
    if isinstance(value, float):
        value = int(value) if value.is_integer() and abs(value) < 1e15 else value  # noqa: PLR2004
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None or isinstance(value, timedelta) else tidy(str(value))


def tidy(text: str) -> str:
    """Blanks at the ends and doubled, and signs that nobody sees, taken out; line ends stay."""
    lines = (" ".join(line.split()) for line in UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")).split("\n"))
    return "\n".join(line for line in lines if line)


def grid_of(rows: list[list[str]], merges: list[Merge] | None = None, others: tuple[str, ...] = ()) -> Grid:
    """Rows as a grid: blank ones left out, all of one width, and what was merged downwards stands in each of its rows."""
    filled = [list(row) for row in rows]
    for top, left, bottom, _right in merges or ():
        for below in filled[top + 1 : bottom + 1]:
            if top < len(filled) and left < len(filled[top]) and left < len(below) and not below[left]:
                below[left] = filled[top][left]
    width = max((len(row) for row in filled), default=0)
    used = [column for column in range(width) if any(column < len(row) and row[column] for row in filled)]
    lines = (Line(n, tuple(row[c] if c < len(row) else "" for c in used)) for n, row in enumerate(filled, 1))
    return Grid(tuple(line for line in lines if any(line.cells)), others)
