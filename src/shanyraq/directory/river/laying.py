"""Which strip lies in which lane: what belongs together lies near, and few curves cross. Nothing here knows what an organisation is."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

ROUNDS: Final = 8
MOST_MOVED: Final = 120  # beyond as many lanes the order of the tree stands


@dataclass(frozen=True, slots=True)
class Edge:
    """A curve that will be drawn from one to another: the heavier, the nearer they want to lie."""

    first: int
    last: int
    weight: int


def lanes(spans: Mapping[int, tuple[int, int]], above: Mapping[int, int], heirs: Sequence[tuple[int, int]], edges: Iterable[Edge]) -> dict[int, int]:
    """{node: lane}, lanes counted from 0.

    `spans`: when each lasts, [begin, end); `above`: what each hangs under; `heirs`: (old, new) that may share a lane, if the new one begins
    when the old one is over.
    """
    unit = _units(spans, heirs)
    hung = {unit[node]: unit[parent] for node, parent in above.items() if unit[node] != unit[parent]}
    order = _tree(sorted(set(unit.values()), key=lambda top: (spans[top][0], top)), hung)
    joined = [Edge(unit[e.first], unit[e.last], e.weight) for e in edges if unit[e.first] != unit[e.last]]
    if len(order) <= MOST_MOVED:
        order = _shortened(order, joined)
    at = {top: lane for lane, top in enumerate(order)}
    return {node: at[unit[node]] for node in spans}


def _units(spans: Mapping[int, tuple[int, int]], heirs: Sequence[tuple[int, int]]) -> dict[int, int]:
    """{node: the first of those with which it shares a lane}: each goes on in the lane of one, and one in its own."""
    unit = {node: node for node in spans}
    members = {node: [node] for node in spans}
    taken: set[tuple[str, int]] = set()
    for old, new in sorted(heirs, key=lambda pair: (spans[pair[0]][0], pair)):
        if ("old", old) in taken or ("new", new) in taken or spans[old][1] > spans[new][0] or unit[old] == unit[new]:
            continue
        taken |= {("old", old), ("new", new)}
        top, gone = unit[old], unit[new]
        members[top] += members.pop(gone)
        unit |= dict.fromkeys(members[top], top)
    return unit


def _tree(tops: Sequence[int], hung: Mapping[int, int]) -> list[int]:
    """Each with what hangs under it around it: half above, half below."""
    below: dict[int, list[int]] = defaultdict(list)
    for top in tops:
        if top in hung:
            below[hung[top]].append(top)
    placed: set[int] = set()
    order: list[int] = []
    for top in [*(top for top in tops if top not in hung), *tops]:
        order += _branch(top, below, placed)
    return order


def _branch(top: int, below: Mapping[int, list[int]], placed: set[int]) -> list[int]:
    if top in placed:
        return []
    placed.add(top)
    parts = [part for part in (_branch(child, below, placed) for child in below.get(top, [])) if part]
    half = len(parts) // 2
    return [*(node for part in parts[:half] for node in part), top, *(node for part in parts[half:] for node in part)]


def _shortened(order: list[int], edges: Sequence[Edge]) -> list[int]:
    """The order with each moved to where the curves are shortest in all, until nothing gets better."""
    near: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for edge in edges:
        near[edge.first].append((edge.last, edge.weight))
        near[edge.last].append((edge.first, edge.weight))
    for _round in range(ROUNDS):
        before = list(order)
        for node in before:
            if near[node]:
                order = _moved(order, node, near[node], edges)
        if order == before:
            break
    return order


def _moved(order: list[int], node: int, near: Sequence[tuple[int, int]], edges: Sequence[Edge]) -> list[int]:
    here = order.index(node)
    others = order[:here] + order[here + 1 :]
    at = {other: lane for lane, other in enumerate(others)}
    crossing = _crossing(len(others), at, node, edges)
    costs = [crossing[gap] + sum(weight * _distance(gap, at[other]) for other, weight in near) for gap in range(len(order))]
    best = min(range(len(order)), key=lambda gap: (costs[gap], abs(gap - here)))
    return [*others[:best], node, *others[best:]] if costs[best] < costs[here] else order


def _distance(gap: int, lane: int) -> int:
    return gap - lane if lane < gap else lane + 1 - gap


def _crossing(count: int, at: Mapping[int, int], node: int, edges: Sequence[Edge]) -> list[int]:
    """For each gap between the others the weight of the curves that pass it."""
    steps = [0] * (count + 2)
    for edge in edges:
        if node not in (edge.first, edge.last):
            low, high = sorted((at[edge.first], at[edge.last]))
            steps[low + 1] += edge.weight
            steps[high + 1] -= edge.weight
    found, total = [], 0
    for gap in range(count + 1):
        total += steps[gap]
        found.append(total)
    return found
