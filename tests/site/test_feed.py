"""The changes as an Atom feed, read by an independent reader and held to the rules of RFC 4287."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from tests.world import paper, record, told, withdrawn

from shanyraq.chronicle.models import Change
from shanyraq.people.models import Person
from shanyraq.site.elsewhere import feed
from shanyraq.words.models import Federation

pytestmark = [pytest.mark.django_db, pytest.mark.both]

ATOM = "{http://www.w3.org/2005/Atom}"


def get(address: str = "/en/changes.atom") -> bytes:
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return bytes(answer.content)


def read(address: str = "/en/changes.atom") -> Any:
    found = feedparser.parse(get(address))
    assert found.bozo == 0
    return found


def begin() -> Any:
    return told("begin", "founded", "org", "2000-05-01", source="article", name="Org", kind="club")


def test_it_tells_what_was_recorded_the_last_first() -> None:
    Federation.objects.create(id=1, name={"en": "Register"}, languages=["en"])
    record([paper("article", "2010"), begin()], on="2026-01-01")
    record(told("later", "renamed", "org", "2005", name="New", from_={"name": "Org"}), on="2026-02-01")
    found = read()
    assert (found.feed.title, found.feed.author, found.feed.language) == ("Changes: Register", "Register", "en")
    assert [(e.title, e.link, e.published, e.updated) for e in found.entries] == [
        ("2005: New: New name, until then Org", "http://testserver/en/organisations/org/#c-later", "2026-02-01T00:00:00+00:00", "2026-02-01T00:00:00+00:00"),
        ("1 May 2000: Org: Founded", "http://testserver/en/organisations/org/#c-begin", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00+00:00"),
    ]
    assert [e.summary for e in found.entries] == ["", "Kind: club<br />article"]


def test_a_correction_keeps_the_id_and_moves_the_moment() -> None:
    record([paper("article", "2010"), begin()], on="2026-01-01")
    [before] = read().entries
    record(told("begin", "founded", "org", "2001", name="Org"), on="2026-03-01")
    [after] = read().entries
    assert (before.id, after.id) == ("tag:testserver,2026-01-01:changes/begin",) * 2
    assert (after.title, after.published[:10], after.updated[:10]) == ("2001: Org: Founded", "2026-01-01", "2026-03-01")


def test_what_was_taken_back_is_gone() -> None:
    record([paper("article", "2010"), begin()])
    record(withdrawn(begin()), on="2026-02-01")
    assert read().entries == []


def test_what_is_only_announced_says_so() -> None:
    note = told("plan", "announced", "org", "2030")
    record([paper("article", "2010"), begin(), told("end", "dissolved", "org", "2031", status="announced"), note])
    assert sorted(e.title for e in read().entries) == ["1 May 2000: Org: Founded", "2030: Org: Announced (announced)", "2031: Org: Dissolved (announced)"]


def test_one_organisation_has_its_own() -> None:
    record([paper("article", "2010"), begin(), told("other", "founded", "other", "2001", name="Other")])
    found = read("/en/organisations/org/changes.atom")
    assert ([e.title for e in found.entries], found.feed.title) == (["1 May 2000: Org: Founded"], "Changes: Org")
    assert Client().get("/en/organisations/nobody/changes.atom").status_code == 404


def test_what_the_rules_of_atom_ask_for_is_there() -> None:
    record([paper("article", "2010"), begin(), told("other", "founded", "other", "2001", name="Other")])
    root = etree.fromstring(get())
    assert [len(root.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert len(root.findall(f"{ATOM}author/{ATOM}name")) == 1
    assert [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"] == ["http://testserver/en/changes.atom"]
    entries = root.findall(f"{ATOM}entry")
    assert [[len(entry.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "link")] for entry in entries] == [[1, 1, 1, 1]] * 2
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2


def test_a_name_is_no_markup() -> None:
    record([told("begin", "founded", "org", "2000", name="<b>Org</b> & <script>", aim="<i>x</i>")])
    [entry] = etree.fromstring(get()).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "2000: <b>Org</b> & <script>: Founded"
    assert entry.findtext(f"{ATOM}summary") == "Aim: &lt;i&gt;x&lt;/i&gt;"


def test_who_asked_not_to_be_named_is_not_named() -> None:
    record([paper("article", "2010"), begin()])
    record([
        told("chair", "appointed", "org", "2001", office="chair", person="ann"),
        told("ann", "seen", "person:ann", "2001", name={"en": "Ann Lee"}),
    ])  # fmt: skip
    plan = replace(told("plan", "announced", "org", "2030", office="chair", person="ann"), note={"en": "Ann Lee will lead"})
    record(plan)
    assert get().count(b"Ann Lee") == 5
    Person.objects.update(left_out=timezone.now())
    assert b"Ann Lee" not in get()
    numbers = [f"c-change-{Change.objects.get(slug=slug).pk}" for slug in ("plan", "chair")]
    assert [e.link.partition("#")[2] for e in read().entries] == [*numbers, "c-begin"]


def test_who_has_it_already_does_not_get_it_again() -> None:
    record([paper("article", "2010"), begin()])
    first = Client().get("/en/changes.atom")
    assert Client(headers={"if-none-match": first["ETag"]}).get("/en/changes.atom").status_code == 304
    record(told("later", "renamed", "org", "2005", name="New", from_={"name": "Org"}), on="2026-02-01")
    assert Client(headers={"if-none-match": first["ETag"]}).get("/en/changes.atom").status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_whatever_is_told(count: int) -> None:
    record([told(f"c{number}", "founded", f"org{number}", "2000", name=f"O{number}") for number in range(count)])
    with CaptureQueriesContext(connection) as queries:
        get()
    assert len(queries) == 6


def test_it_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST_ENTRIES", 2)
    record([told(f"c{number}", "founded", f"org{number}", "2000", name=f"O{number}") for number in range(4)])
    assert len(read().entries) == 2


def test_the_page_leads_to_it() -> None:
    record([paper("article", "2010"), begin()])
    assert 'type="application/atom+xml" title="Changes" href="/en/organisations/org/changes.atom"' in Client().get("/en/organisations/org/").content.decode()
