"""Surely, possibly and no as SQL, over four date columns without NULL: begin_earliest, begin_latest, end_earliest, end_latest (see `bounds`)."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, Value, When

if TYPE_CHECKING:
    from datetime import date

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")


def certainty_case(alias: str) -> str:
    """A CASE of 2 (surely), 1 (possibly) or 0 (no) for the table alias; runs with the parameter `day`, a date.

    Raises ValueError for an alias that is no plain SQL name.
    """
    if not _NAME.fullmatch(alias):
        raise ValueError(f"{alias!r} is not a plain SQL name. Use letters, digits and _.")
    return (
        f"CASE WHEN {alias}.begin_latest <= %(day)s AND {alias}.end_earliest > %(day)s THEN 2"
        f" WHEN {alias}.begin_earliest <= %(day)s AND {alias}.end_latest > %(day)s THEN 1 ELSE 0 END"
    )


def surely_q(day: date, *, through: str = "") -> Q:
    """Facts that hold on the day in every possible past. `through` is the lookup path to the row, such as "seat__"."""
    return _between(day, through, begin="begin_latest", end="end_earliest")


def possibly_q(day: date, *, through: str = "") -> Q:
    """Facts that may hold on the day: possible and sure ones, all but `no`."""
    return _between(day, through, begin="begin_earliest", end="end_latest")


def certainty_expr(day: date, *, through: str = "") -> Case:
    """The rank of each row on the day: 2 surely, 1 possibly, 0 no; `Certainty.of_rank` gives the word."""
    return Case(
        When(surely_q(day, through=through), then=Value(2)),
        When(possibly_q(day, through=through), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )


def _between(day: date, through: str, *, begin: str, end: str) -> Q:
    return Q(**{f"{through}{begin}__lte": day, f"{through}{end}__gt": day})
