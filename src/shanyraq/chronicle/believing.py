"""What is believed from a moment on: periods written beside those believed before, which are ended and never changed."""
from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any, Final

from shanyraq.chronicle.book import chunks
from shanyraq.chronicle.floors import FLOORS, Columns
from shanyraq.chronicle.keys import with_keys
from shanyraq.chronicle.models import FOREVER
from shanyraq.chronicle.models import Period as PeriodRow
from shanyraq.chronicle.worlds import Period

DAYS: Final = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")
Row = tuple[str, int, int, int, int, int | None, int | None]


def believe(periods: dict[str, list[Period]], moment: datetime) -> set[str]:
    """Close what these threads gave and give no more, add what is believed from this moment on, leave the rest; returns the threads that changed."""
    changed: set[str] = set()
    by_model: dict[type[PeriodRow], list[str]] = defaultdict(list)
    for thread in periods:
        by_model[model_of(thread)].append(thread)
    for model, threads in by_model.items():
        held = held_rows(model, threads)
        wanted = {thread: {row_of(p): p for p in periods[thread]} for thread in threads}
        changed |= {thread for thread in threads if held[thread].keys() != wanted[thread].keys()}
        close(model, {pk for thread in threads for row, pk in held[thread].items() if row not in wanted[thread]}, moment)
        fresh = [(thread, p) for thread in threads for row, p in wanted[thread].items() if row not in held[thread]]
        columns = with_keys([_columns(thread, p) for thread, p in fresh])
        rows = [_made(model, thread, p, moment, of) for (thread, p), of in zip(fresh, columns, strict=True)]
        model._default_manager.bulk_create(rows, batch_size=500)
    return changed


def held_rows(model: type[PeriodRow], threads: list[str]) -> dict[str, dict[Row, int]]:
    """{thread: {row: key}} of what is believed now."""
    held: dict[str, dict[Row, int]] = defaultdict(dict)
    columns = ("pk", "thread", "value", "begin_change_id", "end_change_id", *DAYS)
    for chunk in chunks(threads):
        rows = model._default_manager.filter(thread__in=chunk, known_to=FOREVER).values_list(*columns)
        for pk, thread, value, begin, end, *days in rows:
            held[thread][(value, *(d.toordinal() for d in days), begin, end)] = pk
    return held


def believed_ends(threads: list[str]) -> dict[str, set[tuple[int | None, int | None]]]:
    """{thread: (begin change, end change) of each period believed now}."""
    found: dict[str, set[tuple[int | None, int | None]]] = defaultdict(set)
    by_model: dict[type[PeriodRow], list[str]] = defaultdict(list)
    for thread in threads:
        by_model[model_of(thread)].append(thread)
    for model, names in by_model.items():
        rows = model._default_manager.filter(thread__in=names, known_to=FOREVER).values_list("thread", "begin_change_id", "end_change_id")
        for thread, begin, end in rows:
            found[thread].add((begin, end))
    return found


def row_of(p: Period) -> Row:
    return (p.value, p.begin_earliest, p.begin_latest, p.end_earliest, p.end_latest, p.begin_change, p.end_change)


def close(model: type[Any], pks: set[int], moment: datetime) -> None:
    """End the knowledge of rows; what was written at this very moment was never known."""
    for chunk in chunks(sorted(pks)):
        rows = model._default_manager.filter(pk__in=chunk)
        rows.filter(known_from__gte=moment).delete()
        rows.filter(known_from__lt=moment).update(known_to=moment)


def model_of(thread: str) -> type[PeriodRow]:
    if thread.startswith("life:"):
        model = FLOORS.life_model(thread.removeprefix("life:"))
        assert model is not None
        return model
    return FLOORS.fact(thread).model


def _columns(thread: str, p: Period) -> Columns:
    return FLOORS.life_columns(thread.removeprefix("life:")) if thread.startswith("life:") else FLOORS.columns(thread, p.value)


def _made(model: type[PeriodRow], thread: str, p: Period, moment: datetime, columns: Columns) -> PeriodRow:
    return model(thread=thread, value=p.value, **days_of(p), begin_change_id=p.begin_change, end_change_id=p.end_change, known_from=moment, **columns)


def days_of(p: Period) -> dict[str, date]:
    return {name: date.fromordinal(getattr(p, name)) for name in DAYS}
