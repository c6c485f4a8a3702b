"""What a date says, apart from any language: points in time and how they stand to each other."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from .shapes import Part, Shape, shape_of

if TYPE_CHECKING:
    from .edtf_date import EDTFDate

Grain = Literal["day", "month", "year", "decade", "season", "quarter", "half"]
PhraseKind = Literal["unknown", "one", "since", "by", "later", "between", "decades", "among"]


@dataclass(frozen=True, slots=True)
class Point:
    """A point that people have a word for. `number`: month 1-12, season 1-4 from spring, quarter, half; `mark`: "", ~, ? or %."""

    grain: Grain
    year: int
    number: int = 0
    day: int = 0
    mark: str = ""

    @property
    def winter(self) -> bool:
        return self.grain == "season" and self.number == 4  # noqa: PLR2004

    @property
    def years(self) -> str:
        """The year as written; a winter has two."""
        return f"{self.year}/{(self.year + 1) % 100:02d}" if self.winter else str(self.year)


@dataclass(frozen=True, slots=True)
class Phrase:
    kind: PhraseKind
    points: tuple[Point, ...] = ()


def phrase_of(when: EDTFDate) -> Phrase:
    """The phrase of a date; what people have no words for becomes "between" its earliest and latest day."""
    shape = shape_of(when.text)
    points = [_point(part) for part in _ends(shape)]
    known = tuple(point for point in points if point)
    if shape.kind == "unknown":
        return Phrase("unknown")
    if len(known) < len(points) or (shape.kind == "among" and len(known) > len(shape.pairs)):
        return _hull(when)
    if shape.kind in ("within", "among"):
        return Phrase(_kind_of_many(shape, known), known)
    return Phrase(shape.kind, known)  # type: ignore[arg-type]


def _ends(shape: Shape) -> list[Part]:
    ends: list[Part] = []
    for first, last in shape.pairs:
        ends += [end for end in ((first,) if first is last else (first, last)) if end]
        if shape.kind == "among" and first is not last:
            ends += [Part("XXXX")]
    return ends


def _kind_of_many(shape: Shape, points: tuple[Point, ...]) -> PhraseKind:
    decades = all(point.grain == "decade" and not point.mark for point in points)
    if decades and len(points) == 2 and points[1].year - points[0].year == 10:  # noqa: PLR2004
        return "decades"
    return "between" if shape.kind == "within" else "among"


def _point(part: Part) -> Point | None:
    finest = "day" if part.day else "month" if part.month else "year"
    mark = part.marks[0][1] if part.marks else ""
    if part.digits or part.half_known or part.year[2] == "X" or (part.marks and [place for place, _ in part.marks] != [finest]):
        return None
    return _decade(part, mark) if part.year[3] == "X" else _dated(part, mark)


def _decade(part: Part, mark: str) -> Point | None:
    year = int(part.year[:3]) * 10
    return None if year % 100 == 0 and year != 2000 else Point("decade", year, mark=mark)  # noqa: PLR2004


def _dated(part: Part, mark: str) -> Point:
    year = int(part.year)
    if not part.month.isdigit():
        return Point("year", year, mark=mark)
    number = int(part.month)
    if part.day.isdigit():
        return Point("day", year, number, int(part.day), mark)
    grains: tuple[tuple[int, Grain], ...] = ((40, "half"), (33, "quarter"), (21, "season"), (1, "month"))
    first, grain = next(row for row in grains if number >= row[0])
    return Point(grain, year, number - first + 1, mark=mark)


def _hull(when: EDTFDate) -> Phrase:
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return Phrase("later", (_of_days(first, None),)) if first else Phrase("by", (_of_days(None, last),))
    return Phrase("between", (_of_days(first, last, end=first), _of_days(first, last, end=last)))


def _of_days(first: date | None, last: date | None, end: date | None = None) -> Point:
    """One end, as coarse as both ends allow."""
    point = end or first or last
    assert point is not None
    behind = last + timedelta(days=1) if last else None
    if all(day is None or day.day == day.month == 1 for day in (first, behind)):
        return Point("year", point.year)
    if all(day is None or day.day == 1 for day in (first, behind)):
        return Point("month", point.year, point.month)
    return Point("day", point.year, point.month, point.day)
