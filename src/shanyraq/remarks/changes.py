"""The verbs of remarks: send, answer."""
from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.accounts.tokens import hashed
from shanyraq.journal.changes import KeyReused, write
from shanyraq.people.changes import leave_out
from shanyraq.people.models import Person
from shanyraq.remarks.meant import meant
from shanyraq.remarks.models import Remark
from shanyraq.remarks.terms import Outcome
from shanyraq.rights import may


class RemarkRefused(ValueError):
    """The remark or its answer cannot be taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a visitor says; `address` is the page with its days."""

    kind: str
    text: str
    about: str = ""
    fact: str = ""
    quote: str = ""
    address: str = ""
    right: str = ""
    evidence: str = ""

    def digest(self) -> str:
        return hashlib.sha256("\x1f".join(asdict(self).values()).encode()).hexdigest()


def token_of(key: str) -> str:
    """The secret part of the link at which the answer will stand; one for each form that was handed out."""
    return salted_hmac("shanyraq.remarks", key, algorithm="sha256").hexdigest()[:40]


@transaction.atomic
def send(*, at: datetime, key: str, said: Said, language: str, contact: str = "") -> str:
    """Keep a remark and give the token of its link; the same form again gives the same link, the same words again wait once.

    Raises RemarkRefused, and KeyReused where the form was sent with other words.
    """
    forget_contacts(at=at)
    token = token_of(key)
    digest = said.digest()
    before = Remark.objects.filter(token_hash=hashed(token)).first()
    if before:
        if before.content_hash != digest:
            raise KeyReused(key)
        return token
    if Remark.objects.filter(content_hash=digest, answered=None).exists():
        raise RemarkRefused(_("Somebody has just sent these very words. They are waiting for the keeper: thank you."))
    remark = Remark.objects.create(token_hash=hashed(token), content_hash=digest, **asdict(said), contact=contact, language=language, made=at)
    write(by=None, action="remarks:remark:send", thing=f"remarks:remark:{remark.pk}")
    return token


@transaction.atomic
def answer(*, by: User | None, at: datetime, remark: int, outcome: str, text: str, key: str, person: str = "") -> Remark:
    """Answer a remark, once. `left_out` no longer names the person whom it is about, or `person` (a slug). Raises RemarkRefused."""
    if not write(by=by, action="remarks:remark:answer", thing=f"remarks:remark:{remark}", key=key, summary=outcome):
        return Remark.objects.get(pk=remark)
    held = Remark.objects.select_for_update().get(pk=remark)
    if held.answered:
        raise RemarkRefused(_("This has been answered already."))
    if outcome == Outcome.LEFT_OUT:
        _leave_out(held, person, by=by, at=at, why=text)
    held.outcome, held.answer, held.answered, held.by = Outcome(outcome), text, at, by
    held.save()
    forget_contacts(at=at)
    return held


def _leave_out(remark: Remark, slug: str, *, by: User | None, at: datetime, why: str) -> None:
    """From now on the remark is about the person, so that it leads back to whom it left out."""
    slug = slug or remark.about.removeprefix("person:")
    if slug not in meant(remark):
        raise RemarkRefused(_("Choose below who is not to be named any more."))
    person = Person.objects.get(slug=slug)
    if by is not None and not may(by, "people:person:leave_out", person, timezone.localdate(at)):
        raise RemarkRefused(_("This person holds an office elsewhere, too. Ask the office above to answer."))
    leave_out(by=by, at=at, person=person, why=why)
    remark.about = f"person:{slug}"


def forget_contacts(*, at: datetime) -> int:
    """Forget how to reach those who were answered ninety days ago or earlier; gives their number."""
    return Remark.objects.to_forget(at).update(contact="")
