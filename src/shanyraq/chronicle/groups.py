"""Alternatives of one day that hang on the same changes (rule 8)."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from shanyraq.chronicle.models import Change, Period


def groups(periods: Sequence[Period], day: date) -> dict[int, str]:
    """{key of a period: slug of the first of the changes that connect it with others}: one ends by the change with which another begins.

    The periods need their `begin_change` and `end_change` fetched.
    """
    ends = {p.end_change_id: p for p in _open_ends(periods, day)}
    root: dict[int, int] = {p.pk: p.pk for p in periods}
    links: list[tuple[int, Change]] = []
    for period in periods:
        before = ends.get(period.begin_change_id)
        if before is None or before.pk == period.pk or not period.begin_earliest <= day < period.begin_latest or period.begin_change is None:
            continue
        root[_top(root, period.pk)] = _top(root, before.pk)
        links.append((period.pk, period.begin_change))
    first: dict[int, Change] = {}
    for pk, change in links:
        top = _top(root, pk)
        first[top] = min((first.get(top, change), change), key=lambda c: (c.earliest, c.latest, c.slug))
    partial = {_top(root, p.pk) for p in periods for other in periods if _left_out(p, other, day) and _top(root, p.pk) != _top(root, other.pk)}
    return {pk: first[_top(root, pk)].slug for pk in root if _top(root, pk) in first and _top(root, pk) not in partial}


def _left_out(period: Period, other: Period, day: date) -> bool:
    """Whether another value of the same fact is possible beside this one: then a group without it would not hold all alternatives."""
    possible = other.begin_earliest <= day < other.end_latest and not other.begin_latest <= day < other.end_earliest
    return possible and other.thread == period.thread and other.value != period.value


def _open_ends(periods: Iterable[Period], day: date) -> Iterable[Period]:
    return (p for p in periods if p.end_change_id is not None and p.end_earliest <= day < p.end_latest)


def _top(root: dict[int, int], pk: int) -> int:
    while root[pk] != pk:
        pk = root[pk]
    return pk
