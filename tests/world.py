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

from shanyraq.chronicle.recording import Recording
from shanyraq.chronicle.tomlfile.tables import ChangeTable, ClaimTable, SourceTable

Tables = Sequence[SourceTable | ChangeTable]
TEXTS = ("name", "short", "culture", "aim", "contact", "note")


def told(
    slug: str, act: str, on: str | Sequence[str], day: str = "", *,
    after: str | Sequence[str] = (), before: str | Sequence[str] = (), source: str | None = None, ordered: bool = True, status: str = "done", **value: Any,
) -> ChangeTable:  # fmt: skip
    """A change with one claim; `day` is EDTF. Without `ordered` it was done by the source's day, or by the moment of recording."""
    claim = ClaimTable(source=source, told="ordered" if ordered else "done", date=day, value=texts(value), preferred=True)
    return ChangeTable(slug, act, several(on), (claim,), status=status, after=several(after), before=several(before))


def several(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def texts(value: dict[str, Any]) -> dict[str, Any]:
    """State keys as they are after reading a file: a text alone is of no language, `from_` stands for `from`."""
    said = {key.rstrip("_"): texts(v) if key == "from_" else v for key, v in value.items()}
    return {key: {"und": v} if key in TEXTS and isinstance(v, str) else v for key, v in said.items()}


def claimed(change: ChangeTable, day: str, *, preferred: bool = False, source: str | None = None, **value: Any) -> ChangeTable:
    """The same change with one more account of it."""
    claim = ClaimTable(source=source, told="ordered", date=day, value=texts(value) or None, preferred=preferred)
    others = tuple(replace(c, preferred=c.preferred and not preferred) for c in change.claims)
    return replace(change, claims=(*others, claim))


def withdrawn(change: ChangeTable) -> ChangeTable:
    return replace(change, status="withdrawn")


def paper(slug: str, day: str | None = None) -> SourceTable:
    """A source with its day (EDTF)."""
    return SourceTable(slug, "press", {"en": slug}, day=day)


def record(tables: Tables | SourceTable | ChangeTable, on: str = "2026-01-01") -> None:
    """Record tables as one moment, the begin of a day in UTC. All or nothing."""
    rows = [tables] if isinstance(tables, SourceTable | ChangeTable) else list(tables)
    with transaction.atomic():
        recording = Recording(datetime.combine(date.fromisoformat(on), time(), tzinfo=UTC))
        recording.take(rows)
        recording.finish()


class Undone(Exception):  # noqa: N818
    """Takes back what was recorded in a block."""


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is recorded within is taken back at its end."""
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass
