"""The verbs: facts change by these and by nothing else, one function each, one transaction each.

Each takes the id of the change, the body or bodies (`on`), and claims; the first claim counts unless another is preferred. The form of
what is told is judged as that of a chronicle file (`docs/chronicle-format.md`), its meaning by the rule of dates and changes. The same
id again is a correction; the same content, or the same request `key`, has the effect of one.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from django.db import transaction

from shanyraq.accounts.models import User
from shanyraq.chronicle.book import CHUNK, chunks
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.imports import refuse_dangling
from shanyraq.chronicle.models import FOREVER, Copy, Source, Version
from shanyraq.chronicle.moments import moment_after_all, one_at_a_time
from shanyraq.chronicle.recording import Recording, table_of
from shanyraq.chronicle.terms import Act, Status
from shanyraq.chronicle.tomlfile import ChangeTable, ClaimTable, SourceTable, read_text, write_change, write_source
from shanyraq.files import changes as files
from shanyraq.files.models import File
from shanyraq.jobs.terms import Step, Teller, tell_nobody
from shanyraq.journal.changes import renew, write


class Verb(Protocol):
    """A named change. Raises ChronicleFaults for its form and ChangeRefused for its meaning."""

    def __call__(
        self, *, by: User | None, at: datetime, change: str, on: str | Sequence[str], claims: Sequence[ClaimTable], key: str | None = None,
        after: Sequence[str] = (), before: Sequence[str] = (), note: dict[str, str] | None = None, planned: bool = False,
    ) -> bool: ...  # fmt: skip


def _verb(act: Act) -> Verb:
    def verb(
        *, by: User | None, at: datetime, change: str, on: str | Sequence[str], claims: Sequence[ClaimTable], key: str | None = None,
        after: Sequence[str] = (), before: Sequence[str] = (), note: dict[str, str] | None = None, planned: bool = False,
    ) -> bool:  # fmt: skip
        table = ChangeTable(
            id=change, act=act, on=(on,) if isinstance(on, str) else tuple(on), claims=_one_preferred(claims),
            after=tuple(after), before=tuple(before), note=note or {}, status=Status.ANNOUNCED if planned else Status.DONE,
        )  # fmt: skip
        return tell(by=by, at=at, tables=[table], key=key)

    verb.__name__ = verb.__qualname__ = act.value
    verb.__doc__ = f"Tell that a body was {act.value.replace('_', ' ')}; returns whether this was new."
    return verb


founded = _verb(Act.FOUNDED)
registered = _verb(Act.REGISTERED)
struck_off = _verb(Act.STRUCK_OFF)
renamed = _verb(Act.RENAMED)
reorganised = _verb(Act.REORGANISED)
moved = _verb(Act.MOVED)
joined = _verb(Act.JOINED)
left = _verb(Act.LEFT)
merged = _verb(Act.MERGED)
absorbed = _verb(Act.ABSORBED)
split = _verb(Act.SPLIT)
separated = _verb(Act.SEPARATED)
succeeded = _verb(Act.SUCCEEDED)
dissolved = _verb(Act.DISSOLVED)
revived = _verb(Act.REVIVED)
dormant = _verb(Act.DORMANT)
accredited = _verb(Act.ACCREDITED)
accreditation_withdrawn = _verb(Act.ACCREDITATION_WITHDRAWN)
appointed = _verb(Act.APPOINTED)
released = _verb(Act.RELEASED)
seen = _verb(Act.SEEN)
standing = _verb(Act.STANDING)
succeeds = _verb(Act.SUCCEEDS)
announced = _verb(Act.ANNOUNCED)


def prefer(*, by: User | None, at: datetime, change: str, claim: int, key: str | None = None) -> bool:
    """Let answers follow another claim of a change; claims are counted from 0."""
    table = _held(change)
    if claim >= len(table.claims):
        raise ChangeRefused(f"{change} has {len(table.claims)} claims: there is none with the number {claim}.")
    claims = tuple(replace(c, value=table.value_of(c), preferred=n == claim) for n, c in enumerate(table.claims))
    return tell(by=by, at=at, tables=[replace(table, claims=claims)], key=key)


def withdraw(*, by: User | None, at: datetime, change: str, key: str | None = None) -> bool:
    """Take the record of a change back; it stays known that it was once believed."""
    return tell(by=by, at=at, tables=[replace(_held(change), status=Status.WITHDRAWN)], key=key)


@transaction.atomic
def attach(*, by: User | None, source: str, file: File, key: str | None = None) -> bool:
    """Keep an archived copy or a scan with a source; returns whether this was new. It is closed until its keeper opens it."""
    held = Source.objects.filter(slug=source).first()
    if held is None:
        raise ChangeRefused(f"There is no source “{source}”.")
    if not write(by=by, action="chronicle:source:attach", thing=f"chronicle:source:{source}", key=key, summary=file.name):
        return False
    Copy.objects.create(source=held, file=file)
    renew()
    return True


def disclose(*, by: User | None, file: File, key: str | None = None) -> bool:
    """Let everyone see a copy of a source; returns whether this request is new."""
    return _turn(files.disclose, by=by, file=file, key=key, action="chronicle:source:disclose")


def enclose(*, by: User | None, file: File, key: str | None = None) -> bool:
    """Let only keepers see a copy of a source; returns whether this request is new."""
    return _turn(files.enclose, by=by, file=file, key=key, action="chronicle:source:enclose")


@transaction.atomic
def _turn(verb: Callable[..., None], *, by: User | None, file: File, key: str | None, action: str) -> bool:
    copy = Copy.objects.filter(file=file).select_related("source").first()
    if copy is None:
        raise ChangeRefused(f"“{file.name}” is a copy of no source.")
    if not write(by=by, action=action, thing=f"chronicle:source:{copy.source.slug}", key=key, summary=file.name):
        return False
    verb(file=file)
    renew()
    return True


@transaction.atomic
def tell(
    *, by: User | None, at: datetime, tables: Sequence[SourceTable | ChangeTable], key: str | None = None, teller: Teller = tell_nobody
) -> bool:
    """Record sources and changes together, as one act at one moment; returns whether any of it was new. `teller` is told how far it is."""
    one_at_a_time()
    if not write(by=by, action="chronicle:change:tell", thing=f"chronicle:change:{tables[0].id}", key=key):
        return False
    read = read_text("\n".join(_written(replace(table, recorded=None)) for table in tables))
    recording = Recording(moment_after_all(at), teller=teller)
    taken = 0
    for n, part in enumerate(chunks(table.body for table in read)):
        taken += recording.take(part)
        teller(Step.WRITING, n * CHUNK + len(part), len(read))
    if taken:
        refuse_dangling()
        recording.finish()
    return bool(taken)


def _written(table: SourceTable | ChangeTable) -> str:
    return write_source(table) if isinstance(table, SourceTable) else write_change(table)


def _held(change: str) -> ChangeTable:
    version = Version.objects.filter(change__slug=change, known_to=FOREVER).select_related("change").prefetch_related("claims__source").first()
    if version is None:
        raise ChangeRefused(f"There is no change “{change}”.")
    return table_of(version)


def _one_preferred(claims: Sequence[ClaimTable]) -> tuple[ClaimTable, ...]:
    if any(c.preferred for c in claims):
        return tuple(claims)
    return tuple(replace(c, preferred=n == 0) for n, c in enumerate(claims))
