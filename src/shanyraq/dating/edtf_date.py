"""EDTF (ISO 8601-2) as text with an earliest and a latest day, to level 2 as far as one unknown day is meant.

`A/B`, `[A..B]`, `198X/199X`: some day within. `../B`, `[..B]`: by the end of B. `A/..` is "since A": it happened in A. `[A..]`: in A or later.
A set is its hull. Seasons: 21 March to May, 22 June to August, 23 September to November, 24 December to February of the next year; 33 to 36
are quarters, 40 and 41 halves of a year. `~` and `?` widen by one unit of the finest part given (a decade for `199X~`, three months for a
season), `%` by two; inside of a date (`2004-06~-11`, `?2004-06-11`) each mark widens by a unit of the part at which it stands. `1950S2` is
any year that it may stand for.

Not taken: `A/` and `/A` (unknown or open? the library takes ten years), `{..}` (several days), `..`, `../..` and `[..]` (say unknown),
reversed intervals, days that do not exist, a wholly unknown year, gaps (`1996-XX-15`, `19X6`, `156X-12`), years before 0001 or after 9998,
`Y` years, times of day, hemisphere seasons (25 to 32), thirds of a year (37 to 39), marks at half known numbers (`2015-1X~`, `1950S2~`),
more than 40 signs.

The library `edtf` reads masked years and significant digits only, behind the grammar of `shapes`; `tests/dating/test_pin_library.py` holds why.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .faults import refuse
from .refusal import DateRefused
from .shapes import LONGEST, Part, Shape, shape_of
from .spans import bare, plain, reversed_pair, widened

if TYPE_CHECKING:
    from datetime import date

__all__ = ["DateRefused", "EDTFDate", "parse"]

_DAY = "([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?"
_PLAIN = re.compile(rf"{_DAY}(?:/{_DAY})?")


@dataclass(frozen=True, slots=True)
class EDTFDate:
    """A date known in part. `earliest` and `latest` are days, both inclusive; None is open or unknown on that side."""

    text: str
    earliest: date | None
    latest: date | None

    @property
    def open_start(self) -> bool:
        return self.earliest is None

    @property
    def open_end(self) -> bool:
        return self.latest is None


def parse(text: str) -> EDTFDate:
    """Read EDTF of at most 40 signs; "" and "unknown" are the unknown date. Raises DateRefused, in less than a millisecond."""
    if len(text) > 4 * LONGEST:
        raise refuse(text[: 2 * LONGEST])
    return _parse(text.strip())


@lru_cache(maxsize=4096)
def _parse(text: str) -> EDTFDate:
    match = _PLAIN.fullmatch(text)
    if match:
        return _parse_plain(text, match)
    shape = shape_of(text)
    if shape.kind == "unknown":
        return EDTFDate("", None, None)
    return EDTFDate(text, *_hull(shape))


def _parse_plain(text: str, match: re.Match[str]) -> EDTFDate:
    year, month, day, last_year, last_month, last_day = (int(number or 0) for number in match.groups())
    first, last = plain(year, month, day)
    if match[4]:
        last = plain(last_year, last_month, last_day)[1]
    if first > last:
        raise reversed_pair(*text.split("/"))
    return EDTFDate(text, first, last)


def _hull(shape: Shape) -> tuple[date | None, date | None]:
    spans = [_pair(first, last) for first, last in shape.pairs]
    firsts = [first for first, _ in spans if first]
    lasts = [last for _, last in spans if last]
    return (min(firsts) if len(firsts) == len(spans) else None), (max(lasts) if len(lasts) == len(spans) else None)


def _pair(first: Part | None, last: Part | None) -> tuple[date | None, date | None]:
    if first and last and first is not last and bare(first)[0] > bare(last)[1]:
        raise reversed_pair(_written(first), _written(last))
    return (widened(first)[0] if first else None), (widened(last)[1] if last else None)


def _written(part: Part) -> str:
    return "-".join(filter(None, (part.year + part.digits, part.month, part.day)))
