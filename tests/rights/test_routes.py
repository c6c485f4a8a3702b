"""Every route x who is at the door. A route that is not in the table fails; so does one whose view names no action."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.rights.actions import declared

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@dataclass(frozen=True)
class Door:
    """How a route is tried, and what nobody, a signed-in person and an operator get."""

    answers: tuple[int, int, int]
    method: str = "get"
    given: dict[str, Any] = field(default_factory=dict)


DOORS = {
    "entrance:enter": Door((410, 410, 410), given={"token": "x"}),
    "entrance:leave": Door((302, 302, 302), method="post"),
    "entrance:try": Door((404, 404, 404)),
    "site:home": Door((200, 200, 200)),
    "site:keep": Door((200, 200, 200)),
    "site:organisation": Door((404, 404, 404), given={"slug": "nobody"}),
    "remarks:waiting": Door((403, 403, 200)),
    "remarks:new": Door((200, 200, 200)),
    "remarks:reply": Door((403, 403, 404), given={"pk": 1}),
    "remarks:again": Door((403, 403, 404), method="post", given={"pk": 1}),
    "remarks:follow": Door((404, 404, 404), given={"token": "x"}),
    "directory:place": Door((404, 404, 404), given={"slug": "nowhere"}),
    "directory:copy": Door((404, 404, 404), given={"pk": 1}),
    "directory:person": Door((404, 404, 404), given={"slug": "nobody"}),
}


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry


ROUTES = dict(patterns(get_resolver()))


def sign_in(client: Client, user: User) -> None:
    """As the entrance does it, without its link."""
    session = client.session
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)




def test_every_route_is_in_the_table() -> None:
    assert set(DOORS) == set(ROUTES)


def test_every_view_names_an_action_that_is_declared() -> None:
    assert {name: getattr(route.callback, "action", None) for name, route in ROUTES.items() if getattr(route.callback, "action", None) not in declared()} == {}


@pytest.mark.parametrize("name", DOORS)
def test_who_gets_what(name: str) -> None:
    door = DOORS[name]
    visitors = [None, open_account(name="Member"), open_account(name="Operator", is_operator=True)]
    with translation.override("kk"):
        address = reverse(name, kwargs=door.given)
    answers = []
    for visitor in visitors:
        client = Client()
        if visitor:
            sign_in(client, visitor)
        answers.append(getattr(client, door.method)(address).status_code)
    assert tuple(answers) == door.answers
