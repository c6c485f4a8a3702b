"""Once a year a member is asked by a letter whether what is kept is still right."""
from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from shanyraq.dating.sentences import say_day
from shanyraq.mail.changes import AddressRefused, send
from shanyraq.members import telling
from shanyraq.members.post import Addressed, address_of, addressed
from shanyraq.people.confirming import GOOD_FOR, ask, to_ask
from shanyraq.people.models import Contact, Guardian, Person
from shanyraq.people.terms import ContactKind

A_DAY: Final = 300  # letters: a mail server takes no thousands at once; who is left is asked tomorrow
LETTER: Final = "members/letters/confirm.txt"


def ask_for_confirmation(today: date) -> int:
    """Write to those who have belonged to an organisation for a year and have confirmed nothing within it, each once a year; gives their number.

    Nobody is asked who has no e-mail address: of them the board sees that they have not confirmed. However often it is called, each is asked once.
    """
    persons = list(_reachable(today)[:A_DAY])
    found = addressed(persons, today)
    tokens = ask(persons=[person for person in persons if person.pk in found], on=today)
    asked = [person for person in persons if person.pk in tokens]
    called = {language: telling.called(asked, language) for language in {found[person.pk].language for person in asked}}
    for person in asked:
        where = found[person.pk]
        _send(person, where, tokens[person.pk], called[where.language][person.pk].value, today)
    return len(asked)


def _reachable(today: date) -> QuerySet[Person]:
    """With an address of their own, or of who stands in for them."""
    wards = Guardian.objects.on(today).filter(guardian__in=_with_address().values("pk")).values("child")
    return to_ask(today).filter(Q(pk__in=_with_address().values("pk")) | Q(pk__in=wards)).order_by("pk")


def _with_address() -> QuerySet[Person]:
    written = Contact.objects.filter(person=OuterRef("pk"), kind=ContactKind.EMAIL)
    account = Q(account__email__gt="") | Q(same_as__account__email__gt="")
    return Person.objects.filter(Exists(written) | account)


def _send(person: Person, where: Addressed, token: str, name: str, today: date) -> None:
    """One that cannot go leaves the question open, for the board to ask otherwise."""
    last = say_day(today + GOOD_FOR - timedelta(days=1), where.language)
    told = {"name": name, "link": address_of("members:confirm", where.language, token=token), "until": last}
    thing, key = f"people:person:{person.pk}", f"members:confirm:{person.pk}:{today.year}"
    with suppress(AddressRefused):
        send(to=where.to, language=where.language, template=LETTER, told=told, by=None, at=timezone.now(), thing=thing, key=key)
