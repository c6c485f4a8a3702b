"""An oracle for ties: every possible world of a small federation, lived change by change, by the sentences of the rule alone.

It knows nothing of the engine. Only acts, no sightings: in each world every tie has its days.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

BRANCH = "branch_of"
Tie = tuple[str, str, str]  # (kind, child, parent)
Pair = tuple[str, str]  # (below, above)


@dataclass(frozen=True, slots=True)
class Deed:
    """One change, on one unknown day of [first, last]. `bodies` are those to which it happened, `other` the parent, the heir or the part.

    `going`: the bodies below whose ties go to the part of a split or a separation.
    """

    act: str  # founded, revived, joined, left, moved, absorbed, merged, succeeded, split, separated, dissolved
    bodies: tuple[str, ...]
    first: int
    last: int
    tie: str = BRANCH
    other: str = ""
    going: tuple[str, ...] = ()

    @property
    def names(self) -> set[str]:
        return {*self.bodies, self.other, *self.going} - {""}

    def begins(self, body: str) -> bool:
        return self.act in ("founded", "revived") and body in self.bodies

    def ends(self, body: str) -> bool:
        return self.act in ENDS and body in self.bodies


ENDS = ("absorbed", "merged", "succeeded", "split", "dissolved")


def life(deeds: Sequence[Deed], deed: Deed, body: str) -> int:
    """The life of a body in which a change is; bodies are revived on exact days."""
    return sum(one.act == "revived" and body in one.bodies and one.last <= deed.first for one in deeds)


def order(deeds: Sequence[Deed]) -> list[set[int]]:
    """For each change those that came before: the begin of a body it names; the end of a body comes after all that name it."""
    before: list[set[int]] = [set() for _ in deeds]
    for (i, one), (j, two) in product(enumerate(deeds), enumerate(deeds)):
        for body in one.names & two.names if i != j else ():
            lives = life(deeds, one, body), life(deeds, two, body)
            if lives[0] < lives[1] or (lives[0] == lives[1] and (one.begins(body) or two.ends(body))):
                before[j].add(i)
    return before


def tightened(deeds: Sequence[Deed], before: Sequence[set[int]]) -> list[Deed]:
    """With the days that this order leaves."""
    found = list(deeds)
    for _ in deeds:
        for j, earlier in enumerate(before):
            for i in earlier:
                found[j] = replace(found[j], first=max(found[i].first, found[j].first))
                found[i] = replace(found[i], last=min(found[i].last, found[j].last))
    return found


def lived(ties: frozenset[Tie], deed: Deed) -> frozenset[Tie]:
    """The ties after a change."""
    found = set(ties)
    match deed.act:
        case "joined" | "moved":
            for child in deed.bodies:
                found -= {t for t in ties if deed.tie == BRANCH == t[0] and t[1] == child}
                found.add((deed.tie, child, deed.other))
        case "left":
            found -= {(deed.tie, child, deed.other) for child in deed.bodies}
        case "separated":
            found = {t for t in _gone(found, deed.bodies[0], deed) if t[1:] != (deed.other, deed.bodies[0])}
        case "split":
            found = {t for t in _gone(found, deed.bodies[0], deed) if deed.bodies[0] not in t[1:]}
        case "dissolved" | "absorbed" | "merged" | "succeeded":
            for body in deed.bodies:
                found = _ended(found, body, deed)
    return frozenset(found)


def _gone(ties: set[Tie], body: str, deed: Deed) -> set[Tie]:
    """The ties of the bodies that go, from below the old one to below the part."""
    return {(kind, child, deed.other if parent == body and child in deed.going else parent) for kind, child, parent in ties}


def _ended(ties: set[Tie], body: str, deed: Deed) -> set[Tie]:
    stay = {t for t in ties if body not in t[1:]}
    if deed.act == "dissolved":
        return stay
    heir = deed.other
    stay |= {(kind, child, heir) for kind, child, parent in ties if parent == body and child != heir}
    if deed.act == "succeeded":
        led = any(kind == BRANCH and child == heir for kind, child, _ in stay)
        stay |= {(kind, heir, parent) for kind, child, parent in ties if child == body and parent != heir and not (kind == BRANCH and led)}
    return stay


@dataclass(slots=True)
class Federation:
    """(below, above) -> how many of the worlds have it, for each of `days`; of the worlds in which every tie that ends had begun."""

    deeds: Sequence[Deed]
    days: range
    worlds: int = 0
    above: list[dict[Pair, int]] = field(default_factory=list)
    before: list[set[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.before = order(self.deeds)
        self.deeds = tightened(self.deeds, self.before)
        self.above = [{} for _ in self.days]
        self._onward(frozenset(), self.days.start - 1_000, frozenset(), [])

    def certainty(self, child: str, parent: str, day: int) -> str:
        count = self.above[day - self.days.start].get((child, parent), 0)
        return "no" if not count else "surely" if count == self.worlds else "possibly"

    def _onward(self, done: frozenset[int], clock: int, ties: frozenset[Tie], story: list[tuple[int, frozenset[Tie]]]) -> None:
        if len(done) == len(self.deeds):
            self._world(story)
        for i, deed in enumerate(self.deeds):
            if i in done or not self.before[i] <= done or (deed.act == "left" and (deed.tie, deed.bodies[0], deed.other) not in ties):
                continue
            for day in range(max(deed.first, clock), deed.last + 1):
                then = lived(ties, deed)
                self._onward(done | {i}, day, then, [*story, (day, then)])

    def _world(self, story: list[tuple[int, frozenset[Tie]]]) -> None:
        self.worlds += 1
        for at, day in enumerate(self.days):
            ties = next((t for d, t in reversed(story) if d <= day), frozenset())
            for pair in closure(ties):
                self.above[at][pair] = self.above[at].get(pair, 0) + 1


def closure(ties: frozenset[Tie]) -> Iterator[Pair]:
    """Every (below, above) over one tie or several."""
    up: dict[str, set[str]] = {}
    for _, child, parent in ties:
        up.setdefault(child, set()).add(parent)
    for child in up:
        found, waiting = set[str](), [child]
        while waiting:
            fresh = up.get(waiting.pop(), set()) - found
            found |= fresh
            waiting += fresh
        yield from ((child, parent) for parent in found)
