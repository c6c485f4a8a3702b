"""An oracle for one fact: every possible world is written down, day by day and order by order, by the sentences of the rule alone.

It knows nothing of the engine. A day has two halves: acts are of its begin, sightings of its end. Within a half day both orders of
two changes are worlds, and the last one stands. What no change names (the begin of what was only seen, the end of what was only
seen) may fall on any day that is left for it, so a day of a world holds a set of values; None is "no value".
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise


class What(StrEnum):
    """What a change says of a fact."""

    FOUNDED = "founded"  # the body begins
    DISSOLVED = "dissolved"  # it ends, and every value with it
    REVIVED = "revived"  # it begins again, with its last value where `restores`
    IS = "is"  # the value is so from this day on; `was` held on the day before
    ENDS = "ends"  # this value ends; it held on the day before
    STOPS = "stops"  # whatever held ends
    SEEN = "seen"
    STANDING = "standing"
    LAPSES = "lapses"  # what the change `of` had set ends by itself


SIGHTINGS = (What.SEEN, What.STANDING)
ALL = "all"
NOT_SO = 1_000  # what is told to have held on the day before cannot have


@dataclass(frozen=True, slots=True)
class Said:
    """One change, on one unknown day of [first, last] (inclusive); `after` are the places of changes that came before."""

    what: What
    first: int
    last: int
    value: str = ""
    was: str | None = None
    after: frozenset[int] = frozenset()
    restores: bool = False
    of: int | None = None


Values = frozenset[str | None]
NOTHING: Values = frozenset({None})


@dataclass(frozen=True, slots=True)
class _Now:
    """The fact after some changes. `lasts`: until another change ends it; `fixed`: the day of which a value, or the end of one, was told."""

    value: str | None = None
    lasts: bool = False
    alive: bool = True
    fixed: int | None = None
    ended: str | None = None
    setter: int | None = None
    last: str | None = None

    def shuts(self, day: int, wanted: str | None) -> bool:
        """Whether nothing can bring another value about on that day, after what was told of it."""
        return self.fixed == day and (self.value is not None or self.ended in (wanted, ALL))


@dataclass(slots=True)
class Oracle:
    """The answers for `days`, after all worlds of the preferred kind: those with the fewest ends that no told begin explains."""

    said: Sequence[Said]
    days: range
    unexplained: int = 1_000
    could: list[set[str | None]] = field(default_factory=list)
    must: list[Values] = field(default_factory=list)
    worlds: int = 0
    strict: bool = True  # False where every order has a value told to end that cannot have held on the day before

    def __post_init__(self) -> None:
        start = _Now(alive=not any(s.what is What.FOUNDED for s in self.said))
        self._onward(0, 0, start, [], 0)
        if not self.worlds:
            self.strict = False
            self._onward(0, 0, start, [], 0)

    def answer(self, day: int) -> dict[str, bool]:
        """{value: whether surely} of every value that is not `no` on that day."""
        at = day - self.days.start
        return {v: self.must[at] == {v} for v in self.could[at] if v is not None}

    def _onward(self, done: int, clock: int, now: _Now, filled: list[Values], cost: int) -> None:
        if cost > self.unexplained:
            return
        if done == (1 << len(self.said)) - 1:
            self._world([*filled, *self._until(filled, self.days.stop, now, None)], cost)
        for i, said in enumerate(self.said):
            if done >> i & 1 or any(not done >> j & 1 for j in said.after):
                continue
            half = said.what in SIGHTINGS
            for moment in range(max(said.first * 2 + half, clock + (clock % 2 != half)), said.last * 2 + half + 1, 2):
                then, more = _after(said, i, moment // 2, now)
                if more == NOT_SO and self.strict:
                    continue
                lived = filled if then is now else [*filled, *self._until(filled, moment // 2, now, said)]
                self._onward(done | 1 << i, moment, then, lived, cost + min(more, 1))

    def _until(self, filled: list[Values], day: int, now: _Now, coming: Said | None) -> Iterator[Values]:
        for d in range(self.days.start + len(filled), min(day, self.days.stop)):
            yield _on(d, now, coming, day)

    def _world(self, lived: list[Values], cost: int) -> None:
        if cost < self.unexplained:
            self.unexplained, self.worlds = cost, 0
            self.could, self.must = [set() for _ in self.days], list(lived)
        self.worlds += 1
        for at, values in enumerate(lived):
            self.could[at] |= values
            if self.must[at] != values:
                self.must[at] = frozenset()


def _on(day: int, now: _Now, coming: Said | None, comes: int) -> Values:
    """What may be so on a day of a world, after `now` and before the change that comes next, on the day `comes`."""
    if not now.alive:
        return NOTHING
    wanted = _demands(coming)
    if now.value is not None and (wanted == now.value or (now.lasts and wanted is None)):
        return frozenset({now.value})
    if now.shuts(day, wanted):
        return frozenset({now.value})
    if wanted is not None and coming is not None and coming.what not in SIGHTINGS and comes == day + 1:
        return frozenset({wanted})
    return frozenset({now.value, wanted, None})


def _demands(said: Said | None) -> str | None:
    """The value that must be so when this change comes."""
    if said is None:
        return None
    return said.value if said.what in (*SIGHTINGS, What.ENDS) else said.was


def _after(said: Said, place: int, day: int, now: _Now) -> tuple[_Now, int]:
    """The fact after a change, and 1 if it ends what no change is told to have begun. The very same object: nothing has happened."""
    value, wanted = said.value, None if said.what in SIGHTINGS else _demands(said)
    cost = 0 if wanted is None or wanted == now.value else NOT_SO if now.fixed == day or now.shuts(day - 1, wanted) else 1
    then = now
    match said.what:
        case What.FOUNDED:
            then = _Now(fixed=day, last=now.last)
        case What.REVIVED:
            back = now.last if said.restores else None
            then = _Now(fixed=day, last=now.last) if back is None else _Now(back, lasts=True, fixed=day, last=now.last)
        case What.DISSOLVED:
            then = _Now(alive=False, last=now.value or now.last)
        case What.IS | What.STANDING:
            then = _Now(value, lasts=True, fixed=day, setter=place, last=now.last)
        case What.SEEN:
            goes_on = now.lasts and now.value == value
            then = _Now(value, lasts=goes_on, fixed=day, setter=now.setter if goes_on else place, last=now.last)
        case What.ENDS:
            then = _Now(fixed=day, ended=value, last=now.last)
        case What.STOPS:
            then = _Now(fixed=day, ended=ALL, last=now.last)
        case What.LAPSES if now.value is not None and now.setter == said.of:
            then = _Now(fixed=day, ended=now.value, last=now.last)
    return then, cost


def bound(said: Sequence[Said]) -> list[Said]:
    """With the sentence on sightings: where only one act can have begun what is seen, it did so before the sighting."""
    found = list(said)
    for i, one in enumerate(said):
        if one.what not in SIGHTINGS:
            continue
        acts = [j for j, o in enumerate(said) if o.what is What.IS and o.value == one.value and o.first <= one.last and i not in _all_before(found, j)]
        if len(acts) == 1:
            found[i] = replace(one, after=one.after | {acts[0]})
    return found


def tightened(said: Sequence[Said]) -> list[Said]:
    """With the days that the order leaves; a change with none is left alone."""
    found = list(said)
    for _ in said:
        for later, one in enumerate(found):
            for earlier in one.after:
                found[later] = replace(found[later], first=max(found[later].first, found[earlier].first))
                found[earlier] = replace(found[earlier], last=min(found[earlier].last, found[later].last))
    return found if all(s.first <= s.last for s in found) else list(said)


def _all_before(said: Sequence[Said], place: int) -> set[int]:
    found, waiting = set[int](), [place]
    while waiting:
        more = said[waiting.pop()].after - found
        found |= more
        waiting += more
    return found


def chain(places: Sequence[int]) -> dict[int, frozenset[int]]:
    """`after` of a known order without days."""
    return {later: frozenset({earlier}) for earlier, later in pairwise(places)}
