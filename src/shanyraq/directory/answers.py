"""Periods of a day as rows of an answer: one a value, with its certainty and its group."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from shanyraq.chronicle.groups import groups
from shanyraq.chronicle.models import Period
from shanyraq.dating.bounds import certainty
from shanyraq.dating.terms import Certainty

Row = dict[str, Any]


def certainty_of(period: Period, day: date) -> Certainty:
    return certainty(period.begin_earliest, period.begin_latest, period.end_earliest, period.end_latest, day)


def strongest(periods: Iterable[Period], day: date) -> Certainty:
    """Of one value told by several periods."""
    found = {certainty_of(p, day) for p in periods}
    return next((c for c in (Certainty.SURELY, Certainty.POSSIBLY) if c in found), Certainty.NO)


def rows_of(periods: Sequence[Period], day: date, shape: Callable[[Any], Row]) -> list[Row]:
    """One row a value, the strongest period of each, with its group; order: sure ones first, then by begin."""
    grouped = groups(periods, day)
    chosen: dict[str, tuple[Period, Row]] = {}
    for period in sorted(periods, key=lambda p: (certainty_of(p, day) != Certainty.SURELY, p.begin_earliest, p.value, p.pk)):
        row = shape(period)
        chosen.setdefault(repr(row), (period, row))
    return [{**row, "certainty": str(certainty_of(period, day)), "group": grouped.get(period.pk)} for period, row in chosen.values()]
