"""The verbs of memberships: who belongs to an organisation, from which day to which. What is kept of a member is private.

Like all verbs below rights they check facts, not the actor; the room that calls them asked.
"""
from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.journal.changes import write
from shanyraq.people import photographs
from shanyraq.people.about import refuse_told
from shanyraq.people.ages import is_child
from shanyraq.people.consents import refuse_withdrawn
from shanyraq.people.filing import filed, filed_of, refile
from shanyraq.people.guardians import entrust, guarded, refuse_guardian
from shanyraq.people.models import Contact, Guardian, Membership, Person, Spelling
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import ContactKind, MemberKind, Script, SeenBy
from shanyraq.registry.models import Organisation
from shanyraq.words.folding import fold

AT_ONCE: Final = 2_000  # rows of one statement
NONE: Final = ""  # the kind of a newcomer who belongs to nothing: kept as the guardian of another
LONGEST: Final = {"given": 80, "family": 80, "patronymic": 80}
CONTACT_MOST: Final = 200
EARLIEST: Final = date(1900, 1, 1)
AHEAD: Final = timedelta(days=366)  # how far off a membership may begin


@dataclass(frozen=True, slots=True)
class Named:
    """A name as its bearer writes it, in one script."""

    script: str
    given: str
    family: str = ""
    patronymic: str = ""
    given_first: bool = False

    def folded(self) -> str:
        return fold(f"{self.family} {self.given} {self.patronymic}")


@dataclass(frozen=True, slots=True)
class Reached:
    kind: str
    value: str
    seen_by: str = SeenBy.BOARD


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody of whom nothing is kept yet; the first name is the one that lists go by.

    `guardian`: who stands in for a child, somebody of whom something is kept or the place of another newcomer in the same call; the kind of such
    another may be NONE. `languages` by ISO 639, `letters_in` one of the languages of pages or empty.
    """

    names: tuple[Named, ...]
    kind: str = MemberKind.MEMBER
    contacts: tuple[Reached, ...] = ()
    born: date | None = None
    languages: tuple[str, ...] = ()
    letters_in: str = ""
    guardian: Person | int | None = None


@transaction.atomic
def take_members(*, by: User | None, organisation: Organisation, since: date, newcomers: Sequence[Newcomer], key: str | None = None) -> list[Person]:
    """Take in people of whom nothing is kept yet, all or nobody. Gives them in order; nobody where `key` was carried out already.

    Raises MemberRefused. Statements are as many as the database needs for the rows of five tables, not for each person.
    """
    _refuse_day(since, "since")
    for place, newcomer in enumerate(newcomers):
        _refuse_newcomer(newcomer, since)
        _refuse_guardian(newcomers, place, since)
    said = f"{organisation.slug} {len(newcomers)}"
    if not write(by=by, action="members:membership:take", thing=f"registry:organisation:{organisation.slug}", key=key, summary=said):
        return []
    persons = Person.objects.bulk_create([_person(one) for one in newcomers], batch_size=AT_ONCE)
    pairs = list(zip(persons, newcomers, strict=True))
    Spelling.objects.bulk_create((row for person, one in pairs for row in _spellings(person, one.names)), batch_size=AT_ONCE)
    reached = (Contact(person=person, kind=c.kind, value=c.value, seen_by=c.seen_by) for person, one in pairs for c in one.contacts)
    Contact.objects.bulk_create(reached, batch_size=AT_ONCE)
    told = [(person, one, filed((name.script, name.folded()) for name in one.names)) for person, one in pairs if one.kind != NONE]
    joined = (Membership(person=person, organisation=organisation, kind=one.kind, since=since, filed=words) for person, one, words in told)
    Membership.objects.bulk_create(joined, batch_size=AT_ONCE)
    Guardian.objects.bulk_create(guarded(_children(pairs, persons), since), batch_size=AT_ONCE)
    return persons


def _person(newcomer: Newcomer) -> Person:
    told = {"born": newcomer.born, "languages": list(newcomer.languages), "letters_in": newcomer.letters_in}
    return Person(slug=_drawn(), private=True, **told)


def _children(pairs: Sequence[tuple[Person, Newcomer]], persons: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    for person, one in pairs:
        if one.guardian is not None:
            yield person, persons[one.guardian] if isinstance(one.guardian, int) else one.guardian


def _drawn() -> str:
    """A slug that says nothing of its person."""
    return f"p-{secrets.token_hex(8)}"


def _spellings(person: Person, names: Sequence[Named]) -> Iterator[Spelling]:
    for number, name in enumerate(names):
        yield Spelling(
            person=person, script=name.script, given=name.given, family=name.family, patronymic=name.patronymic,
            given_first=name.given_first, first=number == 0, folded=name.folded(),
        )  # fmt: skip


def _refuse_newcomer(newcomer: Newcomer, since: date) -> None:
    _refuse_names(newcomer.names)
    if newcomer.kind != NONE:
        _refuse_kind(newcomer.kind)
    refuse_told(newcomer.born, newcomer.languages, newcomer.letters_in, since)
    for contact in newcomer.contacts:
        _refuse_contact(contact)


def _refuse_guardian(newcomers: Sequence[Newcomer], place: int, since: date) -> None:
    one = newcomers[place]
    if one.kind == NONE and not any(other.guardian == place for other in newcomers):
        raise MemberRefused(_("Choose one of the kinds of the list."), "kind")
    if one.guardian is None:
        if is_child(one.born, since):
            raise MemberRefused(_("Somebody under 18 needs a guardian: name one first."), "guardian")
        return
    if not is_child(one.born, since):
        raise MemberRefused(_("A guardian stands in for somebody under 18 alone: write the date of birth first."), "guardian")
    if isinstance(one.guardian, Person):
        refuse_guardian(one.guardian, since)
    elif not 0 <= one.guardian < len(newcomers) or one.guardian == place:
        raise MemberRefused(_("Nobody is their own guardian."), "guardian")
    elif is_child(newcomers[one.guardian].born, since):
        raise MemberRefused(_("A guardian is 18 or older."), "guardian")


def _refuse_names(names: Sequence[Named]) -> None:
    scripts = [name.script for name in names]
    if not names:
        raise MemberRefused(_("Write a name, in one alphabet at least."), "given")
    if len(set(scripts)) < len(scripts) or not set(scripts) <= set(Script.values):
        raise MemberRefused(_("Write a name once in each alphabet."), "given")
    for name in names:
        if not fold(name.given):
            raise MemberRefused(_("Write the given name, too."), "given")
        if any(len(getattr(name, part)) > most for part, most in LONGEST.items()):
            raise MemberRefused(_("A part of a name has 80 signs at most."), "given")


def _refuse_day(day: date, field: str) -> None:
    if not EARLIEST <= day <= timezone.localdate() + AHEAD:
        raise MemberRefused(_("Choose a day between 1900 and a year from today."), field)


def _refuse_kind(kind: str) -> None:
    if kind not in MemberKind.values:
        raise MemberRefused(_("Choose one of the kinds of the list."), "kind")


def _refuse_contact(contact: Reached) -> None:
    if contact.kind not in ContactKind.values or contact.seen_by not in SeenBy.values:
        raise MemberRefused(_("Choose one of the list."), "contact")
    if not 0 < len(contact.value) <= CONTACT_MOST:
        raise MemberRefused(_("A phone number, an address or a name has 200 signs at most, and one at least."), "contact")


@transaction.atomic
def take_guardian(
    *, by: User | None, child: Person, guardian: Person | None, on: date, names: Sequence[Named] = (), contacts: Sequence[Reached] = (),
    key: str | None = None,
) -> Guardian | None:  # fmt: skip
    """Let somebody stand in for a child: one of whom something is kept, or else one of these names, who becomes no member by that.

    Gives None where `key` was carried out already. Raises MemberRefused.
    """
    if not write(by=by, action="members:person:keep", thing=f"people:person:{child.pk}", key=key, summary="guardian named"):
        return None
    meant = guardian or _newly_kept(names, contacts)
    return entrust(child=child, guardian=meant, on=on, by=by)


def _newly_kept(names: Sequence[Named], contacts: Sequence[Reached]) -> Person:
    _refuse_names(names)
    for contact in contacts:
        _refuse_contact(contact)
    person = Person.objects.create(slug=_drawn(), private=True)
    Spelling.objects.bulk_create(_spellings(person, names))
    Contact.objects.bulk_create(Contact(person=person, kind=one.kind, value=one.value, seen_by=one.seen_by) for one in contacts)
    return person


@transaction.atomic
def join(*, by: User | None, person: Person, organisation: Organisation, kind: str, since: date, key: str | None = None) -> bool:
    """Let somebody of whom something is kept belong to one more organisation; returns whether this was new. Raises MemberRefused."""
    _refuse_kind(kind)
    _refuse_day(since, "since")
    if not _write(by=by, verb="take", organisation=organisation, person=person, key=key, said=kind):
        return False
    Person.objects.select_for_update().get(pk=person.pk)
    if Membership.objects.filter(Q(until=None) | Q(until__gt=since), person=person, organisation=organisation).exists():
        raise MemberRefused(_("This person belongs to the organisation already, on that day or later."), "since")
    Membership.objects.create(person=person, organisation=organisation, kind=kind, since=since, filed=filed_of(person))
    return True


@transaction.atomic
def change_kind(*, by: User | None, membership: Membership, kind: str, on: date, key: str | None = None) -> bool:
    """From a day on a membership is of another kind; what was before stays. Returns whether this was new. Raises MemberRefused."""
    _refuse_kind(kind)
    _refuse_day(on, "on")
    if not _write(by=by, verb="change", organisation=membership.organisation, person=membership.person, key=key, said=kind):
        return False
    held = _running(membership)
    if held.kind == kind:
        raise MemberRefused(_("It is of this kind already."), "kind")
    _end(held, on)
    Membership.objects.create(person_id=held.person_id, organisation_id=held.organisation_id, kind=kind, since=on, filed=held.filed)
    return True


@transaction.atomic
def leave(*, by: User | None, membership: Membership, on: date, key: str | None = None) -> bool:
    """End a membership; `on` is the first day without it. With the last one the photograph goes, on that day. Raises MemberRefused.

    Returns whether this was new.
    """
    if not _write(by=by, verb="end", organisation=membership.organisation, person=membership.person, key=key, said=on.isoformat()):
        return False
    _end(_running(membership), on)
    if not Membership.objects.filter(Q(until=None) | Q(until__gt=timezone.localdate()), person=membership.person_id).exists():
        photographs.erase(membership.person)
    return True


def _running(membership: Membership) -> Membership:
    """The row as it is now, locked; refused where it is over."""
    held = Membership.objects.select_for_update().get(pk=membership.pk)
    if held.until is not None:
        raise MemberRefused(_("This membership is over. Open the page again."))
    return held


def _end(held: Membership, on: date) -> None:
    if on <= held.since:
        raise MemberRefused(_("Choose a day after the one on which it began."), "on")
    held.until = on
    held.save(update_fields=["until"])


@transaction.atomic
def name_anew(*, by: User | None, person: Person, names: Sequence[Named], key: str | None = None) -> bool:
    """Write the names of a member as they are written now; returns whether this was new. Raises MemberRefused."""
    _refuse_names(names)
    if not write(by=by, action="members:person:keep", thing=f"people:person:{person.pk}", key=key, summary="names"):
        return False
    Person.objects.select_for_update().get(pk=person.pk)
    Spelling.objects.filter(person=person).delete()
    Spelling.objects.bulk_create(_spellings(person, names))
    refile(person)
    return True


@transaction.atomic
def reach_by(*, by: User | None, person: Person, contact: Reached, key: str | None = None) -> bool:
    """Keep one more contact of a member, or who sees it; returns whether this was new. Raises MemberRefused."""
    _refuse_contact(contact)
    refuse_withdrawn(person)
    if not write(by=by, action="members:person:keep", thing=f"people:person:{person.pk}", key=key, summary=f"{contact.kind} {contact.seen_by}"):
        return False
    Contact.objects.update_or_create(person=person, kind=contact.kind, value=contact.value, defaults={"seen_by": contact.seen_by})
    return True


@transaction.atomic
def forget_contact(*, by: User | None, contact: Contact, key: str | None = None) -> bool:
    """Keep a contact no more; returns whether it was kept until now."""
    if not write(by=by, action="members:person:keep", thing=f"people:person:{contact.person_id}", key=key, summary=f"{contact.kind} forgotten"):
        return False
    return bool(Contact.objects.filter(pk=contact.pk).delete()[0])


def _write(*, by: User | None, verb: str, organisation: Organisation, person: Person, key: str | None, said: str) -> bool:
    """The line of the journal, without a name."""
    summary = f"{organisation.slug} {said}"
    return write(by=by, action=f"members:membership:{verb}", thing=f"people:person:{person.pk}", key=key, summary=summary)
