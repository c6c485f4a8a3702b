"""What crawlers are told: each page of today in each language, and to keep off the days of the past."""
from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from tests.world import record, told

from shanyraq.people.models import Person
from shanyraq.site.elsewhere import sitemap
from shanyraq.words.models import Federation

pytestmark = [pytest.mark.django_db, pytest.mark.both]

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
CODES = ("kk", "ru", "ko", "en")


def world() -> None:
    record([
        told("begin", "founded", "org", "2000", name="Org", seat="town"),
        told("town", "standing", "place:town", "1999", name="Town"),
        told("chair", "appointed", "org", "2001", office="chair", person="ann"),
    ], on="2026-02-01")  # fmt: skip


def get(address: str) -> etree._Element:
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return etree.fromstring(answer.content)


def told_of(root: etree._Element, path: str) -> list[str]:
    return [str(found) for found in root.xpath(path, namespaces=NAMES)]


def test_each_page_stands_in_it_in_each_language() -> None:
    world()
    said = told_of(get("/sitemap.xml"), "/s:urlset/s:url/s:loc/text()")
    own = [f"http://testserver/{code}/{page}" for page in ("organisations/org/", "places/town/", "people/ann/") for code in CODES]
    assert (said[:4], said[-12:]) == ([f"http://testserver/{code}/" for code in CODES], own)


def test_each_names_the_others_and_when_it_changed() -> None:
    world()
    root = get("/sitemap.xml")
    others = told_of(root, "//s:url[s:loc='http://testserver/ru/organisations/org/']/x:link[@rel='alternate']/@href")
    assert others == [f"http://testserver/{code}/organisations/org/" for code in CODES]
    assert told_of(root, "//s:url[s:loc='http://testserver/ru/organisations/org/']/s:lastmod/text()") == ["2026-02-01T05:00:00+05:00"]


def test_every_page_in_it_is_there() -> None:
    world()
    said = told_of(get("/sitemap.xml"), "/s:urlset/s:url/s:loc/text()")
    found = {address: Client().get(address.removeprefix("http://testserver")) for address in said}
    assert {address: answer.status_code for address, answer in found.items()} == dict.fromkeys(said, 200)
    assert [address for address, answer in found.items() if b"noindex" in answer.content] == []


def test_many_pages_stand_in_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    world()
    whole = told_of(get("/sitemap.xml"), "/s:urlset/s:url/s:loc/text()")
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 8)
    files = told_of(get("/sitemap.xml"), "/s:sitemapindex/s:sitemap/s:loc/text()")
    assert files == [f"http://testserver/sitemap-{number}.xml" for number in range(1, -(-len(whole) // 8) + 1)]
    assert [loc for file in files for loc in told_of(get(file.removeprefix("http://testserver")), "//s:loc/text()")] == whole
    assert [Client().get(f"/sitemap-{number}.xml").status_code for number in (0, len(files) + 1)] == [404, 404]


def test_who_asked_not_to_be_named_is_not_in_it() -> None:
    world()
    Person.objects.update(left_out=timezone.now())
    assert "people/ann" not in str(told_of(get("/sitemap.xml"), "//s:loc/text()"))


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_whatever_is_told(count: int) -> None:
    record([told(f"c{number}", "founded", f"org{number}", "2000", name=f"O{number}") for number in range(count)])
    with CaptureQueriesContext(connection) as queries:
        get("/sitemap.xml")
    assert len(queries) == 4


def test_crawlers_keep_off_the_past() -> None:
    lines = Client().get("/robots.txt").content.decode().splitlines()
    assert (lines[0], lines[-1]) == ("User-agent: *", "Sitemap: http://testserver/sitemap.xml")
    assert {"Disallow: /*as_of=", "Disallow: /*known_on=", "Disallow: /*.pdf", "Disallow: /enter/"} - set(lines) == set()


def test_invented_associations_are_for_no_search_engine() -> None:
    Federation.objects.create(id=1, name={"en": "Sample"}, languages=["en"], sample=True)
    assert Client().get("/robots.txt").content.decode().splitlines() == ["User-agent: *", "Disallow: /", "", "Sitemap: http://testserver/sitemap.xml"]
