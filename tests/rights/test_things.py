"""Every route that takes a thing, with a real one at home in the branch or its member's own: who gets it, and to whom it is not there.

To whom the existence of a thing is a secret, 404 says no more than that. In `tests/rights/test_routes.py` nothing is there to be found.
"""
from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.house.floors import ROOT
from tests.rights.furnished import (
    APPLICATION,
    CLOSED_COPY,
    DEVICE,
    DRAFT,
    HELPER,
    HELPER_LINK,
    LETTER,
    OPEN_COPY,
    POSITIONS,
    RECEIPT,
    REMARK,
    REMINDER,
    STEPPING,
    Given,
    House,
    child,
    furnish,
    guardian,
    handing,
    letter_proof,
    member,
    membership,
    own_contact,
    slug,
    token_of,
)
from tests.rights.test_routes import DOORS, SAID, sign_in, table
from tests.world import undone

from shanyraq.accounts.models import User
from shanyraq.guard.limits import LIMITERS

pytestmark = pytest.mark.django_db
WITHOUT = {  # routes whose part of the address names no thing, or none of these federations
    "access:link": "as entrance:enter", "access:name_phone": "a key of one's own; tried in tests/entrance",
    "access:end_session": "a session of one's own; tried in tests/entrance",
    "api:nothing": "", "api:place": "no territory is told of here", "crawlers:part": "", "directory:place": "no territory is told of here",
    "site:cite_place": "no territory is told of here", "directory:culture": "no culture is told of here", "directory:culture_table": "no culture is told of here",
    "mandates:office": "a kind of office", "mandates:alter": "a kind of office", "mandates:withdrawing": "a kind of office",
    "members:my_consent": "a kind of consent", "mfa_remove_webauthn": "a key of one's own; tried in tests/entrance",
}  # fmt: skip


def everyone(code: int) -> str:
    return " ".join([str(code)] * len(POSITIONS))


# of each: how it is asked for, and the answers to
#    nobody stranger member volunteer branch-chair centre-chair secretariat sibling's-chair former-chair helper operator treasurer secretary
THINGS: dict[str, tuple[Callable[[House], Given], str]] = {
    "access:invited": (token_of("invitation"), everyone(200)),
    "access:person": (slug("bob"), "302 403 403 403 404 200 200 404 403 403 403 403 403"),
    "access:end_all": (slug("bob"), "403 403 403 403 404 302 302 404 403 403 403 403 403"),
    "access:name_device": (DEVICE, "302 404 200 404 404 404 404 404 404 404 404 404 404"),
    "access:forget_device": (DEVICE, "403 404 302 404 404 404 404 404 404 404 404 404 404"),
    "site:letter": (LETTER, "403 403 403 403 403 403 403 403 403 403 200 403 403"),
    "access:look": (lambda house: {"pk": house.by("member").pk}, "403 403 403 403 403 403 403 403 403 403 302 403 403"),
    "entrance:enter": (token_of("invitation"), everyone(410)),
    "site:organisation": (slug("branch"), everyone(200)),
    "site:organisation_changes": (slug("branch"), everyone(200)),
    "site:extract": (slug("branch"), everyone(200)),
    "site:visit": (slug("branch"), everyone(200)),
    "site:cite_organisation": (slug("branch", ending="txt"), everyone(200)),
    "site:cite_person": (slug("bob", ending="json"), everyone(200)),
    "site:cite_person private": (lambda house: member(house) | {"ending": "json"}, everyone(404)),
    "directory:source": (slug("minutes"), everyone(200)),
    "api:organisation": (slug("branch"), everyone(200)),
    "api:organisation_tree": (slug("branch"), everyone(200)),
    "api:source": (slug("minutes"), everyone(200)),
    "joining:follow": (token_of("application"), everyone(200)),
    "joining:say": (token_of("application"), everyone(404)),
    "joining:account": (token_of("application"), everyone(404)),
    "joining:prove": (letter_proof, everyone(200)),
    "joining:one": (APPLICATION, "302 403 403 403 200 200 403 404 403 200 403 403 200"),
    "joining:act": (APPLICATION, "403 403 403 403 404 404 403 404 403 403 403 403 404"),
    "access:withdraw": (slug("bob"), "403 403 403 403 404 302 302 404 403 403 403 403 403"),
    "access:withdraw_link": (HELPER_LINK, "403 403 403 403 404 302 404 404 403 403 403 403 403"),
    "mandates:hand": (handing, "302 404 404 404 200 200 404 404 404 404 404 404 404"),
    "mandates:hand_write": (handing, "403 404 404 404 400 400 404 404 404 404 404 404 404"),
    "mandates:put_away": (REMINDER, "403 404 404 404 302 404 404 404 404 404 404 404 404"),
    "members:about": (member, "302 403 403 403 200 200 403 404 403 403 403 403 200"),
    "members:photograph": (member, "302 403 403 403 200 200 403 404 403 403 403 403 200"),
    "members:picture": (member, "302 403 403 403 200 200 403 404 403 403 403 200 200"),
    "members:fellow_picture": (member, "302 404 404 404 404 404 404 404 404 404 404 404 404"),
    "members:consent": (lambda house: member(house) | {"purpose": "news"}, "302 403 403 403 200 200 403 404 403 403 403 403 200"),
    "members:guardian": (lambda house: {"slug": house.tokens["child"]}, "302 403 403 403 200 200 403 404 403 403 403 403 200"),
    "members:guardian_end": (guardian, "403 403 403 403 422 422 403 404 403 403 403 403 422"),
    "members:same": (member, "403 403 403 403 404 404 403 404 403 403 403 403 404"),
    "members:part": (member, "403 403 403 403 404 404 403 404 403 403 403 403 404"),
    "members:child": (child, "302 404 200 404 404 404 404 404 404 404 404 404 404"),
    "members:child_names": (child, "302 404 200 404 404 404 404 404 404 404 404 404 404"),
    "members:child_contact": (child, "302 404 200 404 404 404 404 404 404 404 404 404 404"),
    "members:child_about": (child, "302 404 200 404 404 404 404 404 404 404 404 404 404"),
    "members:child_photograph": (child, "302 404 200 404 404 404 404 404 404 404 404 404 404"),
    "members:child_picture": (child, "302 404 404 404 404 404 404 404 404 404 404 404 404"),
    "members:child_consent": (lambda house: child(house) | {"purpose": "news"}, "302 404 200 404 404 404 404 404 404 404 404 404 404"),
    "members:child_shown": (child, "403 404 302 404 404 404 404 404 404 404 404 404 404"),
    "members:card": (membership, "403 403 403 403 302 302 403 404 403 403 403 403 302"),
    "members:card_paper": (membership, "302 403 403 403 200 200 403 404 403 403 403 403 200"),
    "members:confirmed": (member, "403 403 403 403 302 302 403 404 403 403 403 403 302"),
    "members:my_card": (membership, "302 404 200 404 404 404 404 404 404 404 404 404 404"),
    "members:my_card_make": (membership, "403 404 302 404 404 404 404 404 404 404 404 404 404"),
    "members:my_card_paper": (membership, "302 404 200 404 404 404 404 404 404 404 404 404 404"),
    "members:check": (token_of("card"), everyone(200)),
    "members:bearer": (lambda house: {"link": house.tokens["bearer"]}, everyone(200)),
    "members:bearer_paper": (lambda house: {"link": house.tokens["bearer"]}, everyone(200)),
    "members:confirm": (token_of("confirm"), everyone(200)),
    "members:confirm_names": (token_of("confirm"), everyone(200)),
    "members:confirm_contact": (token_of("confirm"), everyone(200)),
    "members:confirm_forget": (lambda house: token_of("confirm")(house) | {"pk": own_contact(house)["pk"]}, everyone(302)),
    "members:confirm_leave": (lambda house: token_of("confirm")(house) | membership(house), everyone(200)),
    "site:job": (token_of("job"), "404 404 404 404 404 404 200 404 404 404 200 404 404"),
    "remarks:reply": (REMARK, "302 403 403 403 200 200 200 404 403 403 403 403 403"),
    "remarks:again": (REMARK, "403 403 403 403 404 404 404 404 403 403 403 403 403"),
    "remarks:follow": (token_of("remark"), everyone(200)),
    "directory:copy": (OPEN_COPY, everyone(200)),
    "directory:copy closed": (CLOSED_COPY, "404 404 404 404 404 404 404 404 404 404 200 404 404"),
    "directory:change": (slug("branch-moved"), everyone(200)),
    "directory:change closed": (slug("zqtreasurer-appointed"), everyone(404)),
    "directory:person": (slug("bob"), everyone(200)),
    "directory:person private": (member, everyone(404)),
    "api:person": (slug("bob"), everyone(200)),
    "api:person private": (member, everyone(404)),
    "mandates:release_helper": (HELPER, "403 403 403 403 404 302 404 404 403 403 403 403 403"),
    "mandates:who": (slug("branch"), "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "mandates:step_back": (STEPPING, "403 404 404 404 404 404 404 404 404 404 404 404 404"),
    "members:pay": (membership, "403 403 403 403 422 404 403 404 403 403 403 422 403"),
    "members:receipt": (RECEIPT, "302 403 403 403 200 200 403 404 403 403 403 200 200"),
    "members:my_receipt": (RECEIPT, "302 404 200 404 404 404 404 404 404 404 404 404 404"),
    "members:change": (membership, "302 403 403 403 200 200 403 404 403 403 403 403 200"),
    "members:end": (membership, "302 403 403 403 200 200 403 404 403 403 403 403 200"),
    "members:person": (member, "302 403 403 403 200 200 403 404 403 403 403 200 200"),
    "members:names": (member, "302 403 403 403 200 200 403 404 403 403 403 403 200"),
    "members:contact": (member, "302 403 403 403 200 200 403 404 403 403 403 403 200"),
    "members:forget": (own_contact, "403 403 403 403 302 302 403 404 403 403 403 403 302"),
    "members:join": (member, "302 403 403 403 200 200 403 404 403 403 403 403 200"),
    "members:my_forget": (lambda house: {"pk": own_contact(house)["pk"]}, "403 404 302 404 404 404 404 404 404 404 404 404 404"),
    "members:my_leave": (membership, "302 404 200 404 404 404 404 404 404 404 404 404 404"),
    "lists:list": (token_of("list"), "302 403 403 403 403 403 200 403 403 403 403 403 403"),
    "lists:look": (token_of("list"), "403 403 403 403 403 403 302 403 403 403 403 403 403"),
    "lists:take": (token_of("list"), "403 403 403 403 403 403 302 403 403 403 403 403 403"),
    "lists:undo": (token_of("list"), "302 403 403 403 403 403 404 403 403 403 403 403 403"),
    "lists:drop": (token_of("list"), "403 403 403 403 403 403 302 403 403 403 403 403 403"),
    "lists:xlsx": (token_of("list"), "302 403 403 403 403 403 404 403 403 403 403 403 403"),
    "lists:docx": (token_of("list"), "302 403 403 403 403 403 404 403 403 403 403 403 403"),
    "desk:draft": (DRAFT, "302 403 403 403 404 302 404 404 403 404 403 403 403"),
    "desk:check": (DRAFT, "302 403 403 403 404 200 404 404 403 404 403 403 403"),
    "desk:account": (DRAFT, "403 403 403 403 404 302 404 404 403 404 403 403 403"),
    "desk:discard": (DRAFT, "403 403 403 403 404 302 404 404 403 404 403 403 403"),
    "desk:save": (DRAFT, "403 403 403 403 404 409 404 404 403 403 403 403 403"),
    "desk:done": (DRAFT, "302 403 403 403 404 302 404 404 403 404 403 403 403"),
    "desk:page": (lambda house: DRAFT(house) | {"page": "when"}, "302 403 403 403 404 200 404 404 403 404 403 403 403"),
    "desk:correct": (slug("branch-moved"), "302 403 403 403 200 200 200 200 403 403 403 403 403"),
    "desk:correct closed": (slug("zqtreasurer-appointed"), "302 403 403 403 200 200 200 404 403 403 403 403 403"),
    "desk:undo": (slug("branch-moved"), "302 403 403 403 200 200 200 200 403 403 403 403 403"),
    "desk:undo closed": (slug("zqtreasurer-appointed"), "302 403 403 403 200 200 200 404 403 403 403 403 403"),
    "desk:again": (slug("branch-moved"), "302 403 403 403 200 200 200 200 403 403 403 403 403"),
    "desk:again closed": (slug("zqtreasurer-appointed"), "302 403 403 403 200 200 200 404 403 403 403 403 403"),
    "desk:copies": (slug("minutes"), "302 403 403 403 200 200 200 403 403 403 403 403 403"),
}


def answer(name: str, given: Given, visitor: User | None) -> int:
    route = name.partition(" ")[0]
    with translation.override("kk"):
        address = reverse(route, kwargs=given)
    client = Client()
    if visitor:
        sign_in(client, visitor)
    found = getattr(client, DOORS[route].method)(address)
    if found.streaming:
        b"".join(found)  # to its end, where the client closes it, and not the database with it
    return int(found.status_code)


def tried(name: str, given: Given, visitor: User | None) -> int:
    with undone():
        return answer(name, given, visitor)


def test_every_route_that_takes_a_thing_is_tried_with_one() -> None:
    taking = {name for name, door in DOORS.items() if door.given and set(door.given) != {"ending"}}
    assert taking - {name.partition(" ")[0] for name in THINGS} - set(WITHOUT) == set()


def test_who_gets_which_thing() -> None:
    house, told = furnish(), {}
    assert tuple(house.visitors) == POSITIONS
    for name, (given, _codes) in THINGS.items():
        for limiter in LIMITERS.values():
            limiter.clear()
        told[name] = " ".join(str(tried(name, given(house), visitor)) for visitor in house.visitors.values())
    assert {name: got for name, got in told.items() if got != THINGS[name][1]} == {}


def test_the_tables_in_the_docs_are_these() -> None:
    """`python -m tests.rights.write_table` writes them."""
    assert (ROOT / "docs/rights-table.md").read_text() == f"{table()}\n{things()}"


SAID_OF_THINGS = {400: "asks for more", 409: "asks for more"}
HEAD = """## With a real thing

Where an address names a thing, here is a real one: a member of the branch and their child, card, dues and picture, an application to it, a remark on it, a draft of the chair of
its centre, a list of the secretariat above, a letter of the server. "Closed" is what tells of an office whose holders are not shown in public, or a copy that nobody has opened
yet; "private" a person who is only a member. An address that holds a secret of its own (a link, the code of a card) opens to whoever has it.
"""


def things() -> str:
    """The second table of the page of the docs."""
    said = {**SAID, **SAID_OF_THINGS}
    rows = [f"| {' | '.join([f'`{name}`', *(said[int(code)] for code in codes.split())])} |" for name, (_given, codes) in THINGS.items()]
    return "\n".join([HEAD, f"| {' | '.join(['address', *POSITIONS])} |", f"|{'---|' * (len(POSITIONS) + 1)}", *rows, ""])
