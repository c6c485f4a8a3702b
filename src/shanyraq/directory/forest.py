"""The organisations of a day as trees, as deep and as wide as a page can bear. The number of queries hangs on the depth alone."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Count, QuerySet

from shanyraq.chronicle.prepared import Fixed, prepared
from shanyraq.directory.days import Asked
from shanyraq.directory.reading import Reading
from shanyraq.directory.vocabulary import tie_label
from shanyraq.registry.models import Tie
from shanyraq.registry.terms import UNDER

Node = dict[str, Any]
MOST_BELOW: Final = 400  # ties read for one floor of the tree
DEPTH: Final = 3


@dataclass
class Forest:
    """Ties below some organisations, floor by floor."""

    asked: Asked
    depth: int = DEPTH
    ties: dict[int, list[Tie]] = field(default_factory=lambda: defaultdict(list))  # by parent
    more: dict[int, int] = field(default_factory=dict)  # how many stand below those that are not unfolded
    cut: bool = False  # whether some of a floor were left out

    def grow(self, roots: Iterable[int]) -> Sequence[Tie]:
        """Read the ties below; one query a floor, and one for what lies deeper. Returns them all.

        A floor that is too wide is counted and not unfolded, but for the first: there the first ties stand, and `cut` says so.
        """
        front, seen, found = set(roots), set[int](), list[Tie]()
        for number in range(self.depth):
            floor = self._deeper(front) if number else self._floor(front)
            if floor is None:
                break
            self.cut = self.cut or len(floor) > MOST_BELOW
            found += floor[:MOST_BELOW]
            seen |= front
            front = {tie.child_id for tie in floor[:MOST_BELOW]} - seen
        for tie in found:
            self.ties[tie.parent_id].append(tie)
        self._count(front)
        return found

    def _floor(self, parents: set[int]) -> list[Tie]:
        return _below(parents, self.asked.day, self.asked.known_on, Fixed(MOST_BELOW + 1)) if parents else []

    def _deeper(self, parents: set[int]) -> list[Tie] | None:
        """The same; None where it is too wide, so that nothing is made of what is not shown."""
        return _below.at_most(MOST_BELOW, parents, self.asked.day, self.asked.known_on, Fixed(MOST_BELOW + 1)) if parents else []

    def _count(self, front: set[int]) -> None:
        self.more = dict(_counted(front, self.asked.day, self.asked.known_on)) if front else {}

    def nodes(self, reading: Reading, parent: int, path: frozenset[int] = frozenset(), shown: set[int] | None = None) -> list[Node]:
        """What stands below one, as nodes of the tag `tree`, by name; what is met again is named only."""
        shown = set() if shown is None else shown
        ties = {tie.pk: tie for tie in self.ties.get(parent, [])}
        nodes = [(str(reading.names.text(_key(tie), reading.asked.day)).casefold(), tie) for tie in ties.values()]
        return [self._node(reading, tie, path | {parent}, shown) for _name, tie in sorted(nodes, key=lambda pair: pair[0])]

    def _node(self, reading: Reading, tie: Tie, path: frozenset[int], shown: set[int]) -> Node:
        child = tie.child_id
        again = child in shown or child in path
        shown.add(child)
        row = reading.row(tie, None, tie_label=tie_label(tie.kind, tie.grade)) | reading.body(_key(tie))
        below = [] if again else self.nodes(reading, child, path, shown)
        return {**row, "again": again and bool(self.ties.get(child)), "below": below, "deeper": 0 if again else self.more.get(child, 0)}


def _key(tie: Tie) -> str:
    return f"organisation:{tie.child.slug}"


def keys_of(ties: Iterable[Tie]) -> set[str]:
    return {_key(tie) for tie in ties}


def _under(parents: Collection[int], day: date, known_on: date | None) -> QuerySet[Tie]:
    return Tie.objects.known_on(known_on).as_of(day).filter(kind__in=UNDER, parent_id__in=parents)


@prepared
def _below(parents: Collection[int], day: date, known_on: date | None, most: Fixed) -> QuerySet[Tie]:
    ties = _under(parents, day, known_on).select_related("child", "begin_change")
    return ties.order_by("child__slug", "kind", "pk")[:most]


@prepared
def _counted(parents: Collection[int], day: date, known_on: date | None) -> QuerySet[Tie, tuple[int, int]]:
    return _under(parents, day, known_on).order_by("parent_id").values_list("parent_id").annotate(Count("child", distinct=True))
