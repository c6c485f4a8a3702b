"""What would be believed if another claim were preferred, kept beside what is (rule 11).

Found by recording the change with that claim in a savepoint, taking note of the threads that come out otherwise, and rolling back.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from shanyraq.chronicle.believing import close, days_of, held_rows, model_of
from shanyraq.chronicle.book import chunks
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.floors import FLOORS
from shanyraq.chronicle.models import FOREVER, OPEN_FUTURE, Alternative, Claim, Event, Telling, Version
from shanyraq.chronicle.terms import Role, Status
from shanyraq.chronicle.tomlfile.tables import ChangeTable
from shanyraq.chronicle.worlds import Period

Periods = dict[str, list[Period]]
Trial = Callable[[ChangeTable], set[str]]  # records a table and returns the threads that this writes


def weigh(threads: set[str], changes: set[int], moment: datetime, trial: Trial, table_of: Callable[[Version], ChangeTable]) -> None:
    """Find the alternatives of every disputed change among these, or that has to do with one of these threads, which changed."""
    _forget_claims(changes, moment)
    for version in _disputed(threads, changes):
        table = table_of(version)
        for number, claim in enumerate(table.claims):
            same = (claim.date, table.value_of(claim), claim.told, claim.source) == _told_by_preferred(table)
            found = {} if same or version.status != Status.DONE else _try(trial, _preferring(table, number))
            _keep(version.change_id, number, found, moment)


def _forget_claims(changes: set[int], moment: datetime) -> None:
    """End the alternatives of claims that these changes make no longer."""
    for chunk in chunks(sorted(changes)):
        held = Alternative.objects.filter(change__in=chunk, known_to=FOREVER)
        claims = Claim.objects.filter(version__change__in=chunk, version__known_to=FOREVER, version__status=Status.DONE)
        made = set(claims.values_list("version__change_id", "number")) if held else set()
        close(Alternative, {row.pk for row in held if (row.change_id, row.claim) not in made}, moment)


def _told_by_preferred(table: ChangeTable) -> tuple[Any, ...]:
    claim = table.preferred
    return claim.date, table.value_of(claim), claim.told, claim.source


def _disputed(threads: set[str], changes: set[int]) -> list[Version]:
    found: dict[int, Version] = {}
    for chunk in chunks(sorted(changes)):
        found |= _several(Q(change__in=chunk))
    for names in chunks(sorted(threads)):
        lives = [name.removeprefix("life:") for name in names if name.startswith("life:")]
        shaping = Telling.objects.filter(body__in=lives).exclude(role=Role.NAMED).values("change")
        found |= _several(Q(change__in=Event.objects.filter(thread__in=names).values("change")))
        found |= _several(Q(change__in=Alternative.objects.filter(thread__in=names, known_to=FOREVER).values("change")))
        found |= _several(Q(change__in=shaping))
    return [found[pk] for pk in sorted(found)]


def _several(which: Q) -> dict[int, Version]:
    """Versions that stand and have more than one claim."""
    several = Version.objects.filter(which, known_to=FOREVER, pk__in=Claim.objects.filter(number=1).values("version"))
    return {v.pk: v for v in several.select_related("change").prefetch_related("claims__source")}


def _preferring(table: ChangeTable, number: int) -> ChangeTable:
    claims = tuple(replace(c, value=table.value_of(c), preferred=n == number) for n, c in enumerate(table.claims))
    return replace(table, claims=claims)


def _try(trial: Trial, table: ChangeTable) -> Periods:
    """A claim that would leave no world may be kept; it alters nothing."""
    found: Periods = {}
    try:
        with transaction.atomic():
            found = _believed(trial(table))
            transaction.set_rollback(True)
    except ChangeRefused:
        return {}
    stands = _believed(found)
    return {thread: periods for thread, periods in found.items() if set(periods) != set(stands[thread])}


def _believed(threads: Iterable[str]) -> Periods:
    """The periods of threads as they are believed now."""
    models = defaultdict(list)
    for thread in threads:
        models[model_of(thread)].append(thread)
    return {thread: [Period(*row) for row in held_rows(model, names)[thread]] for model, names in models.items() for thread in names}


def _keep(change: int, claim: int, found: Periods, moment: datetime) -> None:
    held = {_key(row): row.pk for row in Alternative.objects.filter(change=change, claim=claim, known_to=FOREVER)}
    rows = [row for thread, periods in found.items() for row in _rows(change, claim, thread, periods, moment)]
    wanted = {_key(row) for row in rows}
    close(Alternative, {pk for key, pk in held.items() if key not in wanted}, moment)
    Alternative.objects.bulk_create([row for row in rows if _key(row) not in held])


def _rows(change: int, claim: int, thread: str, periods: list[Period], moment: datetime) -> list[Alternative]:
    body = thread.removeprefix("life:") if thread.startswith("life:") else FLOORS.old(thread) or FLOORS.owner(thread)
    common = {"change_id": change, "claim": claim, "thread": thread, "body": body, "known_from": moment}
    days: list[tuple[str, dict[str, date]]] = [(p.value, days_of(p)) for p in periods]
    never = ("", dict.fromkeys(("begin_earliest", "begin_latest", "end_earliest", "end_latest"), OPEN_FUTURE))
    return [Alternative(value=value, **common, **of) for value, of in days or [never]]


def _key(row: Alternative) -> tuple[Any, ...]:
    return row.thread, row.value, row.begin_earliest, row.begin_latest, row.end_earliest, row.end_latest
