"""The verbs of the yearly question whether what is kept of a member is still right: ask, confirm."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from shanyraq.accounts.models import User
from shanyraq.accounts.tokens import hashed, new_token
from shanyraq.journal.changes import write
from shanyraq.people.models import Asking, Confirmation, Membership, Person
from shanyraq.people.terms import Confirmed

GOOD_FOR: Final = timedelta(days=60)
ANSWER: Final = "members:confirmation:answer"


def year_before(day: date) -> date:
    """The same day of the year before; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def unconfirmed(persons: QuerySet[Person], today: date) -> QuerySet[Person]:
    """Those who have belonged to some organisation for a year and have confirmed nothing within it."""
    year, own = year_before(today), Membership.objects.filter(person=OuterRef("pk"))
    confirmed = Confirmation.objects.filter(person=OuterRef("pk"), on__gt=year)
    return persons.filter(Exists(own.on(today)), Exists(own.on(year)), ~Exists(confirmed))


def to_ask(today: date) -> QuerySet[Person]:
    """Those of them who were not asked within the year."""
    asked = Asking.objects.filter(person=OuterRef("pk"), on__gt=year_before(today))
    return unconfirmed(Person.objects.all(), today).filter(~Exists(asked))


@transaction.atomic
def ask(*, persons: Sequence[Person], on: date) -> dict[int, str]:
    """Write down that these are asked. Gives {key: the secret part of the link} of those who were not asked this year; the database keeps its hash.

    Two that ask at once ask each person once: the second finds the row of the first.
    """
    tokens = {person.pk: new_token() for person in persons}
    rows = [Asking(person_id=key, year=on.year, token_hash=hashed(token), on=on, until=on + GOOD_FOR) for key, token in tokens.items()]
    Asking.objects.bulk_create(rows, ignore_conflicts=True)
    ours = Asking.objects.filter(token_hash__in=[row.token_hash for row in rows]).values_list("person", flat=True)
    asked = {key: tokens[key] for key in ours}
    if asked:
        write(by=None, action=ANSWER, thing=f"people:asking:{on.isoformat()}", summary=str(len(asked)))
    return asked


def asked_by(token: str, on: date) -> Person | None:
    """Who was sent this link, while it is good and they belong somewhere; which of these fails is not told."""
    good = Asking.objects.filter(token_hash=hashed(token), until__gt=on).values("person")
    belongs = Membership.objects.on(on).filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(belongs), pk__in=good).first()


@transaction.atomic
def confirm(*, by: User | None, person: Person, on: date, how: str, key: str | None = None) -> bool:
    """What is kept is right, as its person says; returns whether this was new. Once a day."""
    if not write(by=by, action=ANSWER, thing=f"people:person:{person.pk}", key=key, summary=Confirmed(how).value):
        return False
    return Confirmation.objects.get_or_create(person=person, on=on, defaults={"how": how})[1]


def confirmed_on(persons: Sequence[int] | QuerySet[Person, Any]) -> dict[int, Confirmation]:
    """{key: the newest}; one query."""
    return {row.person_id: row for row in Confirmation.objects.filter(person__in=persons).order_by("on")}
