"""Members for the tests of their pages: whoever holds an office, and people taken in."""
from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.test import Client
from tests.desk.keeping import words
from tests.rights.offices import federation, in_office, organisation
from tests.rights.test_routes import sign_in

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.people.members import Named, Newcomer, Reached, take_members
from shanyraq.people.models import Person

__all__ = ["client_of", "federation", "in_office", "named", "organisation", "post", "read", "sent", "taken", "with_account"]
SINCE: Final = date(2026, 3, 1)


def client_of(user: User | None) -> Client:
    client = Client()
    if user:
        sign_in(client, user)
    return client


def read(client: Client, path: str, code: int = 200) -> str:
    answer = client.get(f"/en/{path}")
    assert answer.status_code == code, (path, answer.status_code)
    return words(answer.content.decode())


def post(client: Client, path: str, code: int = 302, **typed: Any) -> str:
    answer = client.post(f"/en/{path}", typed)
    assert answer.status_code == code, (path, answer.status_code)
    return words(answer.content.decode())


def named(family: str, given: str = "Vera", script: str = "latin", patronymic: str = "") -> Named:
    return Named(script, given, family, patronymic)


def taken(body: str, *names: Named, kind: str = "member", contacts: tuple[Reached, ...] = ()) -> Person:
    found = take_members(by=None, organisation=organisation(body), since=SINCE, newcomers=[Newcomer(names, kind, contacts)])
    return found[0]


def with_account(person: Person) -> User:
    user = open_account(name="Member", email=f"{person.slug}@example.org")
    Person.objects.filter(pk=person.pk).update(account=user)
    return user


def sent(**more: str) -> dict[str, str]:
    """What the form of a new member is sent."""
    typed = {"organisation": "branch", "kind": "member", "since": "2026-03-01", "family": "Kim", "given": "Vera", "key": "k"}
    return typed | more
