"""The verbs of consents: to which text, on which day, by whom; withdrawn at any time. What was given stays on record."""
from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.journal.changes import write
from shanyraq.people import photographs
from shanyraq.people.models import Card, Consent, ConsentText, Contact, Dues, Membership, Person
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import Given, Purpose

KEEP = "members:consent:keep"


def current(purpose: str) -> ConsentText:
    """The text that is shown today: the newest version."""
    return ConsentText.objects.filter(purpose=purpose).latest("version")


def stands(person: Person, purpose: str) -> bool:
    return Consent.objects.standing().filter(person=person, text__purpose=purpose).exists()


def refuse_withdrawn(person: Person) -> None:
    """Of whoever took the consent to "data" back nothing is kept anew; of whoever was never asked it is. Raises MemberRefused."""
    asked = Consent.objects.filter(person=person, text__purpose=Purpose.DATA)
    if asked.exists() and not stands(person, Purpose.DATA):
        raise MemberRefused(_("The consent to keeping data was withdrawn. Ask for consent first."))


@transaction.atomic
def give(
    *, person: Person, purpose: str, on: date, by: User | None, how: str, text: ConsentText | None = None, key: str | None = None,
) -> Consent:  # fmt: skip
    """Consent to the current text, or to the one that was shown; gives the row that stands already, if there is one. Raises MemberRefused."""
    if purpose not in Purpose.values or how not in Given.values or (text and text.purpose != purpose):
        raise MemberRefused(_("Choose one of the list."), "consent")
    meant = text or current(purpose)
    write(by=by, action=KEEP, thing=f"people:person:{person.pk}", key=key, summary=f"{purpose} {meant.version} given")
    Person.objects.select_for_update().get(pk=person.pk)
    found = Consent.objects.standing().filter(person=person, text=meant).first()
    return found or Consent.objects.create(person=person, text=meant, given_on=on, by=by, how=how)


@transaction.atomic
def withdraw(*, person: Person, purpose: str, on: date, by: User | None, key: str | None = None) -> bool:
    """Consent no more, and what follows: without "photograph" the picture is gone, without "data" memberships end and what was told is erased.

    Returns whether anything stood.
    """
    if purpose not in Purpose.values:
        raise MemberRefused(_("Choose one of the list."), "consent")
    if not write(by=by, action=KEEP, thing=f"people:person:{person.pk}", key=key, summary=f"{purpose} withdrawn"):
        return False
    held = Person.objects.select_for_update().get(pk=person.pk)
    purposes = Purpose.values if purpose == Purpose.DATA else [purpose]
    stood = Consent.objects.standing().filter(person=held, text__purpose__in=purposes).update(withdrawn_on=on)
    if purpose in (Purpose.PHOTOGRAPH, Purpose.DATA):
        photographs.erase(held)
    if purpose == Purpose.DATA:
        _end_memberships(held, on)
        erase(held)
    return bool(stood)


def _end_memberships(person: Person, on: date) -> None:
    """One that has not begun is gone, unless dues were paid for it: their receipts stay."""
    for held in Membership.objects.select_for_update().filter(Q(until=None) | Q(until__gt=on), person=person):
        if held.since > on and not Dues.objects.filter(membership=held).exists():
            Card.objects.filter(membership=held).delete()
            held.delete()
            continue
        held.until = max(on, held.since + timedelta(days=1))
        held.save(update_fields=["until"])


def erase(person: Person) -> None:
    """What was told of oneself is kept no more; name, memberships, dues stay."""
    Contact.objects.filter(person=person).delete()
    Person.objects.filter(pk=person.pk).update(born=None, languages=[], letters_in="")
