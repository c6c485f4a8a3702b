from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.directory.lists.reading_lists import counts, names, page, rows, table, words
from tests.world import paper, record, told

from shanyraq.chronicle.models import Change, Copy, Source
from shanyraq.files.models import File
from shanyraq.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PATH = "/en/sources/"


def quoted(change: Any, locator: str, wording: str | None) -> Any:
    return replace(change, claims=tuple(replace(claim, locator=locator, wording=wording) for claim in change.claims))


def press() -> list[Any]:
    return [
        replace(paper("herald", "1999-05"), title={"en": "Herald", "ru": "Вестник"}, publisher="Press House"),
        replace(paper("act", "2002-01-10"), kind="law", title={"en": "Act 12"}, address="https://example.org/act"),
        quoted(told("a", "founded", "alpha", "1996", source="herald", name="Alpha"), "line 4", "in the year 1996"),
        quoted(told("r", "renamed", "alpha", "2001", source="herald", name="Alpha Two"), "line 9", None),
        told("k", "standing", "person:kim", "1999", source="herald", name="Kim A."),
        quoted(told("c", "appointed", "alpha", "1998", source="herald", person="kim", office="chair"), "line 5", "Kim led it"),
    ]


def copy_of(slug: str, *, closed: bool) -> File:
    file = File.objects.create(sha256="0" * 64, name="scan.pdf", media_type="application/pdf", size=1, closed=closed)
    Copy.objects.create(source=Source.objects.get(slug=slug), file=file)
    return file


def test_sources_are_listed_with_what_they_tell() -> None:
    record(press())
    assert rows(page(PATH)) == [["Act 12", "law", "10 January 2002", "", "", ""], ["Herald", "press item", "May 1999", "Press House", "4", ""]]
    assert [(row["Day"], row["Changes it tells"], row["Address"]) for row in table(PATH + "table.csv")] == [
        ("2002-01-10", "", "https://example.org/act"), ("May 1999", "4", ""),
    ]  # fmt: skip
    assert names(page("/ru/sources/", sort="-changes")) == ["Вестник", "Act 12"]
    assert names(page(PATH, sort="day")) == ["Herald", "Act 12"]


def test_sources_can_be_narrowed() -> None:
    record(press())
    copy_of("herald", closed=False)
    copy_of("act", closed=True)
    assert [names(page(PATH, **asked)) for asked in ({"kind": "law"}, {"copies": "yes"}, {"copies": "no"}, {"q": "house"}, {"q": "вестн"})] == [
        ["Act 12"], ["Herald"], ["Act 12"], ["Herald"], ["Herald"],
    ]  # fmt: skip
    assert counts(page(PATH)) == {"Kind": {"law": 1, "press item": 1}, "Copies": {"with a copy": 1, "without a copy": 1}}


def test_a_source_says_all_that_it_tells_and_where_it_stands() -> None:
    record(press())
    html = page("/en/sources/herald/")
    assert re.findall('<li id="c-(.*?)"', html) == ["a", "c", "k", "r"]
    said = words(html)
    assert [part in said for part in ("Alpha : Founded", "line 4: in the year 1996", "line 9", "line 5: Kim led it", "Press House", "May 1999")] == [True] * 6
    assert "Herald (in Russian)" not in words(page("/ko/sources/herald/"))


def test_its_copies_are_named_that_are_open_to_all() -> None:
    record(press())
    file = copy_of("herald", closed=True)
    assert "scan.pdf" not in page("/en/sources/herald/")
    File.objects.filter(pk=file.pk).update(closed=False)
    assert f'href="/en/copies/{file.pk}/"' in page("/en/sources/herald/")


def test_words_that_name_somebody_who_is_left_out_are_left_out() -> None:
    record(press())
    Person.objects.filter(slug="kim").update(left_out=timezone.now())
    html = page("/en/sources/herald/")
    assert ("Kim" in words(html), "line 5" in words(html), "in the year 1996" in words(html)) == (False, True, True)
    assert re.findall('<li id="c-(.*?)"', html) == ["a", f"change-{Change.objects.get(slug='c').pk}", "r"]


def test_what_was_not_yet_on_record_says_so() -> None:
    record(press(), "2026-02-01")
    assert Client().get("/en/sources/nothing/").status_code == 404
    html = page("/en/sources/herald/", known_on="2026-01-01")
    assert ("This source was not on record by then." in words(html), "Press House" in words(html)) == (True, False)
    assert names(page(PATH, known_on="2026-01-01")) == []


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize(("path", "number"), [(PATH, 5), (PATH + "table.csv", 5), ("/en/sources/herald/", 13)])
def test_the_number_of_queries_is_one_number(count: int, path: str, number: int) -> None:
    more = [paper(f"s{n}", "2000") for n in range(count)]
    record([*press(), *more, *(told(f"o{n}", "founded", f"o{n}", "1999", source="herald", name=f"Org {n}") for n in range(count))])
    copy_of("herald", closed=False)
    page(PATH)
    with CaptureQueriesContext(connection) as queries:
        Client().get(path)
    assert len(queries) == number
