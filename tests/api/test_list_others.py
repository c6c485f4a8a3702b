"""The lists of places, persons, cultures and sources, and the federation itself."""
from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.api.asking import ask, queries, said, slugs
from tests.world import paper, record, told

from shanyraq.chronicle.models import Copy, Source
from shanyraq.files.models import File
from shanyraq.words.changes import begin

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def world() -> list[Any]:
    return [
        paper("letter", "2001"),
        told("oblast", "founded", "place:oblast", "1990", name="Oblast", kind="oblast"),
        told("town", "founded", "place:town", "1995", name="Town", kind="city", parent="oblast"),
        told("society", "founded", "society", "2000", name="Society", culture={"ru": "корейская"}),
        told("club", "founded", "club", "2003", name="Club", culture={"ru": "корейская"}),
        told("ada", "seen", "person:ada", "2000", name={"en": {"given": "Ada", "family": "Kim"}}),
        told("chair", "appointed", "society", "2001", office="chair", person="ada", source="letter"),
    ]


def test_places() -> None:
    record(world())
    assert ask("/places", as_of="2001", kind="city") == {
        "as_of": "2001-12-31", "known_on": None, "count": 1, "next": None,
        "places": [{
            "slug": "town", "exists": "surely", "names": [said(None, text={"und": "Town"})], "kinds": [said("city")],
            "parents": [said(None, slug="oblast", tie="parent")], "link": "/api/v1/places/town?as_of=2001-12-31",
        }],
    }  # fmt: skip
    assert (slugs(ask("/places", as_of="1992")["places"]), slugs(ask("/places", as_of="1992", existing="ever")["places"])) == (["oblast"], ["oblast", "town"])


def test_people() -> None:
    record(world())
    [row] = ask("/people", as_of="2002")["people"]
    assert (row["slug"], row["offices"], row["link"]) == (
        "ada", [said(None, office="chair", organisation="society", acting=False)], "/api/v1/people/ada?as_of=2002-12-31"
    )  # fmt: skip
    [before] = ask("/people", as_of="1999")["people"]
    assert (before["names"], before["offices"]) == ([{"certainty": "possibly", "group": None, "text": {"en": {"given": "Ada", "family": "Kim"}}}], [])


def test_cultures() -> None:
    record(world())
    counted = {day: [(row["text"], row["organisations"]) for row in ask("/cultures", as_of=day)["cultures"]] for day in ("1999", "2001", "2004")}
    assert counted == {"1999": [], "2001": [({"ru": "корейская"}, 1)], "2004": [({"ru": "корейская"}, 2)]}
    [row] = ask("/cultures", as_of="2004")["cultures"]
    assert slugs(ask(row["link"].removeprefix("/api/v1"))["organisations"]) == ["club", "society"]


def test_sources_and_what_they_tell() -> None:
    record(world())
    listed = ask("/sources")
    assert (listed["known_on"], listed["count"], listed["next"]) == (None, 1, None)
    assert listed["sources"] == [ask("/sources/letter")]
    assert ask("/sources/letter") == {
        "slug": "letter", "kind": "press", "title": {"en": "letter"}, "day": "2001", "consulted": "", "author": None, "publisher": None, "address": None,
        "licence": None, "note": None, "recorded": "2026-01-01T00:00:00Z", "copies": [], "chronicle": "/api/v1/chronicle?source=letter",
    }  # fmt: skip
    assert (slugs(ask("/chronicle", source="letter")["changes"]), ask("/sources", kind="law")["count"]) == (["chair"], 0)


def test_copies_of_a_source_are_those_that_are_open() -> None:
    record(world())
    for name, closed in (("open.pdf", False), ("closed.pdf", True)):
        file = File.objects.create(sha256="0" * 64, name=name, media_type="application/pdf", size=9, closed=closed)
        Copy.objects.create(source=Source.objects.get(slug="letter"), file=file)
    assert [(copy["name"], copy["media_type"], copy["size"]) for copy in ask("/sources/letter")["copies"]] == [("open.pdf", "application/pdf", 9)]


def test_the_federation() -> None:
    record(world())
    begin(name={"ru": "Дом", "en": "House"}, languages=["ru", "en"])
    shown = ask("/")
    assert (shown["name"], shown["languages"], shown["sample"]) == ({"ru": "Дом", "en": "House"}, ["ru", "en"], False)
    assert shown["counts"] == {"organisations": 2, "places": 2, "people": 1, "changes": 6, "sources": 1}
    assert (shown["licence"]["name"], shown["licence"]["attribution"]) == ("CC BY 4.0", "House")
    assert {name: Client().get(path).status_code for name, path in shown["links"].items()} == dict.fromkeys(shown["links"], 200) | {"find": 422, "compare": 422}


@pytest.mark.parametrize("count", [3, 300])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    many = [told(f"p{n}", "founded", f"place:p{n}", "1990", name=f"Place {n}", kind="city", parent="oblast") for n in range(count)]
    many += [told(f"a{n}", "appointed", "society", "2001", office="elder", person=f"elder-{n}") for n in range(count)]
    many += [told(f"s{n}", "seen", f"person:elder-{n}", "2001", name=f"Elder {n}") for n in range(count)]
    record([*world(), *many, *(paper(f"paper-{n}", "2001") for n in range(count))])
    for source in Source.objects.all():
        Copy.objects.create(source=source, file=File.objects.create(sha256="0" * 64, name="a.pdf", media_type="application/pdf", size=9, closed=False))
    paths = ("/", "/places", "/people", "/cultures", "/sources", "/sources/letter")
    assert [queries(path) for path in paths] == [6, 6, 4, 2, 4, 3]
