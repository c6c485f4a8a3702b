"""Rings of coordinates, joined and drawn as an SVG path of a few kilobytes."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians
from typing import Final

Point = tuple[float, float]
Ring = list[Point]  # closed: the first point is the last

WIDTH: Final = 400.0
TOLERANCE: Final = 0.6  # of the width above
SMALLEST: Final = 8.0  # area of a ring, in squares of the unit of WIDTH: below lie slivers between neighbours


def dissolved(rings: Sequence[Ring]) -> list[Ring]:
    """The rings around the union: an edge of two neighbours is dropped from both. The neighbours share their points."""
    count: dict[frozenset[Point], int] = defaultdict(int)
    for edge in _edges(rings):
        count[frozenset(edge)] += 1
    following: dict[Point, list[Point]] = defaultdict(list)
    for a, b in _edges(rings):
        if count[frozenset((a, b))] == 1:
            following[a].append(b)
    return list(_linked(following))


def _edges(rings: Sequence[Ring]) -> Iterator[tuple[Point, Point]]:
    for ring in rings:
        yield from ((a, b) for a, b in pairwise(ring) if a != b)


def _linked(following: dict[Point, list[Point]]) -> Iterator[Ring]:
    """Edges put end to end, as long as each point leads on."""
    while following:
        ring = [next(iter(following))]
        while nexts := following.get(ring[-1]):
            point = nexts.pop()
            if not nexts:
                del following[ring[-1]]
            ring.append(point)
        if ring[0] == ring[-1]:
            yield ring
        else:
            following.pop(ring[-1], None)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where coordinates stand on paper: longitudes shortened as at the middle latitude, north up."""

    west: float
    north: float
    shorter: float
    scale: float
    height: float

    @classmethod
    def around(cls, rings: Sequence[Ring], width: float = WIDTH) -> Frame:
        west, east = (bound(p[0] for ring in rings for p in ring) for bound in (min, max))
        south, north = (bound(p[1] for ring in rings for p in ring) for bound in (min, max))
        shorter = cos(radians((south + north) / 2))
        scale = width / ((east - west) * shorter)
        return cls(west, north, shorter, scale, (north - south) * scale)

    def point(self, lon: float, lat: float) -> Point:
        return (lon - self.west) * self.shorter * self.scale, (self.north - lat) * self.scale

    def path(self, rings: Sequence[Ring]) -> str:
        """An SVG path in tenths of a unit, without rings that are too small to be seen."""
        kept = [ring for ring in (simplified([self.point(*p) for p in ring]) for ring in rings) if _area(ring) > SMALLEST]
        return "".join(map(_path, kept))


def drawn(rings: Sequence[Ring]) -> tuple[str, str]:
    """(path, viewBox) of rings that fill the width."""
    frame = Frame.around(rings)
    return frame.path(rings), f"-2 -2 {WIDTH + 4:g} {frame.height + 4:.0f}"


def _area(ring: Ring) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))) / 2


def _path(ring: Ring) -> str:
    points = [(round(x, 1), round(y, 1)) for x, y in ring[:-1]]
    steps = (f"{x2 - x1:.1f} {y2 - y1:.1f}".replace(".0", "") for (x1, y1), (x2, y2) in pairwise(points))
    return f"M{points[0][0]:g} {points[0][1]:g}l{' '.join(steps)}z"


def simplified(ring: Ring) -> Ring:
    """The ring without points that lie nearer than TOLERANCE to the line between those that are kept (Douglas and Peucker)."""
    middle = max(range(len(ring)), key=lambda n: hypot(ring[n][0] - ring[0][0], ring[n][1] - ring[0][1]))
    return [*_kept(ring[: middle + 1]), *_kept(ring[middle:])[1:]]


def _kept(line: Ring) -> Ring:
    if len(line) <= 2:  # noqa: PLR2004
        return line
    distances = [_distance(point, line[0], line[-1]) for point in line[1:-1]]
    furthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[furthest] <= TOLERANCE:
        return [line[0], line[-1]]
    return [*_kept(line[: furthest + 2]), *_kept(line[furthest + 1 :])[1:]]


def _distance(point: Point, a: Point, b: Point) -> float:
    length = hypot(b[0] - a[0], b[1] - a[1])
    if length == 0:
        return hypot(point[0] - a[0], point[1] - a[1])
    return abs((b[0] - a[0]) * (a[1] - point[1]) - (a[0] - point[0]) * (b[1] - a[1])) / length
