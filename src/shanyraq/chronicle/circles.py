"""Bodies that may be under themselves: the sets of a graph whose members reach one another."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator


def circles(links: Iterable[tuple[int, int]]) -> list[set[int]]:
    """The sets of more than one node that reach one another, and single nodes linked to themselves; from (child, parent) pairs.

    Tarjan's algorithm, without recursion: a federation may be deep.
    """
    onward: dict[int, list[int]] = defaultdict(list)
    selves = set()
    for child, parent in links:
        onward[child].append(parent)
        if child == parent:
            selves.add(child)
    return [found for found in _components(onward) if len(found) > 1 or found & selves]


def _components(onward: dict[int, list[int]]) -> Iterator[set[int]]:
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    waiting: set[int] = set()
    for start in list(onward):
        if start in index:
            continue
        work = [(start, iter(onward[start]))]
        index[start] = low[start] = len(index)
        stack.append(start)
        waiting.add(start)
        while work:
            node, rest = work[-1]
            for child in rest:
                if child not in index:
                    index[child] = low[child] = len(index)
                    stack.append(child)
                    waiting.add(child)
                    work.append((child, iter(onward.get(child, ()))))
                    break
                if child in waiting:
                    low[node] = min(low[node], index[child])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    yield _taken(stack, waiting, node)


def _taken(stack: list[int], waiting: set[int], node: int) -> set[int]:
    found = set()
    while True:
        top = stack.pop()
        waiting.discard(top)
        found.add(top)
        if top == node:
            return found
