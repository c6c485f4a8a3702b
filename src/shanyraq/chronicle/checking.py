"""Everything derived can be rebuilt from the chronicle: recorded again moment by moment, and each difference named."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Model

from shanyraq.chronicle.floors import FLOORS
from shanyraq.chronicle.imports import import_tables
from shanyraq.chronicle.models import Alternative, Change, Claim, Event, Mention, Order, Source, SourceVersion, Telling, Version
from shanyraq.chronicle.recording import source_table_of, table_of
from shanyraq.chronicle.tomlfile.tables import Table

TOLD = (Mention, Claim, Version, SourceVersion)
DERIVED = (Alternative, Order, Event, Telling)


def differences() -> list[str]:
    """A line for every period, alternative or day that a rebuilding of the chronicle gives otherwise; nothing is changed."""
    with transaction.atomic():
        stands = set(_lines())
        tables = list(_tables())
        empty()
        import_tables(iter(tables))
        rebuilt = set(_lines())
        transaction.set_rollback(True)
    lost = [f"kept, but not rebuilt: {line}" for line in sorted(stands - rebuilt)]
    return lost + [f"rebuilt, but not kept: {line}" for line in sorted(rebuilt - stands)]


def _tables() -> Iterator[Table]:
    for source in SourceVersion.objects.order_by("known_from", "pk").select_related("source").iterator(chunk_size=500):
        yield Table("source", "", 0, source_table_of(source))
    for version in Version.objects.order_by("known_from", "pk").select_related("change").prefetch_related("claims__source").iterator(chunk_size=500):
        yield Table("change", "", 0, table_of(version))


def empty() -> None:
    """Forget all that was told; the bodies' rows stay, so that nothing that points to them breaks."""
    models: Iterable[type[Model]] = (*FLOORS.models(), *DERIVED, *TOLD, Change, Source)
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')


def _lines() -> Iterator[str]:
    periods = ("thread", "value", "begin_earliest", "begin_latest", "end_earliest", "end_latest", "known_from", "known_to")
    for model in FLOORS.models():
        yield from _said(model, *periods, "begin_change__slug", "end_change__slug")
    yield from _said(Alternative, *periods, "change__slug", "claim")
    yield from _said(Change, "slug", "earliest", "latest", "told_earliest", "told_latest")
    yield from _said(Order, "thread", first=F("earlier__slug"), second=F("later__slug"))
    yield from _said(Telling, "change__slug", "body", "role", "heir", "passing", "life")


def _said(model: type[Model], *names: str, **more: Any) -> Iterator[str]:
    rows = model._default_manager.annotate(**more).values_list(*names, *more).iterator(chunk_size=2000)
    return (f"{model._meta.label} {' '.join(map(str, row))}" for row in rows)
