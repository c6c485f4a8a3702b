"""The verbs of the desk. Each is one transaction with its line in the journal; sent twice it counts once."""
from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.chronicle.changes import attach, disclose, enclose, tell
from shanyraq.chronicle.models import Copy, Version
from shanyraq.chronicle.moments import moment_after_all, one_at_a_time
from shanyraq.chronicle.tomlfile import ChangeTable, SourceTable
from shanyraq.desk.contents import Content, seal
from shanyraq.desk.models import Draft
from shanyraq.desk.newer import base_of, newer
from shanyraq.desk.telling import tables
from shanyraq.desk.undoing import turned_again, turned_back
from shanyraq.desk.within import is_own_and_fresh, refuse_outside, refuse_source
from shanyraq.files.changes import FileRefused
from shanyraq.files.changes import discard as discard_files
from shanyraq.files.models import File
from shanyraq.journal.changes import HALF, KeyReused, write
from shanyraq.journal.models import Entry

Turn = Callable[[str, datetime], list[ChangeTable]]
MOST_COPIES: Final = 10


class Overtaken(ValueError):
    """Somebody recorded something of the same bodies since the draft was begun; `versions` are what is new."""

    def __init__(self, versions: Sequence[Version]) -> None:
        super().__init__(_("Somebody else has recorded something of the same in the meantime."))
        self.versions = versions


class Rewritten(ValueError):
    """The draft is another than the one that was looked at: it was changed in another window."""


def new_key() -> str:
    """What makes a form count once, however often it is sent."""
    return secrets.token_hex(16)


def begin(*, by: User, content: Content, key: str) -> Draft:
    """A new draft; the same `key` of the same keeper gives the draft that it began before. Raises KeyReused where it began another."""
    draft, _new = Draft.objects.get_or_create(key=key, defaults={"user": by, "content": content, "base": base_of(content, {})})
    if draft.user_id != by.pk or any(draft.content[name] != content[name] for name in ("act", "change")):
        raise KeyReused(key)
    return draft


def keep(*, draft: Draft, content: Content) -> None:
    """Keep a draft as it stands after a page; what is recorded already stays as it is."""
    base = base_of(content, draft.base)
    if Draft.objects.filter(pk=draft.pk, recorded="").exists():
        draft.content, draft.base = content, base
        draft.save(update_fields=["content", "base", "changed"])


@transaction.atomic
def discard(*, by: User, draft: Draft) -> None:
    """Throw a draft away, and the photographs that belong to nothing else."""
    if not draft.recorded:
        throw_away(by=by, draft=draft, files=_files(draft.content))
        write(by=by, action="desk:draft:discard", thing=f"desk:draft:{draft.pk}")
        draft.delete()


@transaction.atomic
def throw_away(*, by: User, draft: Draft, files: Iterable[int]) -> None:
    """Throw photographs of a draft away that are no copies of a source: nothing of them is left behind."""
    loose = File.objects.filter(pk__in=set(files) & set(_files(draft.content))).exclude(pk__in=Copy.objects.values("file"))
    number = discard_files(files=loose)
    if number:
        write(by=by, action="desk:photo:discard", thing=f"desk:draft:{draft.pk}", summary=str(number))


def _files(content: Content) -> list[int]:
    return [pk for one in content["accounts"] for pk in one["files"]]


@transaction.atomic
def record(*, by: User, at: datetime, draft: Draft, seen: int = 0, shown: str = "") -> str:
    """Record what a draft tells; gives the id of the change. What is recorded already stays.

    `shown`: the seal of what was looked at, where that is known. Raises Rewritten, Overtaken, OutOfReach, ChangeRefused and ChronicleFaults.
    """
    one_at_a_time()
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.recorded:
        return draft.recorded
    if shown and shown != seal(draft.content):
        raise Rewritten
    overtaken = list(newer(draft.base, seen))
    if overtaken:
        raise Overtaken(overtaken)
    at = moment_after_all(at)
    told = tables(draft.content, at=at)
    refuse_outside(by, told, at, draft.content["change"])
    change = told[0].id
    verb = "correct" if draft.content["change"] else "record"
    _write(by=by, verb=verb, change=change, at=at, key=f"desk:{draft.key}")
    if draft.user_id != by.pk:
        write(by=draft.user, action="desk:draft:keep", thing=f"chronicle:change:{change}")
    tell(by=by, at=at, tables=told, key=f"desk:{draft.key}{HALF}")
    _attach(by, draft.content, told)
    draft.recorded = change
    draft.save(update_fields=["recorded", "changed"])
    return change


def _write(*, by: User, verb: str, change: str, at: datetime, key: str) -> bool:
    """The line of the journal; its summary is the moment of the version that was recorded with it."""
    return write(by=by, action=f"desk:change:{verb}", thing=f"chronicle:change:{change}", key=key, summary=at.astimezone(UTC).isoformat())


def _attach(by: User, content: Content, told: Sequence[SourceTable | ChangeTable]) -> None:
    change = told[0]
    assert isinstance(change, ChangeTable)
    for one, claim in zip(content["accounts"], change.claims, strict=False):
        for file in File.objects.filter(pk__in=one["files"]).order_by("pk"):
            if claim.source:
                attach(by=by, source=claim.source, file=file)
                if one["open"]:
                    disclose(by=by, file=file)


def withdraw(*, by: User, at: datetime, change: str, key: str) -> None:
    """Take a change back, and what was told only to name the bodies that came with it."""
    _turn(by=by, at=at, change=change, key=key, verb="withdraw", turn=turned_back)


def restore(*, by: User, at: datetime, change: str, key: str) -> None:
    """Tell a change again that was taken back, with all that was taken back with it."""
    _turn(by=by, at=at, change=change, key=key, verb="restore", turn=turned_again)


@transaction.atomic
def _turn(*, by: User, at: datetime, change: str, key: str, verb: str, turn: Turn) -> None:
    one_at_a_time()
    at = moment_after_all(at)
    told = turn(change, at)
    if not is_own_and_fresh(by, change, at):
        refuse_outside(by, told, at)
    if told and _write(by=by, verb=verb, change=change, at=at, key=key):
        tell(by=by, at=at, tables=told, key=f"{key}{HALF}")


@transaction.atomic
def add_copies(*, by: User, source: str, files: Sequence[File], everyone: bool, key: str) -> bool:
    """Keep photographs of a paper with its source, and open all its copies to everyone, or close them; returns whether this was new."""
    refuse_source(by, source, timezone.localdate())
    if not write(by=by, action="desk:copy:add", thing=f"chronicle:source:{source}", key=key):
        return False
    for file in files:
        attach(by=by, source=source, file=file)
    for copy in Copy.objects.filter(source__slug=source, file__closed=everyone).select_related("file").order_by("pk"):
        (disclose if everyone else enclose)(by=by, file=copy.file)
    return True


def refuse_many(held: int, more: int) -> None:
    """Raises FileRefused for more pictures than one source takes at once."""
    if held + more > MOST_COPIES:
        raise FileRefused(_("Up to %(most)s pictures can be sent with one paper. Send those that matter most.") % {"most": MOST_COPIES})


def is_done(key: str) -> bool:
    return Entry.objects.filter(key=key).exists()
