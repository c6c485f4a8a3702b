"""Walks over ties whose days are known in part (rule 9 and 10).

A path carries a label: 0 where it is sure, c where it needs change c done, -c where it needs change c not done, SEVERAL where it
hangs on more than one. A path that needs one change both done and not done does not count.
"""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db import connection

from shanyraq.chronicle.models import FOREVER, known_until
from shanyraq.chronicle.remembering import fetched
from shanyraq.dating.terms import Certainty

SEVERAL: Final = 0x7FFFFFFFFFFF  # a label no change has

WALK: Final = """WITH RECURSIVE walk (id, label, via, tie) AS (
 {seed}
 UNION
 SELECT t.{to}, CASE WHEN walk.label = 0 THEN {label} WHEN {label} IN (0, walk.label) THEN walk.label ELSE {several} END, t.{via}, {kind}
 FROM walk JOIN {ties} t ON t.{via} = walk.id
 WHERE {known} AND t.begin_earliest <= %(day)s AND t.end_latest > %(day)s{only}
 AND NOT (walk.label NOT IN (0, {several}) AND {label} = -walk.label))"""
ROOT: Final = "SELECT CAST(%(root)s AS bigint), CAST(0 AS bigint), CAST(NULL AS bigint), CAST(NULL AS varchar)"


def label_sql(alias: str = "t") -> str:
    """The label of one tie on %(day)s."""
    return (
        f"CASE WHEN {alias}.begin_latest <= %(day)s THEN CASE WHEN {alias}.end_earliest > %(day)s THEN 0"
        f" ELSE COALESCE(-{alias}.end_change_id, {SEVERAL}) END"
        f" WHEN {alias}.end_earliest > %(day)s THEN COALESCE({alias}.begin_change_id, {SEVERAL}) ELSE {SEVERAL} END"
    )


def known_sql(known_on: date | None, alias: str = "t") -> str:
    """The rows that were believed on a day; with None, now."""
    return f"{alias}.known_to = %(forever)s" if known_on is None else f"{alias}.known_from <= %(moment)s AND {alias}.known_to > %(moment)s"


def params(as_of: date, known_on: date | None) -> dict[str, Any]:
    """What the fragments of this module need."""
    moment = connection.ops.adapt_datetimefield_value
    return {"day": as_of.isoformat(), "forever": moment(FOREVER), "moment": moment(known_until(known_on))}


def walk(ties: str, *, to: str, via: str, known_on: date | None, kind: str = "''", only: str = "", seed: str = ROOT) -> str:
    """The common table `walk (id, label, via, tie)` of everything reached over the table `ties` from the root or the seed."""
    return WALK.format(seed=seed, to=to, via=via, ties=ties, kind=kind, only=only, label=label_sql(), several=SEVERAL, known=known_sql(known_on))


def certainty(labels: Iterable[int]) -> Certainty:
    """Of a body reached by paths with these labels: sure by one sure path, or by two that need the same change done and not done."""
    found = set(labels)
    if not found:
        return Certainty.NO
    if 0 in found or any(-label in found for label in found if label != SEVERAL):
        return Certainty.SURELY
    return Certainty.POSSIBLY


def fetch(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    return fetched(connection, sql, values)
