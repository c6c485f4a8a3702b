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
    "site:press": Door((200, 200, 200)),
    "site:keep": Door((200, 200, 200)),
    "crawlers:robots": Door((200, 200, 200)),
    "crawlers:sitemap": Door((200, 200, 200)),
    "crawlers:part": Door((404, 404, 404), given={"number": 9}),
    "site:changes": Door((200, 200, 200)),
    "site:organisation_changes": Door((404, 404, 404), given={"slug": "nobody"}),
    "site:extract": Door((404, 404, 404), given={"slug": "nobody"}),
    "site:visit": Door((404, 404, 404), given={"slug": "nobody"}),
    "site:cite_organisation": Door((404, 404, 404), given={"slug": "nobody", "ending": "txt"}),
    "site:cite_place": Door((404, 404, 404), given={"slug": "nowhere", "ending": "bib"}),
    "site:cite_person": Door((404, 404, 404), given={"slug": "nobody", "ending": "json"}),
    "site:organisation": Door((404, 404, 404), given={"slug": "nobody"}),
    "remarks:waiting": Door((403, 403, 200)),
    "remarks:new": Door((200, 200, 200)),
    "remarks:reply": Door((403, 403, 404), given={"pk": 1}),
    "remarks:again": Door((403, 403, 404), method="post", given={"pk": 1}),
    "remarks:follow": Door((404, 404, 404), given={"token": "x"}),
    "directory:river": Door((200, 200, 200)),
    "directory:place": Door((404, 404, 404), given={"slug": "nowhere"}),
    "directory:copy": Door((404, 404, 404), given={"pk": 1}),
    "directory:map": Door((200, 200, 200)),
    "directory:tree": Door((200, 200, 200)),
    "directory:compare": Door((200, 200, 200)),
    "directory:find": Door((200, 200, 200)),
    "directory:organisations": Door((200, 200, 200)),
    "directory:organisations_table": Door((200, 200, 200), given={"ending": "csv"}),
    "directory:chronicle": Door((200, 200, 200)),
    "directory:chronicle_table": Door((200, 200, 200), given={"ending": "csv"}),
    "directory:places": Door((200, 200, 200)),
    "directory:places_table": Door((200, 200, 200), given={"ending": "csv"}),
    "directory:people": Door((200, 200, 200)),
    "directory:people_table": Door((200, 200, 200), given={"ending": "csv"}),
    "directory:sources": Door((200, 200, 200)),
    "directory:sources_table": Door((200, 200, 200), given={"ending": "csv"}),
    "directory:cultures": Door((200, 200, 200)),
    "directory:cultures_table": Door((200, 200, 200), given={"ending": "csv"}),
    "directory:change": Door((404, 404, 404), given={"slug": "nothing"}),
    "directory:source": Door((404, 404, 404), given={"slug": "nothing"}),
    "directory:culture": Door((404, 404, 404), given={"slug": "nothing"}),
    "directory:culture_table": Door((404, 404, 404), given={"slug": "nothing", "ending": "csv"}),
    "directory:person": Door((404, 404, 404), given={"slug": "nobody"}),
    "api:federation": Door((200, 200, 200)),
    "api:organisations": Door((200, 200, 200)),
    "api:organisation": Door((404, 404, 404), given={"slug": "nobody"}),
    "api:organisation_tree": Door((404, 404, 404), given={"slug": "nobody"}),
    "api:cultures": Door((200, 200, 200)),
    "api:places": Door((200, 200, 200)),
    "api:place": Door((404, 404, 404), given={"slug": "nowhere"}),
    "api:people": Door((200, 200, 200)),
    "api:person": Door((404, 404, 404), given={"slug": "nobody"}),
    "api:chronicle": Door((200, 200, 200)),
    "api:sources": Door((200, 200, 200)),
    "api:source": Door((404, 404, 404), given={"slug": "nothing"}),
    "api:find": Door((422, 422, 422)),
    "api:compare": Door((422, 422, 422)),
    "api:description": Door((200, 200, 200)),
    "api:nothing": Door((404, 404, 404), given={"rest": "nothing"}),
    "lists:all": Door((403, 403, 200)),
    "lists:begin": Door((200, 200, 200)),
    "lists:list": Door((403, 403, 404), given={"token": "x"}),
    "lists:look": Door((403, 403, 404), method="post", given={"token": "x"}),
    "lists:take": Door((403, 403, 404), method="post", given={"token": "x"}),
    "lists:undo": Door((403, 403, 404), given={"token": "x"}),
    "lists:drop": Door((403, 403, 404), method="post", given={"token": "x"}),
    "lists:xlsx": Door((403, 403, 404), given={"token": "x"}),
    "lists:docx": Door((403, 403, 404), given={"token": "x"}),
    "desk:home": Door((403, 403, 200)),
    "desk:journal": Door((403, 403, 200)),
    "desk:record": Door((403, 403, 200)),
    "desk:draft": Door((403, 403, 404), given={"pk": 1}),
    "desk:check": Door((403, 403, 404), given={"pk": 1}),
    "desk:account": Door((403, 403, 404), method="post", given={"pk": 1}),
    "desk:discard": Door((403, 403, 404), method="post", given={"pk": 1}),
    "desk:save": Door((403, 403, 404), method="post", given={"pk": 1}),
    "desk:done": Door((403, 403, 404), given={"pk": 1}),
    "desk:page": Door((403, 403, 404), given={"pk": 1, "page": "when"}),
    "desk:correct": Door((403, 403, 404), given={"slug": "nothing"}),
    "desk:undo": Door((403, 403, 404), given={"slug": "nothing"}),
    "desk:again": Door((403, 403, 404), given={"slug": "nothing"}),
    "desk:copies": Door((403, 403, 404), given={"slug": "nothing"}),
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
