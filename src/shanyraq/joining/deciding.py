"""What the board does: look into it, write down how it knows the applicant, ask back, pass on, accept, decline; and the office above, once."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.joining.alphabets import script_of
from shanyraq.joining.letters import letter_of_change, letter_of_welcome
from shanyraq.joining.models import Applicant, Application, Step
from shanyraq.joining.moving import JoinRefused, move, said, thing
from shanyraq.joining.terms import BY_THE_BOARD, OPEN, UNDECIDED, Did, State
from shanyraq.journal.changes import write
from shanyraq.people.ages import is_child
from shanyraq.people.consents import give
from shanyraq.people.guardians import entrust
from shanyraq.people.members import Named, Newcomer, Reached, join, take_members
from shanyraq.people.models import Membership, Person
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import ContactKind, Given, MemberKind, Purpose
from shanyraq.registry.models import Organisation

DECIDE: Final[str] = "joining:application:decide"
APPEAL: Final[str] = "joining:application:appeal"


@dataclass(frozen=True, slots=True)
class Taken:
    """How somebody is taken in: as what, since which day, and who of them is kept already, {number of the applicant: person}."""

    kind: str
    since: date
    same: Mapping[int, Person] = field(default_factory=dict)


@transaction.atomic
def take_up(*, by: User, at: datetime, application: Application, key: str | None = None) -> bool:
    """Let the applicant see that somebody looks into it; returns whether this was new. Raises JoinRefused."""
    if not write(by=by, action=DECIDE, thing=thing(application), key=key, summary="taken up"):
        return False
    move(application, of=[State.RECEIVED], to=State.CHECKING, did=Did.TAKEN_UP, at=at, by=by)
    return True


@transaction.atomic
def know(*, by: User, at: datetime, application: Application, proof: str, key: str | None = None) -> bool:
    """Write down how the board knows that the applicant is who wrote; returns whether this was new. Raises JoinRefused."""
    if proof not in BY_THE_BOARD:
        raise JoinRefused(_("Choose one of the list."), "proof")
    if not write(by=by, action=DECIDE, thing=thing(application), key=key, summary=f"known by {proof}"):
        return False
    if application.state not in OPEN:
        raise JoinRefused(_("This application is closed."))
    to = State.CHECKING if application.state == State.RECEIVED else application.state
    move(application, of=[application.state], to=to, did=Did.KNOWN, at=at, by=by, step={"proof": proof}, proof=proof)
    return True


@transaction.atomic
def ask_back(*, by: User, at: datetime, application: Application, question: str, key: str | None = None) -> bool:
    """Ask the applicant something; returns whether this was new. Raises JoinRefused."""
    note = said(question, _("Write what you would like to know."))
    if not write(by=by, action=DECIDE, thing=thing(application), key=key, summary="asked"):
        return False
    moved = move(application, of=[State.RECEIVED, State.CHECKING], to=State.ASKED, did=Did.ASKED, at=at, by=by, note=note)
    letter_of_change(moved, note, by=by, at=at)
    return True


@transaction.atomic
def pass_on(*, by: User, at: datetime, application: Application, to: Organisation, key: str | None = None) -> bool:
    """Let another organisation decide, where the applicant lives nearer; whether `by` may, the view asked. Raises JoinRefused."""
    if not write(by=by, action=DECIDE, thing=thing(application), key=key, summary=f"passed on to {to.slug}"):
        return False
    if to.pk == application.organisation_id:
        raise JoinRefused(_("It lies there already."), "to")
    moved = move(application, of=UNDECIDED, to=State.RECEIVED, did=Did.PASSED_ON, at=at, by=by, step={"organisation": to}, organisation=to)
    letter_of_change(moved, "", by=by, at=at)
    return True


@transaction.atomic
def decline(*, by: User, at: datetime, application: Application, reason: str, key: str | None = None) -> bool:
    """Decline, with a reason that the applicant reads; the office above, where it was asked, leaves it at that. Raises JoinRefused."""
    note = said(reason, _("Say why: the applicant reads it."))
    appealed = application.state == State.APPEALED
    if not write(by=by, action=APPEAL if appealed else DECIDE, thing=thing(application), key=key, summary="declined"):
        return False
    if appealed:
        _refuse_own(by, application)
    of, did = ([State.APPEALED], Did.UPHELD) if appealed else (UNDECIDED, Did.DECLINED)
    moved = move(application, of=of, to=State.DECLINED, did=did, at=at, by=by, note=note)
    letter_of_change(moved, note, by=by, at=at)
    return True


@transaction.atomic
def accept(*, by: User, at: datetime, application: Application, taken: Taken, key: str | None = None) -> list[Person]:
    """Take in everybody of an application, once: persons, memberships, guardians, consents, contacts, cards and a letter of welcome, or nothing.

    Gives the persons in order; nobody where `key` was carried out already. Raises JoinRefused, and MemberRefused.
    """
    appealed = application.state == State.APPEALED
    if not write(by=by, action=APPEAL if appealed else DECIDE, thing=thing(application), key=key, summary=f"accepted {taken.kind}"):
        return []
    if taken.kind not in MemberKind.values:
        raise MemberRefused(_("Choose one of the kinds of the list."), "kind")
    if appealed:
        _refuse_own(by, application)
    moved = move(application, of=[State.APPEALED] if appealed else UNDECIDED, to=State.ACCEPTED, did=Did.ACCEPTED, at=at, by=by)
    persons = _taken_in(moved, taken, by=by)
    for number, person in enumerate(persons):
        _consents(moved, person, by=by, child=number > 0 and person.born is not None)
    held = Membership.objects.filter(person__in=persons, organisation=moved.organisation, until=None).order_by("pk")
    letter_of_welcome(moved, list(held), by=by, at=at)
    return persons


def _refuse_own(by: User, application: Application) -> None:
    """Whoever declined does not decide again."""
    declined = Step.objects.filter(application=application.pk, did=Did.DECLINED).order_by("-pk").first()
    if declined and declined.by_id == by.pk:
        raise JoinRefused(_("You declined it yourself: somebody else above decides now."))


def _taken_in(application: Application, taken: Taken, *, by: User) -> list[Person]:
    """The persons in the order of the form: those of whom nothing is kept in one step, the others by one more membership."""
    rows = list(Applicant.objects.select_for_update().filter(application=application).order_by("number"))
    fresh = [row for row in rows if row.number not in taken.same]
    guardian = taken.same.get(0) or 0
    newcomers = [_newcomer(application, row, taken, guardian) for row in fresh]
    made = take_members(by=by, organisation=application.organisation, since=taken.since, newcomers=newcomers) if newcomers else []
    persons = {row.number: person for row, person in zip(fresh, made, strict=True)} | dict(taken.same)
    for row in rows:
        person = persons[row.number]
        if row.number in taken.same:
            join(by=by, person=person, organisation=application.organisation, kind=taken.kind, since=taken.since)
            if row.number and is_child(person.born, taken.since):
                entrust(child=person, guardian=persons[0], on=taken.since, by=by)
        Applicant.objects.filter(pk=row.pk).update(person=person, new=row.number not in taken.same)
    return [persons[row.number] for row in rows]


def _newcomer(application: Application, row: Applicant, taken: Taken, guardian: Person | int) -> Newcomer:
    name = Named(script_of(row.given + row.family), row.given, row.family, row.patronymic)
    contacts = _contacts(application) if row.number == 0 else ()
    stands_in = guardian if is_child(row.born, taken.since) else None
    return Newcomer((name,), taken.kind, contacts, born=row.born, letters_in=application.language, guardian=stands_in)


def _contacts(application: Application) -> tuple[Reached, ...]:
    told = ((ContactKind.PHONE, application.phone), (ContactKind.EMAIL, application.email))
    return tuple(Reached(kind, value) for kind, value in told if value)


def _consents(application: Application, person: Person, *, by: User, child: bool) -> None:
    """As they were given with the form, on its day."""
    on, how = timezone.localdate(application.made), Given.GUARDIAN if child else Given.FORM
    give(person=person, purpose=Purpose.DATA, on=on, by=by, how=how, text=application.consent)
    if application.news and not child:
        give(person=person, purpose=Purpose.NEWS, on=on, by=by, how=how, text=application.news)
