"""The verbs of a list: it is brought, corrected, taken, undone as a whole, or thrown away."""
from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.chronicle.changes import tell
from shanyraq.chronicle.models import FOREVER, Version
from shanyraq.chronicle.recording import table_of
from shanyraq.chronicle.terms import Status as ChangeStatus
from shanyraq.chronicle.tomlfile import ChangeTable
from shanyraq.jobs.terms import Step, Teller, tell_nobody
from shanyraq.journal.changes import HALF, KeyReused, write
from shanyraq.lists.draft import Draft, draft_of
from shanyraq.lists.layout import private_columns, without
from shanyraq.lists.models import UNREAD, List
from shanyraq.lists.telling import begun_by, tables_of
from shanyraq.lists.terms import Column, Status
from shanyraq.tables.grids import MOST_ROWS, Grid
from shanyraq.tables.refusal import TableRefused

TOKEN_BYTES = 5


class ListRefused(ValueError):
    """A list that cannot be taken, or not any more; the message says why."""


@transaction.atomic
def bring(*, by: User | None, grid: Grid, title: str, day: date, umbrella: str = "", key: str | None = None) -> List:
    """Keep a table as a draft. What columns say of persons' own affairs is not kept. The same `key` gives the same draft.

    Raises TableRefused, and KeyReused where the key brought another one.
    """
    if len(grid.lines) > MOST_ROWS + 50:
        raise TableRefused("rows")
    kept = without(grid, private_columns(grid.lines))
    lines = [[line.number, list(line.cells)] for line in kept.lines]
    said = {"title": title, "day": day, "umbrella": umbrella, "lines": lines, "unread": ", ".join(grid.others)[:UNREAD]}
    known = List.objects.filter(key=key).first() if key else None
    if known:
        if known.made_by != by or any(getattr(known, name) != one for name, one in said.items()):
            raise KeyReused(key)
        return known
    made = List.objects.create(token=secrets.token_hex(TOKEN_BYTES), key=key, made_by=by, **said)
    write(by=by, action="lists:list:bring", thing=f"lists:list:{made.token}", summary=title)
    return made


@transaction.atomic
def correct(*, kept: List, columns: Mapping[int, Column], others: Iterable[int]) -> None:
    """What the keeper says of the columns and of rows that bear a known name. A list that was taken is not corrected any more."""
    held = _locked(kept)
    if held.status != Status.DRAFT:
        raise ListRefused(_("This list was taken meanwhile: it cannot be altered any more, only undone as a whole."))
    held.columns = {str(n): str(column) for n, column in columns.items()}
    held.others = sorted(set(others))
    held.save(update_fields=["columns", "others"])
    kept.columns, kept.others = held.columns, held.others


@transaction.atomic
def take(*, by: User | None, at: datetime, kept: List, teller: Teller = tell_nobody) -> Draft | None:
    """Tell the memory what the list says, as one act; None where that was done before. Raises ListRefused, ChangeRefused, ChronicleFaults."""
    teller(Step.READING, 0, 1)
    held = _locked(kept)
    if held.status != Status.DRAFT:
        return None
    draft = draft_of(held)
    if not draft.has_names:
        raise ListRefused(_("No column tells the names of the associations: say above which one does."))
    write(by=by, action="lists:list:take", thing=f"lists:list:{held.token}", summary=held.title)
    tables = tables_of(draft.plan, draft.register, source=held.source, title=held.title, day=held.day)
    tell(by=by, at=at, tables=tables, key=f"lists:{held.token}:take{HALF}", teller=_in_rows(teller, len(draft.plan.told)))
    held.status, held.taken_at = Status.TAKEN, at
    held.told = {
        "changes": [table.id for table in tables if isinstance(table, ChangeTable)],
        "organisations": [member.slug for member in draft.plan.told],
        "umbrella": draft.plan.umbrella,
        "begun": begun_by(draft.plan),
    }
    held.save(update_fields=["status", "taken_at", "told"])
    kept.status, kept.told, kept.taken_at = held.status, held.told, held.taken_at
    return draft


@transaction.atomic
def undo(*, by: User | None, at: datetime, kept: List, teller: Teller = tell_nobody) -> bool:
    """Take every change of the list back, as one act; returns whether this was new. What others corrected since stays."""
    teller(Step.READING, 0, 1)
    held = _locked(kept)
    if held.status != Status.TAKEN:
        return False
    write(by=by, action="lists:list:undo", thing=f"lists:list:{held.token}", summary=held.title)
    tables = [replace(table_of(version), status=ChangeStatus.WITHDRAWN) for version in own_versions(held)]
    if tables:
        rows = len(held.told.get("organisations", []))
        tell(by=by, at=at, tables=tables, key=f"lists:{held.token}:undo{HALF}", teller=_in_rows(teller, rows))
    held.status, held.undone_at = Status.UNDONE, at
    held.save(update_fields=["status", "undone_at"])
    kept.status, kept.undone_at = held.status, held.undone_at
    return True


def _in_rows(teller: Teller, rows: int) -> Teller:
    """A row tells several tables; who waits has brought rows."""
    return lambda step, done, total: teller(step, done * rows // max(total, 1), rows) if step == Step.WRITING else teller(step, done, total)


def own_versions(kept: List) -> list[Version]:
    """What the list told and still stands as it told it."""
    ids = set(kept.told.get("changes", []))
    rows = Version.objects.filter(change__slug__startswith=f"{kept.source}-", known_to=FOREVER).exclude(status=ChangeStatus.WITHDRAWN)
    found = [v for v in rows.select_related("change").prefetch_related("claims__source").order_by("pk") if v.change.slug in ids]
    moments = Version.objects.filter(change__slug__startswith=f"{kept.source}-").order_by("known_from").values_list("known_from", flat=True)
    first = moments.first()
    return [version for version in found if version.known_from == first]


@transaction.atomic
def throw_away(*, by: User | None, kept: List) -> bool:
    """Forget a draft; returns whether there was one. A list that was taken stays on record."""
    held = List.objects.select_for_update().filter(pk=kept.pk, status=Status.DRAFT).first()
    if held is None:
        return False
    write(by=by, action="lists:list:drop", thing=f"lists:list:{held.token}", summary=held.title)
    held.delete()
    return True


def _locked(kept: List) -> List:
    held = List.objects.select_for_update().filter(pk=kept.pk).first()
    if held is None:
        raise ListRefused(_("This draft was thrown away meanwhile."))
    return held
