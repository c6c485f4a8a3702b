"""Lists, counts, searches, exports, suggestions, feeds and the API never show what `may` refuses: words that stand nowhere else, looked for everywhere."""
from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.papers.pdf_text import Paper
from tests.rights.furnished import POSITIONS, House, furnish
from tests.rights.test_routes import DOORS, sign_in
from tests.rights.test_things import THINGS

from shanyraq.guard.limits import LIMITERS

pytestmark = pytest.mark.django_db  # what decides is one rule, tried on both databases in test_oracle

BOARD = {"branch chair", "centre chair", "secretary"}
KEEPERS = {"branch chair", "centre chair", "secretariat"}
SEEN: dict[str, set[str]] = {
    "zqfamily": {"member", "treasurer", *BOARD},
    "zqgiven": {"member", "treasurer", *BOARD},
    "77009990001": {"member", *BOARD},
    "zqself@example.org": {"member"},
    "zqapplicant": {"helper", *BOARD},
    "zqhopeful": {"helper", *BOARD},
    "77009990002": {"helper", *BOARD},
    "zqchild": {"member", "treasurer", *BOARD},
    "zqhelping": {"centre chair"},
    "zqdraft": {"centre chair"},
    "zqremark": KEEPERS,
    "zqreader@example.org": KEEPERS,
    "zqlist": {"secretariat"},
    "zqlisted": {"secretariat"},
    "zqjob": {"secretariat", "operator"},
    "zqreason": {*KEEPERS, "sibling's chair"},
    "zqreceiver@example.org": {"operator"},
    "zqsubject": {"operator"},
    "zqletter": set(),  # what a letter says is read by its receiver alone
    "zqclosed.pdf": {"operator", *KEEPERS},
    "zqtreasurer-appointed": KEEPERS,
}
SECRET = {"joining:follow", "joining:prove", "remarks:follow", "access:invited"}  # whoever has the address may see it
SECRET |= {name for name in DOORS if name.startswith(("members:bearer", "members:confirm_")) or name == "members:confirm"}


def addresses(house: House) -> Iterator[str]:
    """All that can be read: each page as it is, narrowed to each word, and with each real thing."""
    for name, door in DOORS.items():
        if door.method == "get" and not door.given:
            yield reverse(name)
    for name in ("members:all", "directory:people", "directory:organisations", "directory:find", "directory:sources", "joining:all", "access:people", "access:looks"):
        yield from (f"{reverse(name)}?q={part}" for part in ("zqfam", "zqgiv", "zqapp", "zqtreas"))
    for name in ("members:table", "joining:table", "directory:people_table", "directory:organisations_table", "directory:chronicle_table", "directory:sources_table"):
        yield from (reverse(name, kwargs={"ending": ending}) for ending in ("csv", "xlsx"))
    yield from ("/api/v1/find?q=zqfam", "/api/v1/find?q=zqtreas", "/api/v1/people?as_of=2026-06-01", "/api/v1/chronicle?recorded_since=2000-01-01")
    yield from (f"{reverse('directory:compare')}?from=2001&to=2026", "/api/v1/compare?from=2001-01-01&to=2026-06-01")
    for name, (given, *_answers) in THINGS.items():
        route = name.partition(" ")[0]
        if DOORS[route].method == "get" and route not in SECRET:
            yield reverse(route, kwargs=given(house))


def text_of(answer: HttpResponseBase) -> str:
    body = b"".join(answer)  # type: ignore[arg-type]
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(part) for part in packed.namelist())
    return (Paper(body).text() if body[:5] == b"%PDF-" else body.decode(errors="replace")).lower()


def read_all(house: House, position: str) -> dict[str, str]:
    client, user = Client(), house.visitors[position]
    if user:
        sign_in(client, user)
    found = {}
    with translation.override("en"):
        listed = list(addresses(house))
    for address in listed:
        for limiter in LIMITERS.values():
            limiter.clear()
        answer = client.get(address)
        text = text_of(answer)
        found[address] = text if answer.status_code == HTTPStatus.OK else ""  # a refusal repeats what it was asked
    return found


@pytest.mark.parametrize("position", POSITIONS)
def test_each_word_is_seen_where_it_may_be_and_nowhere_else(position: str) -> None:
    pages = read_all(furnish(), position)
    found = {word: [address for address, text in pages.items() if word in text] for word in SEEN}
    assert {word for word, where in found.items() if where} == {word for word, who in SEEN.items() if position in who}, found
