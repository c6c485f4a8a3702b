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
from django.utils import timezone, translation
from tests.rights.offices import days, federation, in_office, organisation
from tests.world import undone

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.guard.limits import LIMITERS
from shanyraq.people.members import Named, Newcomer, take_members
from shanyraq.people.models import Person
from shanyraq.rights.actions import declared, who_may
from shanyraq.rights.changes import name_helper
from shanyraq.rights.doors import sign_in_address
from shanyraq.rights.models import Demand

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Door:
    """How a route is tried, and what is answered: while a federation begins to nobody, a stranger who is signed in, and the operator;

    then, where others hold office, to a member of the branch, a volunteer of it, its chair, the centre's chair, the secretariat above, another centre's chair, a former chair, the centre
    chair's helper, and the operator who has not stepped in. Without `offices` these are answered as a stranger is, the operator as ever.
    A member is answered as a stranger is, unless `member` says otherwise, and a volunteer as a member is.
    Nobody's 403 is a way to the sign-in where there is one and an office or an account would open the door.
    """

    answers: tuple[int, int, int]
    method: str = "get"
    given: dict[str, Any] = field(default_factory=dict)
    offices: tuple[int, int, int, int, int, int, int] | None = None
    member: int | None = None


HOLDERS = ("member", "volunteer", "branch chair", "centre chair", "secretariat", "sibling's chair", "former chair", "helper", "operator")
KEEPERS = (200, 200, 200, 200, 403, 403, 403)
WITH_HELP = (200, 200, 200, 200, 403, 200, 403)
NOT_THERE = (404, 404, 404, 404, 403, 403, 403)
NO_DRAFT = (404, 404, 404, 404, 403, 404, 403)
AT_THE_HEAD = (403, 403, 200, 403, 403, 403, 403)
NO_LIST = (403, 403, 404, 403, 403, 403, 403)
BOARDS = (200, 200, 403, 200, 403, 403, 403)
BOARDS_WITH_HELP = (200, 200, 403, 200, 403, 200, 403)
NO_MEMBER_WITH_HELP = (404, 404, 403, 404, 403, 404, 403)
NO_MEMBER = (404, 404, 403, 404, 403, 403, 403)
WITH_A_PERSON = (200, 200, 200, 200, 200, 404, 404)


DOORS = {
    "entrance:enter": Door((410, 410, 410), given={"token": "x"}),
    "entrance:leave": Door((302, 302, 302), method="post"),
    "entrance:try": Door((404, 404, 404)),
    "account_login": Door((200, 302, 302)),
    "account_request_login_code": Door((200, 302, 302)),
    "account_confirm_login_code": Door((302, 302, 302)),
    "account_reauthenticate": Door((403, 403, 403)),
    "mfa_authenticate": Door((302, 302, 302)),
    "mfa_login_webauthn": Door((302, 302, 302)),
    "mfa_reauthenticate": Door((403, 403, 403)),
    "mfa_reauthenticate_webauthn": Door((403, 403, 403)),
    "mfa_index": Door((403, 200, 200)),
    "mfa_add_webauthn": Door((403, 200, 200)),
    "mfa_remove_webauthn": Door((403, 404, 404), given={"pk": 1}),
    "mfa_activate_totp": Door((403, 200, 200)),
    "mfa_deactivate_totp": Door((403, 404, 404)),
    "mfa_view_recovery_codes": Door((403, 200, 200)),
    "mfa_generate_recovery_codes": Door((403, 302, 302), method="post"),
    "access:pin": Door((302, 302, 302)),
    "access:second": Door((403, 200, 200)),
    "access:invited": Door((410, 410, 410), given={"token": "x"}),
    "access:password": Door((403, 200, 200)),
    "access:email": Door((403, 200, 200)),
    "access:email_code": Door((403, 302, 302)),
    "access:new_pin": Door((403, 403, 403)),
    "access:end_others": Door((403, 302, 302), method="post"),
    "access:end_session": Door((403, 404, 404), method="post", given={"pk": 1}),
    "access:forget_device": Door((403, 404, 404), method="post", given={"pk": 1}),
    "access:people": Door((403, 403, 200), offices=KEEPERS),
    "access:person": Door((403, 403, 404), given={"slug": "nobody"}, offices=NOT_THERE),
    "access:end_all": Door((403, 403, 404), method="post", given={"slug": "nobody"}, offices=NOT_THERE),
    "access:withdraw": Door((403, 403, 404), method="post", given={"slug": "nobody"}, offices=NOT_THERE),
    "access:try": Door((404, 404, 404)),
    "access:link": Door((410, 410, 410), given={"token": "x"}),
    "access:name_phone": Door((403, 404, 404), given={"pk": 1_000_000}),
    "access:name_device": Door((403, 404, 404), given={"pk": 1_000_000}),
    "access:looks": Door((403, 403, 302)),
    "access:look": Door((403, 403, 302), given={"pk": 1_000_000}),
    "access:stop_looking": Door((403, 302, 302), method="post"),
    "site:home": Door((200, 200, 200)),
    "site:press": Door((200, 200, 200)),
    "site:keep": Door((200, 200, 200)),
    "site:mail": Door((403, 403, 200)),
    "site:mail_resend": Door((403, 403, 302), method="post"),
    "site:letter": Door((403, 403, 404), given={"pk": 1}),
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
    "site:job": Door((404, 404, 404), given={"token": "x"}),
    "site:organisation": Door((404, 404, 404), given={"slug": "nobody"}),
    "remarks:waiting": Door((403, 403, 200), offices=KEEPERS),
    "remarks:new": Door((200, 200, 200)),
    "remarks:reply": Door((403, 403, 404), given={"pk": 1}, offices=NOT_THERE),
    "remarks:again": Door((403, 403, 404), method="post", given={"pk": 1}, offices=NOT_THERE),
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
    "mandates:mine": Door((403, 200, 200)),
    "mandates:name_helper": Door((403, 403, 422), method="post", offices=(422, 422, 422, 422, 403, 403, 403)),
    "access:invite_helper": Door((403, 403, 200), offices=KEEPERS),
    "access:withdraw_link": Door((403, 403, 404), method="post", given={"pk": 1_000_000}, offices=NOT_THERE),
    "mandates:release_helper": Door((403, 403, 404), method="post", given={"pk": 1_000_000}, offices=NOT_THERE),
    "mandates:offices": Door((200, 200, 200)),
    "mandates:office": Door((200, 200, 200), given={"office": "chair"}),
    "mandates:demands": Door((403, 403, 200), offices=AT_THE_HEAD),
    "mandates:withdrawing": Door((403, 403, 404), given={"office": "chair"}),
    "mandates:alter": Door((403, 403, 400), method="post", given={"office": "chair"}),
    "mandates:who": Door((403, 404, 404), given={"slug": "nobody"}),
    "mandates:step_in": Door((403, 200, 200)),
    "mandates:step_back": Door((403, 404, 404), method="post", given={"pk": 1}),
    "mandates:hand": Door((403, 404, 404), given={"slug": "nobody", "office": "chair", "day": "2026-01-01"}),
    "mandates:hand_write": Door((403, 404, 404), method="post", given={"slug": "nobody", "office": "chair", "day": "2026-01-01"}),
    "mandates:put_away": Door((403, 404, 404), method="post", given={"pk": 1_000_000}),
    "members:all": Door((403, 403, 200), offices=BOARDS),
    "members:table": Door((403, 403, 200), given={"ending": "csv"}, offices=BOARDS),
    "members:new": Door((403, 403, 200), offices=BOARDS),
    "members:dues": Door((403, 403, 200), offices=BOARDS),
    "members:rate": Door((403, 403, 404), method="post", offices=NO_MEMBER),
    "members:pay": Door((403, 403, 404), method="post", given={"pk": 1_000_000}, offices=NO_MEMBER),
    "members:receipt": Door((403, 403, 404), given={"pk": 1_000_000}, offices=NO_MEMBER),
    "members:my_receipt": Door((403, 404, 404), given={"pk": 1_000_000}),
    "members:consents": Door((403, 403, 200), offices=BOARDS),
    "members:about": Door((403, 403, 404), given={"slug": "nobody"}, offices=NO_MEMBER),
    "members:photograph": Door((403, 403, 404), given={"slug": "nobody"}, offices=NO_MEMBER),
    "members:picture": Door((403, 403, 404), given={"slug": "nobody"}, offices=NO_MEMBER),
    "members:consent": Door((403, 403, 404), given={"slug": "nobody", "purpose": "news"}, offices=NO_MEMBER),
    "members:guardian": Door((403, 403, 404), given={"slug": "nobody"}, offices=NO_MEMBER),
    "members:guardian_end": Door((403, 403, 404), method="post", given={"slug": "nobody", "pk": 1_000_000}, offices=NO_MEMBER),
    "members:same": Door((403, 403, 404), method="post", given={"slug": "nobody"}, offices=NO_MEMBER),
    "members:part": Door((403, 403, 404), method="post", given={"slug": "nobody"}, offices=NO_MEMBER),
    "members:my_about": Door((403, 404, 404), offices=WITH_A_PERSON, member=200),
    "members:my_photograph": Door((403, 404, 404), offices=WITH_A_PERSON, member=200),
    "members:my_picture": Door((403, 404, 404)),
    "members:my_consent": Door((403, 404, 404), given={"purpose": "news"}, offices=WITH_A_PERSON, member=200),
    "members:my_shown": Door((403, 404, 404), method="post", offices=(302, 302, 302, 302, 302, 404, 404), member=302),
    "members:fellows": Door((403, 200, 200)),
    "members:fellow_picture": Door((403, 404, 404), given={"slug": "nobody"}),
    "members:child": Door((403, 404, 404), given={"child": "nobody"}),
    "members:child_names": Door((403, 404, 404), given={"child": "nobody"}),
    "members:child_contact": Door((403, 404, 404), given={"child": "nobody"}),
    "members:child_about": Door((403, 404, 404), given={"child": "nobody"}),
    "members:child_photograph": Door((403, 404, 404), given={"child": "nobody"}),
    "members:child_picture": Door((403, 404, 404), given={"child": "nobody"}),
    "members:child_consent": Door((403, 404, 404), given={"child": "nobody", "purpose": "news"}),
    "members:child_shown": Door((403, 404, 404), method="post", given={"child": "nobody"}),
    "members:change": Door((403, 403, 404), given={"pk": 1_000_000}, offices=NO_MEMBER),
    "members:end": Door((403, 403, 404), given={"pk": 1_000_000}, offices=NO_MEMBER),
    "members:person": Door((403, 403, 404), given={"slug": "nobody"}, offices=NO_MEMBER),
    "members:names": Door((403, 403, 404), given={"slug": "nobody"}, offices=NO_MEMBER),
    "members:contact": Door((403, 403, 404), given={"slug": "nobody"}, offices=NO_MEMBER),
    "members:forget": Door((403, 403, 404), method="post", given={"slug": "nobody", "pk": 1}, offices=NO_MEMBER),
    "members:join": Door((403, 403, 404), given={"slug": "nobody"}, offices=NO_MEMBER),
    "members:card": Door((403, 403, 404), method="post", given={"pk": 1_000_000}, offices=NO_MEMBER),
    "members:card_paper": Door((403, 403, 404), given={"pk": 1_000_000}, offices=NO_MEMBER),
    "members:confirmed": Door((403, 403, 404), method="post", given={"slug": "nobody"}, offices=NO_MEMBER),
    "members:my_card": Door((403, 404, 404), given={"pk": 1_000_000}),
    "members:my_card_make": Door((403, 404, 404), method="post", given={"pk": 1_000_000}),
    "members:my_card_paper": Door((403, 404, 404), given={"pk": 1_000_000}),
    "members:my_confirmed": Door((403, 404, 404), method="post", member=302),
    "members:check": Door((200, 200, 200), given={"token": "x"}),
    "members:bearer": Door((404, 404, 404), given={"link": "x"}),
    "members:bearer_paper": Door((404, 404, 404), given={"link": "x"}),
    "members:confirm": Door((410, 410, 410), given={"token": "x"}),
    "members:confirm_names": Door((404, 404, 404), given={"token": "x"}),
    "members:confirm_contact": Door((404, 404, 404), given={"token": "x"}),
    "members:confirm_forget": Door((404, 404, 404), method="post", given={"token": "x", "pk": 1}),
    "members:confirm_leave": Door((404, 404, 404), given={"token": "x", "pk": 1}),
    "members:me": Door((403, 200, 200)),
    "members:my_names": Door((403, 404, 404), offices=WITH_A_PERSON, member=200),
    "members:my_contact": Door((403, 404, 404), offices=WITH_A_PERSON, member=200),
    "members:my_forget": Door((403, 404, 404), method="post", given={"pk": 1_000_000}),
    "members:my_leave": Door((403, 404, 404), given={"pk": 1_000_000}),
    "joining:new": Door((200, 200, 200)),
    "joining:follow": Door((404, 404, 404), given={"token": "x"}),
    "joining:say": Door((404, 404, 404), method="post", given={"token": "x"}),
    "joining:account": Door((404, 404, 404), method="post", given={"token": "x"}),
    "joining:prove": Door((404, 404, 404), given={"token": "x", "code": "x"}),
    "joining:all": Door((403, 403, 200), offices=BOARDS_WITH_HELP),
    "joining:table": Door((403, 403, 200), given={"ending": "csv"}, offices=BOARDS),
    "joining:link": Door((403, 403, 200), offices=BOARDS),
    "joining:one": Door((403, 403, 404), given={"pk": 1_000_000}, offices=NO_MEMBER_WITH_HELP),
    "joining:act": Door((403, 403, 404), method="post", given={"pk": 1_000_000}, offices=NO_MEMBER),
    "lists:all": Door((403, 403, 200), offices=AT_THE_HEAD),
    "lists:begin": Door((200, 200, 200)),
    "lists:list": Door((403, 403, 404), given={"token": "x"}, offices=NO_LIST),
    "lists:look": Door((403, 403, 404), method="post", given={"token": "x"}, offices=NO_LIST),
    "lists:take": Door((403, 403, 404), method="post", given={"token": "x"}, offices=NO_LIST),
    "lists:undo": Door((403, 403, 404), given={"token": "x"}, offices=NO_LIST),
    "lists:drop": Door((403, 403, 404), method="post", given={"token": "x"}, offices=NO_LIST),
    "lists:xlsx": Door((403, 403, 404), given={"token": "x"}, offices=NO_LIST),
    "lists:docx": Door((403, 403, 404), given={"token": "x"}, offices=NO_LIST),
    "desk:home": Door((403, 403, 200), offices=WITH_HELP),
    "desk:journal": Door((403, 403, 200), offices=KEEPERS),
    "desk:record": Door((403, 403, 200), offices=WITH_HELP),
    "desk:draft": Door((403, 403, 404), given={"pk": 1}, offices=NO_DRAFT),
    "desk:check": Door((403, 403, 404), given={"pk": 1}, offices=NO_DRAFT),
    "desk:account": Door((403, 403, 404), method="post", given={"pk": 1}, offices=NO_DRAFT),
    "desk:discard": Door((403, 403, 404), method="post", given={"pk": 1}, offices=NO_DRAFT),
    "desk:save": Door((403, 403, 404), method="post", given={"pk": 1}, offices=NOT_THERE),
    "desk:done": Door((403, 403, 404), given={"pk": 1}, offices=NO_DRAFT),
    "desk:page": Door((403, 403, 404), given={"pk": 1, "page": "when"}, offices=NO_DRAFT),
    "desk:correct": Door((403, 403, 404), given={"slug": "nothing"}, offices=NOT_THERE),
    "desk:undo": Door((403, 403, 404), given={"slug": "nothing"}, offices=NOT_THERE),
    "desk:again": Door((403, 403, 404), given={"slug": "nothing"}, offices=NOT_THERE),
    "desk:copies": Door((403, 403, 404), given={"slug": "nothing"}, offices=NOT_THERE),
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




SAID = {200: "yes", 302: "leads on", 403: "no", 404: "not there", 410: "gone", 422: "asks for more"}
HEAD = """# Who gets what

Every address of the house x who is at the door, as `tests/rights/test_routes.py` tries it; do not edit this page, `python -m tests.rights.write_table` writes it.
The first three columns are those of a federation that begins, the others of one whose offices are held: a member of a branch, a volunteer of it, its chair, the chair of its centre, the head of the
secretariat above, the chair of another centre, a former chair, the helper of the centre's chair, and the operator, who has to step in there. What is asked for does not exist in
these federations (a draft, a list, a person): "not there" is what whoever may ask gets, and whoever may not know of it. The second table asks for real ones.
"""


def table() -> str:
    """The page of the docs."""
    titles = ["address", "action", "nobody", "stranger", "operator", *HOLDERS[:-1], "operator beside keepers"]
    lines = [f"| {' | '.join(titles)} |", f"|{'---|' * len(titles)}"]
    for name, door in DOORS.items():
        said = [SAID.get(code, str(code)) for code in (*expected(name, door), *of_offices(name, door))]
        lines.append(f"| {' | '.join([f'`{name}`', f'`{ROUTES[name].callback.action}`', *said])} |")
    return "\n".join([HEAD, *lines, ""])


def test_every_route_is_in_the_table() -> None:
    assert set(DOORS) == set(ROUTES)


def test_every_view_names_an_action_that_is_declared() -> None:
    assert {name: getattr(route.callback, "action", None) for name, route in ROUTES.items() if getattr(route.callback, "action", None) not in declared()} == {}


def is_led(name: str, door: Door) -> bool:
    """Whether nobody is led to the sign-in."""
    return door.method == "get" and who_may(ROUTES[name].callback.action) in ("office", "signed_in") and bool(sign_in_address())


def expected(name: str, door: Door) -> tuple[int, ...]:
    nobody, stranger, operator = door.answers
    return (302 if nobody == 403 and is_led(name, door) else nobody, stranger, operator)


def of_offices(name: str, door: Door) -> tuple[int, ...]:
    """The answer to a member, to a volunteer, and to each of the others."""
    stranger, operator = door.answers[1:]
    member = stranger if door.member is None else door.member
    return (member, member, *(door.offices or (*[stranger] * 6, operator)))


def answer(name: str, door: Door, visitor: User | None) -> int:
    with translation.override("kk"):
        address = reverse(name, kwargs=door.given)
    client = Client()
    if visitor:
        sign_in(client, visitor)
    return int(getattr(client, door.method)(address).status_code)


@pytest.mark.parametrize("name", DOORS)
def test_who_gets_what(name: str) -> None:
    door = DOORS[name]
    visitors = [None, open_account(name="Member"), open_account(name="Operator", is_operator=True)]
    assert tuple(answer(name, door, visitor) for visitor in visitors) == expected(name, door)


def belonging(name: str, kind: str) -> User:
    """An account of somebody who belongs to the branch."""
    newcomer = Newcomer((Named("latin", name),), kind)
    [person] = take_members(by=None, organisation=organisation("branch"), since=timezone.localdate(), newcomers=[newcomer])
    account = open_account(name=name)
    Person.objects.filter(pk=person.pk).update(account=account)
    return account


def holders() -> dict[str, User]:
    """Who is at the door of a federation whose offices are held."""
    federation()
    Demand.objects.all().delete()  # what a second factor opens is told elsewhere
    centre = in_office("ann", "chair", "centre")
    helper = open_account(name="Helper")
    member, volunteer = (belonging(name, kind) for name, kind in (("Vera", "member"), ("Olga", "volunteer")))
    name_helper(by=centre, on=timezone.localdate(), organisation=organisation("centre"), account=helper, until=timezone.localdate() + days(3))
    found = [
        member, volunteer, in_office("bob", "chair", "branch"), centre, in_office("sec", "head_of_secretariat", "union"), in_office("eve", "chair", "other"),
        in_office("old", "chair", "branch2", until="2021"), helper, open_account(name="Operator", is_operator=True),
    ]  # fmt: skip
    return dict(zip(HOLDERS, found, strict=True))


def test_offices_open_what_they_give_and_no_more() -> None:
    visitors = holders()
    told: dict[str, tuple[int, ...]] = {}
    for name, door in DOORS.items():
        for limiter in LIMITERS.values():
            limiter.clear()
        with undone():
            told[name] = tuple(answer(name, door, visitor) for visitor in visitors.values())
    assert {name: got for name, got in told.items() if got != of_offices(name, DOORS[name])} == {}
