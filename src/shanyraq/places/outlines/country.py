"""All regions of a day beside each other, as one drawing."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Final

from shanyraq.places.outlines import ALMATY_UNITED, NOW, drawing, union
from shanyraq.places.outlines.drawing import Frame, Point, Ring

WIDTH: Final = 800.0
ROOM: Final = 34.0  # around the country, for what is written at its edge
BESIDE: Final = {
    "akmola-oblast": (68.6, 51.95), "almaty": (77.6, 42.2), "almaty-oblast": (76.3, 44.4), "astana": (71.9, 50.8),
    "east-kazakhstan-oblast": (84.3, 48.7), "north-kazakhstan-oblast": (69.0, 54.3), "shymkent": (70.6, 41.7), "turkistan-oblast": (68.5, 43.0),
}  # fmt: skip
SMALL: Final = ("almaty", "astana", "shymkent")  # cities, too small for a number


@dataclass(frozen=True, slots=True)
class Region:
    """A territory of the day by its slug: its outline, and where its number stands."""

    slug: str
    d: str
    x: float
    y: float
    leader: str  # a path to the number where it stands outside; else empty


@dataclass(frozen=True, slots=True)
class Country:
    view_box: str
    regions: list[Region]
    unknown: str  # the outline of what the file does not tell of this day; empty where it tells all


def country(day: date) -> Country | None:
    """The regions of a day in one frame; None before the first day of which the file tells anything (`FIRST`).

    What the file does not tell of a day is left as one blank: no border is drawn that was not there.
    """
    if day < FIRST:
        return None
    return _country(tuple((slug, found.regions) for slug in NOW if (found := drawing(slug, day))))


FIRST: Final = ALMATY_UNITED


@cache
def _country(drawn: tuple[tuple[str, tuple[str, ...]], ...]) -> Country:
    frame = Frame.around(union(NOW.values()), WIDTH)
    told = {code for _slug, codes in drawn for code in codes}
    blank = [code for code in NOW.values() if code not in told]
    regions = [_region(frame, slug, union(codes)) for slug, codes in drawn]
    box = f"{-ROOM:g} {-ROOM:g} {WIDTH + 2 * ROOM:g} {frame.height + 2 * ROOM:.0f}"
    return Country(box, sorted(regions, key=lambda region: region.slug in SMALL), frame.path(union(blank)) if blank else "")


def _region(frame: Frame, slug: str, rings: list[Ring]) -> Region:
    middle = _middle(max(rings, key=_size))
    (from_x, from_y), (x, y) = frame.point(*middle), frame.point(*BESIDE.get(slug, middle))
    leader = f"M{from_x:.0f} {from_y:.0f}L{x:.0f} {y:.0f}" if slug in SMALL else ""
    return Region(slug, frame.path(rings), round(x), round(y), leader)


def _size(ring: Ring) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)))


def _middle(ring: Ring) -> Point:
    """The centre of gravity of a ring."""
    parts = [(ax * by - bx * ay, ax + bx, ay + by) for (ax, ay), (bx, by) in pairwise(ring)]
    area = 3 * sum(part for part, _x, _y in parts)
    return sum(part * x for part, x, _y in parts) / area, sum(part * y for part, _x, y in parts) / area
