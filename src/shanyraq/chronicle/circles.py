"""No body is surely under itself on any day (rule 19); questions survive a merely possible circle."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from shanyraq.chronicle import walks
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.dating.terms import Certainty


def refuse_circles(table: str, bodies: str, slugs: Iterable[str], *, only: str = "") -> None:
    """Refuse if a body is surely under itself over the ties of `table`, looking upwards from the bodies (a table, too) with these slugs.

    `only` narrows the ties (SQL, beginning with AND, alias t). Raises ChangeRefused, naming the body and a day.
    """
    pks = _keys(bodies, sorted(slugs))
    links = _links_above(table, pks, only)
    parents = {parent for _, parent in links}
    for circle in circles((child, parent) for child, parent in links if child in parents):
        for pk in sorted(circle):
            for day in _days(table, circle):
                if _under_itself(table, pk, day, only):
                    raise ChangeRefused(f"{_slug(bodies, pk)} would be under itself on {day.isoformat()}.")


def _keys(bodies: str, slugs: list[str]) -> list[int]:
    found: list[int] = []
    for start in range(0, len(slugs), 500):
        chunk = {f"s{n}": slug for n, slug in enumerate(slugs[start : start + 500])}
        marks = ", ".join(f"%({name})s" for name in chunk)
        found += [row[0] for row in walks.fetch(f"SELECT id FROM {bodies} WHERE slug IN ({marks})", chunk)]
    return found


def _links_above(table: str, pks: list[int], only: str) -> set[tuple[int, int]]:
    """(child, parent) of every tie believed now that may be met going up from these bodies, whatever its days."""
    found: set[tuple[int, int]] = set()
    for start in range(0, len(pks), 500):
        ids = ", ".join(map(str, pks[start : start + 500]))
        sql = f"""WITH RECURSIVE up (id) AS (
 SELECT t.child_id FROM {table} t WHERE t.child_id IN ({ids}) UNION
 SELECT t.parent_id FROM up JOIN {table} t ON t.child_id = up.id WHERE t.known_to = %(forever)s{only})
SELECT DISTINCT t.child_id, t.parent_id FROM up JOIN {table} t ON t.child_id = up.id WHERE t.known_to = %(forever)s{only}"""
        found |= set(walks.fetch(sql, walks.params(date.min, None)))
    return found


def _days(table: str, circle: set[int]) -> list[date]:
    """The days on which an answer about these bodies may change."""
    ids = ", ".join(map(str, circle))
    columns = "begin_earliest, begin_latest, end_earliest, end_latest"
    sql = f"SELECT {columns} FROM {table} WHERE child_id IN ({ids}) AND parent_id IN ({ids}) AND known_to = %(forever)s"
    found = {value for row in walks.fetch(sql, walks.params(date.min, None)) for value in row}
    return sorted({value if isinstance(value, date) else date.fromisoformat(value) for value in found})


def _under_itself(table: str, pk: int, day: date, only: str) -> bool:
    walk = walks.walk(table, to="parent_id", via="child_id", known_on=None, only=only)
    rows = walks.fetch(f"{walk} SELECT label FROM walk WHERE id = %(root)s AND via IS NOT NULL", {"root": pk, **walks.params(day, None)})
    return walks.certainty(row[0] for row in rows) == Certainty.SURELY


def _slug(bodies: str, pk: int) -> str:
    return str(walks.fetch(f"SELECT slug FROM {bodies} WHERE id = %(pk)s", {"pk": pk})[0][0])


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
