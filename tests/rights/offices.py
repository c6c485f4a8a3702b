"""A federation for the tests of rights, told as a keeper would: an umbrella, two centres of it, branches; and people in office.

    union <- part_of - centre <- branch_of - branch, branch2;  union <- part_of - other <- branch_of - far
"""
from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.people.models import Person
from shanyraq.registry.models import Organisation
from shanyraq.rights.seeds import seed

TODAY: Final = date(2026, 7, 1)
BODIES: Final = ("union", "centre", "branch", "branch2", "other", "far")


def federation() -> None:
    """Told on 2026-01-01, with the rights with which a federation begins."""
    record([
        told("union-founded", "founded", "union", "2000", name={"en": "Union"}, kind="umbrella"),
        *(told(f"{slug}-founded", "founded", slug, "2001", name={"en": slug.capitalize()}, part_of=["union"]) for slug in ("centre", "other")),
        *(told(f"{slug}-founded", "founded", slug, "2002", name={"en": slug.capitalize()}, branch_of=parent)
          for slug, parent in (("branch", "centre"), ("branch2", "centre"), ("far", "other"))),
    ])  # fmt: skip
    seed()


def in_office(slug: str, office: str, body: str, since: str = "2020", *, until: str = "", strong: bool = True, acting: bool = False) -> User:
    """An account of a person who holds an office; signed in with a second factor, unless said otherwise."""
    more = {"until": until} if until else {}
    more |= {"acting": True} if acting else {}  # type: ignore[dict-item]
    record([
        told(f"{slug}-named", "standing", f"person:{slug}", "2010", name={"en": slug.capitalize()}),
        told(f"{slug}-appointed", "appointed", body, since, office=office, person=slug, **more),
    ], on="2026-01-02")  # fmt: skip
    return account_of(slug, strong=strong)


def account_of(slug: str, *, strong: bool = True) -> User:
    """The account of somebody who is known."""
    user = open_account(name=slug.capitalize(), email=f"{slug}@example.org")
    Person.objects.filter(slug=slug).update(account=user)
    user.strong = strong
    return user


def organisation(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def days(number: int) -> timedelta:
    return timedelta(days=number)
