"""How thick strips are and how large the letters, by how many lanes there are."""
from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

WIDE: Final = 1000.0  # units of a wide picture; a unit is a pixel or a little less on a screen that is not small
TALL: Final = 360.0  # of a tall one, across
GUTTER: Final = 38.0  # of a tall one: the years stand in it
TOP: Final = 42.0  # the day and the years of a wide picture
TALL_TOP: Final = 26.0
FEW: Final = 9
SOME: Final = 20
MANY: Final = 100  # beyond as many lanes a wide picture is of threads
MOST_TALL: Final = 10
Sizes = tuple[tuple[float, int], ...]
TWO_LINES: Final[Sizes] = ((13.0, 2), (12.0, 2))
BIG: Final[Sizes] = ((15.0, 1), (12.0, 2))
MIDDLE: Final[Sizes] = ((13.0, 1), (11.5, 1))
SMALL: Final[Sizes] = ((11.5, 1),)
BROAD: Final = 22.0  # the lane of an umbrella among threads


@dataclass(frozen=True, slots=True)
class Look:
    """`thick` of a strip; `sizes` of letters to try, each with the lines of it that fit on a strip; `centres` of the lanes, across."""

    thick: float
    sizes: Sizes
    centres: Mapping[int, float] = field(default_factory=dict)
    dates: bool = False  # whether there is room for dates beside the strips
    threads: bool = False
    across: float = 0.0  # where the last lane ends
    broad: frozenset[int] = frozenset()

    def edges(self, lane: int, role: str) -> tuple[float, float]:
        half = self._thickness(lane, role) / 2
        return self.centres[lane] - half, self.centres[lane] + half

    def _thickness(self, lane: int, role: str) -> float:
        if self.threads:
            return 14.0 if role == "u" and lane in self.broad else self.thick
        return self.thick * (1.12 if role == "u" else 1.0)


def wide(lanes: int, umbrellas: Collection[int]) -> Look:
    """`umbrellas`: the lanes that hold one."""
    if lanes > MANY:
        return _threads(lanes, umbrellas)
    pitch, thick, sizes = (60.0, 32.0, BIG) if lanes <= FEW else (35.0, 22.0, MIDDLE) if lanes <= SOME else (21.0, 15.5, SMALL)
    centres = {lane: TOP + pitch * (lane + 0.5) for lane in range(lanes)}
    return Look(thick, sizes, centres, dates=lanes <= FEW, across=TOP + pitch * lanes)


def _threads(lanes: int, umbrellas: Collection[int]) -> Look:
    centres, across = {}, TOP
    for lane in range(lanes):
        pitch = BROAD if lane in umbrellas else 4.0
        centres[lane] = across + pitch / 2
        across += pitch
    return Look(3.0, SMALL, centres, threads=True, across=across, broad=frozenset(umbrellas))


def tall(lanes: int) -> Look:
    pitch = min(62.0, (TALL - GUTTER - 4) / max(1, lanes))
    centres = {lane: GUTTER + pitch * (lane + 0.5) for lane in range(lanes)}
    sizes = TWO_LINES if pitch >= 50 else MIDDLE[:1] if pitch >= 25 else SMALL  # noqa: PLR2004
    return Look(pitch * 0.66, sizes, centres, across=TALL)
