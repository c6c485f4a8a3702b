"""The grammar of the dates that are taken: a text becomes a shape of parts, or is refused, before anything slower sees it."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .faults import refuse
from .refusal import DateRefused

LONGEST = 40
DIVISIONS = ("21", "22", "23", "24", "33", "34", "35", "36", "40", "41")

Place = Literal["year", "month", "day"]
Kind = Literal["unknown", "one", "since", "by", "later", "within", "among"]


@dataclass(frozen=True, slots=True)
class Part:
    """One date as written. `year` may end in X, `month` is 01-12, a season or a division (21-41), or holds X; `marks` are (place, mark)."""

    year: str
    month: str = ""
    day: str = ""
    digits: str = ""
    marks: tuple[tuple[Place, str], ...] = ()

    @property
    def half_known(self) -> bool:
        """Whether the month or the day has one digit and one X, as `2015-1X`."""
        return any(number[:1] != "X" and number[1:] == "X" for number in (self.month, self.day))


@dataclass(frozen=True, slots=True)
class Shape:
    """What a text says: `pairs` of first and last part; None is an open side."""

    kind: Kind
    pairs: tuple[tuple[Part | None, Part | None], ...] = ()


_MARK = "[~?%]?"
_ITEM = re.compile(
    rf"(?P<ly>{_MARK})(?P<year>[0-9]{{4}}|[0-9]{{3}}X|[0-9]{{2}}XX|[0-9]XXX)(?P<digits>(?:S[1-3])?)(?P<ry>{_MARK})"
    rf"(?:-(?P<lm>{_MARK})(?P<month>[0-9]{{2}}|XX|[01]X)(?P<rm>{_MARK})(?:-(?P<ld>{_MARK})(?P<day>[0-9]{{2}}|XX|[0-3]X)(?P<rd>{_MARK}))?)?"
)


def shape_of(text: str) -> Shape:
    """The shape of a stripped EDTF text; "" and "unknown" are the unknown date. Raises DateRefused."""
    if text in ("", "unknown"):
        return Shape("unknown")
    if len(text) > LONGEST:
        raise refuse(text)
    if text[0] == "[" and text[-1] == "]":
        return _choice(text)
    if "/" in text:
        return _interval(text)
    part = _part(text, text)
    return Shape("one", ((part, part),))


def fits(text: str) -> bool:
    """Whether the grammar takes the text; the calendar may still refuse it."""
    try:
        shape_of(text)
    except DateRefused:
        return False
    return True


def _interval(text: str) -> Shape:
    first, _, last = text.partition("/")
    if last == "..":
        part = _part(first, text)
        return Shape("since", ((part, part),))
    if first == "..":
        return Shape("by", ((None, _part(last, text)),))
    return Shape("within", ((_part(first, text), _part(last, text)),))


def _choice(text: str) -> Shape:
    elements = text[1:-1].split(",")
    final = len(elements) - 1
    pairs = tuple(_element(element, text, first=n == 0, last=n == final) for n, element in enumerate(elements))
    if pairs[0][0] is None and pairs[-1][1] is None:
        raise refuse(text)
    if final:
        return Shape("among", pairs)
    first, last = pairs[0]
    if first is None:
        return Shape("by", pairs)
    if last is None:
        return Shape("later", pairs)
    return Shape("one" if first is last else "within", pairs)


def _element(element: str, text: str, *, first: bool, last: bool) -> tuple[Part | None, Part | None]:
    begin, dots, end = element.partition("..")
    if not dots:
        part = _part(element, text)
        return part, part
    if not (begin or end) or (not begin and not first) or (not end and not last):
        raise refuse(text)
    return (_part(begin, text) if begin else None), (_part(end, text) if end else None)


def _part(item: str, text: str) -> Part:
    match = _ITEM.fullmatch(item)
    if match is None:
        raise refuse(text)
    group = match.groupdict("")
    part = Part(group["year"], group["month"], group["day"], group["digits"], _marks(group, text))
    if not _sound(part):
        raise refuse(text)
    return part


def _marks(group: dict[str, str], text: str) -> tuple[tuple[Place, str], ...]:
    places: tuple[Place, ...] = ("year", "month", "day")
    marks = []
    for place in places:
        before, behind = group["l" + place[0]], group["r" + place[0]]
        if before and behind:
            raise refuse(text)
        if before or behind:
            marks.append((place, before or behind))
    return tuple(marks)


def _sound(part: Part) -> bool:
    """No part is known behind an unknown one, divisions of a year have no day, and an estimate or half a number bears no mark."""
    known_later = (part.month + part.day).strip("X") != ""
    gap = ("X" in part.year and known_later) or ("X" in part.month and part.day.strip("X") != "")
    division_with_day = part.month in DIVISIONS and part.day != ""
    return not (gap or division_with_day or (part.digits and (part.month or part.marks)) or (part.half_known and part.marks))
