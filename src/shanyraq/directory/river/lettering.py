"""How much room words take, and where on a strip they fit. Widths are estimates: no font is at hand."""
from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

WIDE: Final = frozenset("WF")  # of Unicode's East Asian widths: those that fill a square
NARROW: Final = frozenset(" .,:;'|()[]!iIlіІ«»“”–-")
CAPITAL: Final = 0.7
MANY_STROKES: Final = frozenset("мМшШщЩюЮжЖфФыЫмwWmM@—%")


def width(text: str, size: float) -> float:
    """The width of a line of text in a sans-serif of this size."""
    return size * _shares(text)


@lru_cache(maxsize=10_000)
def _shares(text: str) -> float:
    return sum(_share(sign) for sign in text)


def _share(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in WIDE:
        return 0.95
    if sign in NARROW:
        return 0.32
    if sign in MANY_STROKES:
        return 0.84
    return CAPITAL if sign.isupper() else 0.575


def lines(text: str, size: float, room: float, most: int) -> list[str]:
    """The text in as many lines as needed, `most` at most; empty where it does not fit."""
    found: list[str] = []
    for word in text.split():
        joined = f"{found[-1]} {word}" if found else word
        if found and width(joined, size) <= room:
            found[-1] = joined
        else:
            found.append(word)
    return found if len(found) <= most and all(width(line, size) <= room for line in found) else []


Room = tuple[float, float]


def free(room: Room, taken: Iterable[Room]) -> Sequence[Room]:
    """What is left of a stretch, the first piece first."""
    left = [room]
    for begin, end in taken:
        left = [piece for start, stop in left for piece in ((start, min(stop, begin)), (max(start, end), stop)) if piece[1] > piece[0]]
    return left
