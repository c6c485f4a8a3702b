"""A NUL is no sign of any text, and PostgreSQL takes none: wherever it is sent, the house answers in words and never breaks."""
from __future__ import annotations

import io
from typing import Any, Final

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from tests.rights.test_routes import DOORS, sign_in
from tests.world import paper, record, told

from shanyraq.accounts.changes import open_account
from shanyraq.desk.models import Draft
from shanyraq.guard.limits import LIMITERS
from shanyraq.lists.models import List
from shanyraq.remarks.changes import Said, send
from shanyraq.remarks.models import Remark

pytestmark = [pytest.mark.django_db, pytest.mark.both]

NUL: Final = "a\0b"
ASKED: Final = ("q", "as_of", "known_on", "about", "source", "body", "culture", "in", "under", "after", "organisation")
TYPED: Final = (
    "key", "act", "body", "do", "n", "seen", "shown", "text", "right", "evidence", "contact", "kind", "about", "fact", "quote", "address", "stamp",
    "outcome", "answer", "person", "title", "day", "date", "rows", "table", "umbrella", "name", "names", "note", "wording", "locator", "source",
    "publisher", "author", "everyone", "q", "chosen", "new", "culture", "aim", "first", "name-kk", "name-ru", "name-und", "language", "token", "email",
)  # fmt: skip
SLUGS: Final = {"place": "town", "person": "ann", "source": "herald", "change": "named", "correct": "founded", "undo": "founded", "again": "founded", "copies": "herald"}


def world() -> Client:
    keeper, client = open_account(name="Keeper", is_operator=True), Client()
    sign_in(client, keeper)
    record([
        paper("herald", "1999"), told("town", "founded", "place:town", "1900", name="Town"),
        told("founded", "founded", "centre", "1996", source="herald", name="Centre", seat="town"),
        told("named", "standing", "person:ann", "1999", name="Ann"),
    ])  # fmt: skip
    send(at=timezone.now(), key="a", said=Said("wrong", "It was 1997."), language="en")
    client.post("/en/desk/record/", {"act": "founded", "key": "k"})
    client.post("/en/lists/new/", {"title": "List", "day": "2020-01-01", "rows": "Name\nAlpha\nBeta", "key": "k"})
    return client


def address(name: str) -> str:
    given = dict(DOORS[name].given)
    if "slug" in given:
        given["slug"] = SLUGS.get(name.partition(":")[2], "centre")
    if "pk" in given:
        given["pk"] = (Remark if name.startswith("remarks") else Draft).objects.values_list("pk", flat=True).first() or 1
    if "token" in given and name.startswith("lists"):
        given["token"] = List.objects.values_list("token", flat=True).first() or "x"
    with translation.override("en"):
        return reverse(name, kwargs=given)


@pytest.mark.parametrize("name", DOORS)
def test_no_route_breaks_of_a_nul(name: str) -> None:
    client = world()
    for limiter in LIMITERS.values():
        limiter.clear()
    client.raise_request_exception = False
    path, files = address(name), {"files": upload(), "file": upload()}
    fields: dict[str, Any] = dict.fromkeys(TYPED, NUL)
    answers = {
        "query": client.get(path, dict.fromkeys((*ASKED, *TYPED), NUL)), "alone": [client.get(path, {asked: NUL}) for asked in ASKED],
        "path": client.get(f"{path.rstrip('/')}%00/"), "within": client.get(path.replace("centre", "ce%00ntre")),
        "cookie": Client(headers={"cookie": f'{settings.SESSION_COOKIE_NAME}="aaaaaaaaaaaa\\000"'}).get(path), "form": client.post(path, fields), "upload": client.post(path, fields | files),
    }  # fmt: skip
    statuses = {sort: max(one.status_code for one in (got if isinstance(got, list) else [got])) for sort, got in answers.items()}
    assert {sort: status for sort, status in statuses.items() if status >= 500} == {}


def upload() -> io.BytesIO:
    file = io.BytesIO(b"\xff\xd8\xff\0 no picture")
    file.name = "scan\0.jpg"
    return file
