"""A small world for the tests of the memory: what was told, and recorded at a moment.

    told("begin", "founded", "org", "2000", name="A")
    told("second", "renamed", "org", "2002", name="B", after="begin")
    record([...], on="2026-01-01")
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import transaction

from shanyraq.chronicle.changes import tell
from shanyraq.chronicle.tomlfile import ChangeTable, ClaimTable, SourceTable

Tables = Sequence[SourceTable | ChangeTable]


def told(
    slug: str, act: str, on: str | Sequence[str], day: str = "", *,
    after: str | Sequence[str] = (), before: str | Sequence[str] = (), source: str | None = None, done: bool = False, status: str = "done", **value: Any,
) -> ChangeTable:  # fmt: skip
    """A change with one claim; `day` is EDTF, `from_` the state key `from`. With `done` it was done by the day of its source, or of the recording."""
    claim = ClaimTable(source=source, told="done" if done else "ordered", date=day, value=_keys(value), preferred=True)
    return ChangeTable(slug, act, several(on), (claim,), status=status, after=several(after), before=several(before))


def several(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _keys(value: dict[str, Any]) -> dict[str, Any]:
    return {key.rstrip("_"): said for key, said in value.items()}


def claimed(change: ChangeTable, day: str, *, preferred: bool = False, **value: Any) -> ChangeTable:
    """The same change with one more account of it."""
    claim = ClaimTable(told="ordered", date=day, value=_keys(value) or None, preferred=preferred)
    others = tuple(replace(c, value=change.value_of(c), preferred=c.preferred and not preferred) for c in change.claims)
    return replace(change, claims=(*others, claim))


def withdrawn(change: ChangeTable) -> ChangeTable:
    return replace(change, status="withdrawn")


def paper(slug: str, day: str | None = None) -> SourceTable:
    """A source with its day (EDTF)."""
    return SourceTable(slug, "press", {"en": slug}, day=day)


def record(tables: Tables | SourceTable | ChangeTable, on: str = "2026-01-01") -> None:
    """Record tables as one act, at the begin of a day in UTC. All or nothing; raises ChangeRefused and ChronicleFaults."""
    rows = [tables] if isinstance(tables, SourceTable | ChangeTable) else list(tables)
    tell(by=None, at=datetime.combine(date.fromisoformat(on), time(), tzinfo=UTC), tables=rows)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is recorded within is taken back at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
