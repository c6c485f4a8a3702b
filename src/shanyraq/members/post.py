"""Letters to members: where they go, and in which language. Of a child they go to who stands in for it."""
from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from shanyraq.people.models import Contact, Guardian, Person
from shanyraq.people.terms import ContactKind


@dataclass(frozen=True, slots=True)
class Addressed:
    to: str
    language: str


def addressed(persons: Collection[Person], today: date) -> dict[int, Addressed]:
    """{key: where a letter for them goes} of those for whom there is an e-mail address; three queries.

    The address that is kept among their contacts first, whoever else sees it, then that of their account.
    """
    guardians = dict(Guardian.objects.on(today).filter(child__in=persons).order_by("-pk").values_list("child", "guardian"))
    receivers = {person.pk: guardians.get(person.pk, person.pk) for person in persons}
    found = Person.objects.filter(pk__in=set(receivers.values())).select_related("account", "same_as__account")
    reached = _reached(found)
    languages = {person.pk: person.letters_in or settings.LANGUAGE_CODE for person in found}
    return {key: Addressed(reached[receiver], languages[receiver]) for key, receiver in receivers.items() if receiver in reached}


def _reached(persons: Collection[Person]) -> dict[int, str]:
    accounts = {person.pk: person.account or (person.same_as.account if person.same_as else None) for person in persons}
    kept = {key: account.email for key, account in accounts.items() if account and account.email}
    rows = Contact.objects.filter(person__in=list(accounts), kind=ContactKind.EMAIL).order_by("-pk")
    return kept | dict(rows.values_list("person", "value"))


def address_of(route: str, language: str, **given: object) -> str:
    """The whole address of a page in a language, for a letter."""
    with translation.override(language):
        return f"{settings.ORIGIN or f'http://localhost:{settings.PORT}'}{reverse(route, kwargs=given)}"
