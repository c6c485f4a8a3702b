"""What a change does to a thread: moves of its value, and the days on which they can be."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

FIRST: Final = 1  # ordinal of 0001-01-01, an open past
LAST: Final = 3652059  # ordinal of 9999-12-31, an open future


class Do(StrEnum):
    """What a move does to the value of a thread."""

    BEGIN = "begin"  # a body of the thread begins
    CLEAR = "clear"  # a body of the thread ends, and the value with it
    REVIVE = "revive"  # it begins again; `restores` brings the last value back
    SET = "set"  # the value is so from this day on
    END = "end"  # this very value ends; it held on the day before
    STOP = "stop"  # whatever held ends
    SEEN = "seen"  # the value is so on this day, begun by then, sure no longer
    STANDING = "standing"  # the value is so on this day, begun by then, and lasts
    PASS = "pass"  # the body that is the value ends: its heir takes the place, or nothing  # noqa: S105
    BORN = "born"  # the body that is the value begins (it was no value before)
    UNTIL = "until"  # what the step `tag` has set ends by itself
    GO = "go"  # a tie that a change names goes from `value` to `heir`
    INHERIT = "inherit"  # takes what another line holds at its end


TELLS: Final = (Do.SET, Do.END, Do.SEEN, Do.STANDING, Do.STOP)
ANY: Final = "*"  # begins an end of whatever value held; what follows is the value where none was told


@dataclass(frozen=True, slots=True)
class Move:
    do: Do
    value: str = ""
    was: str | None = None
    heir: str | None = None
    body: str = ""
    restores: bool = False
    tag: int | None = None
    line: int = 0
    source: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One change as far as a thread goes. An act stands from its day on; a sighting is of the end of its day."""

    change: int | None
    lo: int
    hi: int
    moves: tuple[Move, ...]

    @property
    def sights(self) -> bool:
        return any(m.do in (Do.SEEN, Do.STANDING) for m in self.moves)

    def orders(self) -> Iterator[tuple[Move, ...]]:
        """The moves as they stand; where a line takes over from several, with each of these first: nothing says whose value stays."""
        takes = [m for m in self.moves if m.do is Do.INHERIT]
        yield self.moves
        for one in takes[1:]:
            first = next(n for n, m in enumerate(self.moves) if m.do is Do.INHERIT)
            rest = [m for m in self.moves if m is not one]
            yield (*rest[:first], one, *rest[first:])

    def latest_until(self, clock: int) -> int:
        """The last half day up to `clock` on which this step can be."""
        half = int(self.sights)
        return min(self.hi * 2 + half, clock - (clock & 1 ^ half))

    def earliest_from(self, clock: int) -> int:
        """The first half day from `clock` on that this step can be on: acts on even ones, sightings on odd ones."""
        half = int(self.sights)
        return max(self.lo * 2 + half, clock + (clock & 1 ^ half))
