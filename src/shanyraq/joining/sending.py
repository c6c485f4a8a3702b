"""What applicants do: send, prove that a letter reaches them, answer, withdraw, ask the office above. None of it needs an account."""
from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from shanyraq.accounts.tokens import hashed
from shanyraq.joining.letters import letter_of_receipt
from shanyraq.joining.models import Applicant, Application, Step
from shanyraq.joining.moving import JoinRefused, move, said, thing
from shanyraq.joining.nearest import above
from shanyraq.joining.terms import OPEN, Did, Proof, State
from shanyraq.journal.changes import KeyReused, write
from shanyraq.people.models import ConsentText
from shanyraq.registry.models import Organisation

MOST_PEOPLE: Final = 12
MOST_LETTERS: Final = 5  # applications a day with the same address


@dataclass(frozen=True, slots=True)
class OneOf:
    """Somebody for whom an application is; `born` of a child."""

    given: str
    family: str = ""
    patronymic: str = ""
    born: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What an application says. The first of the people is the adult who writes."""

    organisation: Organisation
    people: tuple[OneOf, ...]
    consent: ConsentText
    phone: str = ""
    email: str = ""
    comes_by: bool = False
    account: bool = False
    wishes: tuple[str, ...] = ()
    news: ConsentText | None = None
    by_link: bool = False  # whether the board gave the link to the form

    def digest(self) -> str:
        told = [self.organisation.slug, self.phone, self.email, *self.wishes, str((self.comes_by, self.account, self.consent.pk))]
        return hashlib.sha256("\x1f".join([*told, *(str(one) for one in self.people)]).encode()).hexdigest()


def token_of(key: str) -> str:
    """The secret part of the link to an application; one for each form that was handed out."""
    return salted_hmac("shanyraq.joining", key, algorithm="sha256").hexdigest()[:40]


def code_of(token: str) -> str:
    """What only a letter to the address of the applicant says."""
    return salted_hmac("shanyraq.joining.email", token, algorithm="sha256").hexdigest()[:20]


@transaction.atomic
def send(*, at: datetime, key: str, told: Said, language: str) -> str:
    """Keep an application and give the token of its link; the same form again gives the same link, and counts once.

    Raises JoinRefused, and KeyReused where the form was sent with other words.
    """
    _refuse(told, timezone.localdate(at))
    token, digest = token_of(key), told.digest()
    if not write(by=None, action="joining:application:send", thing=f"registry:organisation:{told.organisation.slug}", key=f"joining:{hashed(token)}"):
        if not Application.objects.filter(token_hash=hashed(token), content_hash=digest).exists():
            raise KeyReused(key)
        return token
    _refuse_flood(told.email, at)
    kept = Application.objects.create(
        organisation=told.organisation, token_hash=hashed(token), content_hash=digest, language=language, phone=told.phone, email=told.email,
        comes_by=told.comes_by, account=told.account, wishes=list(told.wishes), consent=told.consent, news=told.news,
        proof=Proof.LINK if told.by_link else "", made=at,
    )  # fmt: skip
    Applicant.objects.bulk_create(Applicant(application=kept, number=number, **asdict(one)) for number, one in enumerate(told.people))
    Step.objects.create(application=kept, did=Did.SENT, at=at, organisation=told.organisation)
    if told.email:
        letter_of_receipt(kept, at=at, token=token, code=code_of(token))
    return token


def sent_before(*, key: str, told: Said) -> str:
    """The token of the link to what this form sent already with the same words; empty where it did not."""
    token = token_of(key)
    return token if Application.objects.filter(token_hash=hashed(token), content_hash=told.digest()).exists() else ""


def _refuse(told: Said, today: date) -> None:
    if not 0 < len(told.people) <= MOST_PEOPLE:
        raise JoinRefused(_("One form is for up to %(most)s people.") % {"most": MOST_PEOPLE}, "people")
    if told.people[0].born is not None:
        raise JoinRefused(_("An adult writes, for children, too."), "adult")
    if any(one.born and one.born > today for one in told.people):
        raise JoinRefused(_("This day is still to come."), "people")
    if not (told.phone or told.email or told.comes_by):
        raise JoinRefused(_("Say how you can be reached, or that you will come by."), "phone")


def _refuse_flood(email: str, at: datetime) -> None:
    """Nobody has our letters sent to somebody else without end."""
    if email and Application.objects.filter(email__iexact=email, made__gt=at - timedelta(days=1)).count() >= MOST_LETTERS:
        raise JoinRefused(_("Many have been sent with this address today. Leave it out, or come again tomorrow."), "email")


@transaction.atomic
def prove(*, at: datetime, application: Application, token: str, code: str) -> bool:
    """A letter reached the applicant; returns whether this was new. Raises JoinRefused where the code is another."""
    if not constant_time_compare(code, code_of(token)):
        raise JoinRefused(_("This link is not whole. Open it once more from the letter."))
    if not Application.objects.filter(pk=application.pk, state__in=OPEN, proof="").update(proof=Proof.EMAIL):
        return False
    Step.objects.create(application=application, did=Did.KNOWN, at=at, proof=Proof.EMAIL)
    return write(by=None, action="joining:application:follow", thing=thing(application), summary="known by email")


@transaction.atomic
def answer(*, at: datetime, application: Application, text: str, key: str) -> bool:
    """Say what the board asked; returns whether this was new. Raises JoinRefused."""
    note = said(text, _("Write an answer."))
    if not write(by=None, action="joining:application:follow", thing=thing(application), key=key, summary="answered"):
        return False
    move(application, of=[State.ASKED], to=State.CHECKING, did=Did.ANSWERED, at=at, note=note)
    return True


@transaction.atomic
def withdraw(*, at: datetime, application: Application, key: str) -> bool:
    """Want it no more, as long as nothing is decided; returns whether this was new. Raises JoinRefused."""
    if not write(by=None, action="joining:application:follow", thing=thing(application), key=key, summary="withdrawn"):
        return False
    move(application, of=OPEN, to=State.WITHDRAWN, did=Did.WITHDRAWN, at=at)
    return True


@transaction.atomic
def appeal(*, at: datetime, application: Application, text: str, key: str) -> bool:
    """Ask the office above to decide anew, once; returns whether this was new. Raises JoinRefused."""
    note = said(text, _("Say in a few words why it should be decided anew."))
    if not write(by=None, action="joining:application:follow", thing=thing(application), key=key, summary="appealed"):
        return False
    court = above(application.organisation_id, timezone.localdate(at))
    if court is None:
        raise JoinRefused(_("There is no office above this organisation."))
    if application.court_id is not None:
        raise JoinRefused(_("The office above has decided already."))
    move(application, of=[State.DECLINED], to=State.APPEALED, did=Did.APPEALED, at=at, note=note, step={"organisation": court}, court=court)
    return True
