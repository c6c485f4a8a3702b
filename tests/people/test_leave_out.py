"""Somebody asked not to be named. The name stood in every free text that can hold it; afterwards it stands on no face of the house."""
from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from itertools import product
from typing import Any
from urllib.parse import unquote, urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.papers.pdf_text import Paper
from tests.rights.test_routes import DOORS
from tests.world import claimed, paper, record, told

from shanyraq.accounts.changes import open_account
from shanyraq.chronicle.models import Copy, Source
from shanyraq.files.changes import add
from shanyraq.files.models import File
from shanyraq.guard.limits import LIMITERS
from shanyraq.people.changes import leave_out
from shanyraq.people.models import Person
from shanyraq.remarks.changes import Said, answer, send
from shanyraq.remarks.models import Remark

pytestmark = [pytest.mark.django_db, pytest.mark.both]

AT = datetime(2026, 3, 1, tzinfo=UTC)
NAME = {
    "kk": {"family": "Жұмағалиев", "given": "Нұрлан", "order": "family given"},
    "ru": {"family": "Жумагалиев", "given": "Нурлан", "patronymic": "Сергеевич"},
    "ko": "주마갈리예프 누를란",
    "en": "Nurlan Zhumagaliyev",
}
SPELT = ("жұмағали", "жумагали", "주마갈리", "zhumagali")
SAID = (
    "Речь Нурлана Жумагалиева", "Н. С. Жумагалиев", "Жұмағалиев Нұрланға", "누를란 주마갈리예프는 말했다", "ask Zhumagaliyev, Nurlan (tel. 12)",
)  # fmt: skip
PERSON = "nurlan-zhumagaliyev"  # whoever asks for this address knows it
SLUGS = {"organisation": ["centre", "branch"], "place": ["town"], "person": [PERSON], "source": ["speech"], "change": ["founded", "third"]}
KINDS = {
    "site:organisation": "organisation", "site:organisation_changes": "organisation", "site:extract": "organisation", "site:visit": "organisation",
    "site:cite_organisation": "organisation", "site:cite_place": "place", "site:cite_person": "person", "directory:place": "place",
    "directory:person": "person", "directory:source": "source", "directory:change": "change", "api:organisation": "organisation",
    "api:organisation_tree": "organisation", "api:place": "place", "api:person": "person", "api:source": "source",
}  # fmt: skip
ASKED = {
    "directory:find": [{"q": "жумаг"}, {"q": "누를란"}, {"q": "centre"}], "api:find": [{"q": "жумаг"}, {"q": "centre"}],
    "directory:compare": [{"from": "1998", "to": "2020"}], "api:compare": [{"from": "1998", "to": "2020"}],
    "directory:chronicle": [{}, {"source": "speech"}, {"about": "organisation:centre"}], "directory:sources": [{}, {"q": "реч"}],
    "api:chronicle": [{}, {"body": "centre"}, {"recorded_since": "2020-01-01"}, {"source": "speech"}],
    "remarks:new": [{"about": "organisation:centre", "from": "/kk/organisations/centre/"}, {"about": f"person:{PERSON}"}],
    "api:organisations": [{}, {"q": "centre"}], "api:description": [{}],
}  # fmt: skip
LEAKING = {
    "api:chronicle", "api:compare", "api:cultures", "api:find", "api:organisation", "api:people", "api:person", "api:source", "api:sources",
    "crawlers:sitemap", "directory:change", "directory:chronicle", "directory:chronicle_table", "directory:compare", "directory:copy",
    "directory:culture", "directory:culture_table", "directory:cultures", "directory:cultures_table", "directory:find", "directory:organisations",
    "directory:organisations_table", "directory:people", "directory:people_table", "directory:person", "directory:place", "directory:river",
    "directory:source", "directory:sources", "directory:sources_table", "directory:tree", "remarks:follow", "site:changes",
    "site:cite_person", "site:extract", "site:home", "site:organisation", "site:organisation_changes", "site:press", "site:visit",
}  # fmt: skip


def texts(number: int) -> dict[str, str]:
    """The name stands in one of the languages only; all of them are to be withheld."""
    return {"en": "Nothing but this.", "ru": SAID[number]}


def world() -> str:
    """The token of a remark that was answered."""
    about = {"author": SAID[1], "publisher": SAID[2], "note": SAID[3], "address": "https://example.org/zhumagaliyev-nurlan"}
    founded = told(
        "founded", "founded", "centre", "1996", source="speech", name={"en": "Centre"}, seat="town",
        culture=texts(1), aim=texts(2), contact=texts(3), note=texts(4),
    )  # fmt: skip
    founded = replace(founded, note=texts(0), claims=tuple(replace(one, locator=SAID[1], wording=SAID[0]) for one in founded.claims))
    record([
        replace(paper("speech", "2003-05"), title=texts(0), **about),
        told("town", "founded", "place:town", "1900", name={"en": "Town"}),
        claimed(founded, "1997", contact={"und": SAID[2]}, name={"en": "Centre"}, seat="town"),
        told("branch", "founded", "branch", "2001", name={"en": "Branch"}, branch_of="centre", seat="town"),
        told("called", "standing", "person:nurlan-zhumagaliyev", "1999", name=NAME),
        told("zhumagaliyev-nurlan-chair", "appointed", "centre", "2000", office="chair", person="nurlan-zhumagaliyev", after="founded"),
        replace(told("third", "renamed", "centre", "2002", source="speech", name={"en": "Centre Two"}, after="zhumagaliyev-nurlan-chair"), note=texts(3)),
        replace(told("nurlan-zhumagaliyev-plan", "announced", "centre", "2027", status="announced"), note=texts(2)),
    ])  # fmt: skip
    file = add(name="Жумагалиев Нурлан.pdf", media_type="application/pdf", source=io.BytesIO(b"scan"), closed=False)
    Copy.objects.create(source=Source.objects.get(), file=file)
    token = send(at=AT, key="r", said=Said("wrong", SAID[0], about="organisation:centre", right=SAID[1], evidence=SAID[2]), language="en")
    answer(by=open_account(name="Keeper", is_operator=True), at=AT, remark=Remark.objects.get().pk, outcome="kept", text=SAID[4], key="a")
    return token


def given(name: str, token: str) -> Iterator[dict[str, Any]]:
    """What fills the address of a route."""
    slugs = SLUGS.get(KINDS.get(name, ""), cultures() if name.startswith("directory:culture") else [])
    if "slug" in DOORS[name].given:
        endings = ("txt", "bib", "ris", "json") if ":cite" in name else ("csv", "xlsx") if name.endswith("_table") else ()
        yield from ({"slug": slug, "ending": ending} for slug in slugs for ending in endings)
        yield from ({"slug": slug} for slug in slugs if not endings)
    elif name.endswith("_table"):
        yield from ({"ending": ending} for ending in ("csv", "xlsx"))
    else:
        own = {"directory:copy": {"pk": File.objects.get().pk}, "remarks:follow": {"token": token}}
        yield own.get(name, DOORS[name].given)


def cultures() -> list[str]:
    listed = Client().get("/en/cultures/table.csv").content.decode()
    return [part.partition("/")[0] for part in listed.split("/en/cultures/")[1:] if "/" in part]


def addresses(token: str) -> Iterator[tuple[str, str]]:
    """(route, address) of every face that a stranger can ask for, in all languages, and on a day of the past."""
    faces = [name for name, door in DOORS.items() if door.method == "get" and door.answers[0] != 403 and not name.startswith(("lists:", "entrance:"))]
    for name in faces:
        languages = ("kk",) if name.startswith(("api", "crawlers")) else ("ru", "ko")
        for language, said in product(languages, list(given(name, token))):
            with translation.override(language):
                path = reverse(name, kwargs=said)
            yield from ((name, f"{path}?{urlencode(asked)}") for asked in ASKED.get(name, [{}, {"as_of": "2001"}]))


def shown(response: HttpResponse) -> str:
    """All that a reader of the answer gets to read, with its heads."""
    data = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    if data.startswith(b"PK"):
        packed = zipfile.ZipFile(io.BytesIO(data))
        data = b"".join(packed.read(name) for name in packed.namelist())
    if data.startswith(b"%PDF"):
        data = (Paper(data).text() + Paper(data).metadata).encode()
    if "json" in response["Content-Type"]:
        data = json.dumps(json.loads(data), ensure_ascii=False).encode()
    return unescape(unquote(f"{response.headers} {data.decode()}")).casefold()


def leaking(token: str) -> dict[str, str]:
    """{route: an address at which a spelling of the name can be read}. What was asked stands in no answer but that of a search."""
    found = {}
    for name, address in addresses(token):
        LIMITERS["page"].clear()
        response = Client().get(address)
        said = shown(response).replace(PERSON, "") if PERSON in address else shown(response)
        if any(spelling in said for spelling in SPELT):
            found[name] = address
    return found


def test_the_name_stands_on_no_face_of_the_house() -> None:
    token = world()
    assert sorted(leaking(token)) == sorted(LEAKING)
    leave_out(by=None, at=AT, person=Person.objects.get(), why="asked", key="k")
    assert leaking(token) == {}
