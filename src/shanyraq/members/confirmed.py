"""When somebody said last that what is kept of them is right."""
from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from shanyraq.dating.sentences import say_day
from shanyraq.people.confirming import confirmed_on, unconfirmed
from shanyraq.people.models import Person
from shanyraq.people.terms import Confirmed

Row = dict[str, Any]


def confirmation(person: Person, language: str, today: date) -> Row:
    """{last (words, or empty), how, open (whether nothing was confirmed for a year)}; two queries."""
    last = confirmed_on([person.pk]).get(person.pk)
    stale = unconfirmed(Person.objects.filter(pk=person.pk), today).exists()
    return {"last": say_day(last.on, language) if last else "", "how": Confirmed(last.how).label if last else "", "open": stale}


def days(persons: QuerySet[Person]) -> dict[int, date]:
    """{key: the last day}; one query."""
    return {key: row.on for key, row in confirmed_on(persons.values("pk")).items()}
