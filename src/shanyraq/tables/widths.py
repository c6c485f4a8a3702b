"""How wide the columns of a table are, by what stands in its first rows."""
from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

from shanyraq.tables.cells import plain

LOOKED_AT: Final = 100  # rows
LEAST: Final = 8  # signs
MOST: Final = 48
WIDE: Final = ("W", "F")

Rows = Iterator[Sequence[object]]


def widths(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> tuple[list[int], Rows]:
    """Signs per column, and all of the rows again: only the first of them are held."""
    coming = iter(rows)
    first = list(islice(coming, LOOKED_AT))
    columns = [[heading, *(row[number] for row in first if number < len(row))] for number, heading in enumerate(headings)]
    return [min(max(LEAST, *map(_signs, column)), MOST) for column in columns], chain(first, coming)


def _signs(value: object) -> int:
    """The signs of the longest line; a sign of Korean or Chinese is two wide."""
    return max((sum(1 + (unicodedata.east_asian_width(sign) in WIDE) for sign in line) for line in plain(value).splitlines()), default=0) + 2
