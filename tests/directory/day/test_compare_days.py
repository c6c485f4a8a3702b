"""`/compare/`: what is otherwise on one day than on another."""
from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.directory.reading_pages import section
from tests.world import claimed, paper, record, told, withdrawn

from shanyraq.directory.day import compare_page
from shanyraq.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def page(first: str = "2001", last: str = "2007", language: str = "en", **more: str) -> str:
    answer = Client().get(f"/{language}/compare/", {"from": first, "to": last, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def entry(html: str, slug: str) -> str:
    """One organisation of the comparison, as read."""
    found = re.search(rf'<article class="entry" aria-labelledby="o-{slug}">(.*?)</article>', html, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).split()) if found else ""


def entries(html: str, group: str) -> list[str]:
    found = re.search(rf'<section class="section" aria-labelledby="{group}">(.*?)</section>', html, re.DOTALL)
    return re.findall(r'<article class="entry" aria-labelledby="o-([^"]*)"', found[1]) if found else []


def filters(html: str) -> str:
    found = re.search(r'<nav class="steps filters".*?</nav>', html, re.DOTALL)
    return " ".join(re.sub("<[^>]*>", " ", found[0]).split()) if found else ""


def world() -> list[Any]:
    return [
        paper("paper", "2020"),
        told("umbrella", "founded", "umbrella", "1995", name="Umbrella"),
        told("old", "founded", "old", "1996", name="Old", part_of=["umbrella"], kind="ethnocultural_association", seat="town", level="district"),
        told("old-renamed", "renamed", "old", "2003-05", name="New", source="paper"),
        told("old-kind", "reorganised", "old", "2004", kind="ethnocultural_centre", level="oblast", source="paper"),
        told("old-moves", "moved", "old", "2004-06-01", seat="city", source="paper"),
        told("old-registered", "registered", "old", "2005-02-01", number="17"),
        told("old-leaves", "left", "old", "2006", part_of=["umbrella"]),
        told("ann", "appointed", "old", "1999", office="chair", person="ann"),
        told("bob", "appointed", "old", "2005", office="chair", person="bob"),
        told("begun", "founded", "begun", "2004-03", name="Begun", member_of=["umbrella"]),
        told("gone", "founded", "gone", "1997", name="Gone"),
        told("gone-ends", "dissolved", "gone", "2006-09-01", source="paper"),
        told("same", "founded", "same", "1997", name="Same"),
        told("town", "standing", "place:town", "1990", name="Town"),
        told("city", "standing", "place:city", "1990", name="City"),
    ]


def test_without_days_the_page_invites() -> None:
    record(world())
    answer = Client().get("/en/compare/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Give two days, and read what changed between them" in html
    assert section(html, "until-today").startswith("What changed until today since 1995")
    assert 'name="robots"' not in html


def test_what_appeared_ended_and_changed() -> None:
    record(world())
    html = page()
    assert [entries(html, group) for group in ("appeared", "ended", "changed")] == [["begun"], ["gone"], ["old"]]
    assert entry(html, "begun") == "Begun See this day: March 2004 Founded 1 Name: Begun; member of: Umbrella"
    assert entry(html, "gone") == "Gone See this day: 1 September 2006 Dissolved 2"
    assert '<meta name="robots" content="noindex">' in html


def test_each_fact_stands_as_it_was_and_as_it_is_with_the_change_that_did_it() -> None:
    record(world())
    facts, _day, changes = entry(page(), "old").partition(" See this day: May 2003 ")
    assert re.sub(r"( \d)+(?= |$)", "", facts) == (
        "New Name Old → later: New Kind ethnocultural association → later: ethnocultural centre Level district → later: oblast"
        " State registration nothing told → later: 17 Seat Town → later: City Part of Umbrella → later: nothing told"
        " In office chair: ann → later: chair: bob"
    )
    assert [word for word in ("Renamed: New", "Reorganised", "Seat moved to City", "Registered with the state under number 17", "No longer part of Umbrella") if word not in changes] == []
    assert "takes office: chair" in changes


def test_links_lead_to_the_day_they_speak_of() -> None:
    record(world())
    html = page(known_on="2026-06-01")
    assert 'href="/en/organisations/old/?as_of=2007&amp;known_on=2026-06-01">New</a>' in html
    assert 'href="/en/organisations/gone/?as_of=2001&amp;known_on=2026-06-01">Gone</a>' in html
    assert 'href="/en/places/town/?as_of=2001&amp;known_on=2026-06-01">Town</a>' in html
    assert 'href="/en/places/city/?as_of=2007&amp;known_on=2026-06-01">City</a>' in html
    assert 'href="/en/organisations/old/?as_of=2004-06-01&amp;known_on=2026-06-01"><span class="unseen">See this day' in html


def test_its_own_links_keep_the_day_and_the_organisation() -> None:
    record(world())
    kept = "as_of=1999&amp;known_on=2026-06-01&amp;organisation=old"
    asked = {"as_of": "1999", "known_on": "2026-06-01", "organisation": "old"}
    assert f'href="?from=2001&amp;to=2007&amp;{kept}&amp;what=name"' in page(**asked)
    start = Client().get("/en/compare/", asked).content.decode()
    found = re.findall('href="([^"]*from=[^"]*)"', start.partition('id="until-today"')[2])
    assert (len(found) > 1, {url.partition("&amp;to=")[2].partition("&amp;")[2] for url in found}) == (True, {kept})


def test_what_is_only_possible_on_a_day_says_so() -> None:
    record([
        told("maybe", "founded", "maybe", "2001/2003", name="Maybe"),
        told("maybe-renamed", "renamed", "maybe", "2007", name="Perhaps"),
        told("over", "founded", "over", "1990", name="Over"),
        told("over-ends", "dissolved", "over", "2006/2008"),
    ])  # fmt: skip
    html = page("2001", "2007-06-30")
    assert entry(html, "maybe").startswith("Perhaps possibly Not sure whether it existed on this day: 31 December 2001")
    assert entries(html, "ended") == ["over"]
    assert entry(html, "over").startswith("Over possibly Not sure whether it existed on this day: 30 June 2007")


def test_an_uncertain_name_keeps_both_sides() -> None:
    record([told("a", "founded", "a", "1990", name="A"), told("a-b", "renamed", "a", "2007", name="B")])
    assert entry(page("2001", "2007-06-30"), "a").startswith("B Name A 1 → later: A possibly 1 ; B possibly 1 See this day: 2007")


def test_a_tie_that_stayed_is_not_told() -> None:
    record([*world(), told("second", "founded", "second", "1990", name="Second"), told("joins", "joined", "old", "1999", part_of=["second"])])
    assert "Part of Umbrella → later: nothing told In office" in re.sub(r"( \d)+(?= |$)", "", entry(page(), "old"))


def test_one_that_ended_has_the_name_that_it_had_on_the_first_day() -> None:
    record([*world(), told("gone-renamed", "renamed", "gone", "2005", name="Gone for good")])
    assert entry(page(), "gone").startswith("Gone See this day: 2005 Renamed: Gone for good")


def test_whoever_asked_to_be_left_out_is_not_told() -> None:
    record(world())
    Person.objects.filter(slug="bob").update(left_out=datetime(2026, 2, 1, tzinfo=UTC))
    html = page()
    assert ("In office chair: ann" in re.sub(r"( \d)+(?= |$)", "", entry(html, "old")), "chair: bob" in entry(html, "old")) == (True, False)


def test_a_value_that_came_back_is_no_difference() -> None:
    record([
        told("a", "founded", "a", "1990", name="A"), told("a-b", "renamed", "a", "2003", name="B", after="a"),
        told("b-a", "renamed", "a", "2005", name="A", after="a-b"),
    ])  # fmt: skip
    assert section(page(), "nothing") == "Nothing changed As far as is told, all was the same on both days."


def test_a_day_and_itself() -> None:
    record(world())
    assert section(page("2001", "2001-12-31"), "nothing") == "Nothing changed Both days are the same one."


def test_counts_lead_to_one_kind_of_change() -> None:
    record(world())
    html = page()
    assert filters(html) == "all 3 appeared 1 ended 1 Name 1 Kind 1 Level 1 State registration 1 Seat 1 Part of 1 In office 1"
    only = page(what="seat")
    assert [entries(only, group) for group in ("appeared", "ended", "changed")] == [[], [], ["old"]]
    assert entries(page(what="ended"), "ended") == ["gone"]
    assert entries(page(what="nonsense"), "changed") == ["old"]


def test_one_that_perhaps_appeared_is_not_counted_among_those_that_changed() -> None:
    record([*world(), told("maybe", "founded", "maybe", "2001/2003", name="Maybe"), told("maybe-renamed", "renamed", "maybe", "2005", name="Perhaps")])
    html = page(what="name")
    assert " Name 1 " in filters(html)
    assert [entries(html, group) for group in ("appeared", "ended", "changed")] == [[], [], ["old"]]


def test_only_one_organisation_and_what_is_under_it() -> None:
    record(world())
    html = page(organisation="umbrella")
    assert [entries(html, group) for group in ("appeared", "ended", "changed")] == [["begun"], [], ["old"]]
    assert "Only of this organisation and what is below it:" in html
    assert Client().get("/en/compare/", {"from": "2001", "to": "2007", "organisation": "nobody"}).status_code == 404


@pytest.mark.parametrize(("first", "last", "leads_to"), [
    ("April 1996", "2007", "from=1996-04&to=2007"),
    ("2001", "июнь 2007", "from=2001&to=2007-06"),
    ("2007", "2001", "from=2001&to=2007"),
    (" 2001 ", "2007", "from=2001&to=2007"),
])  # fmt: skip
def test_words_and_a_wrong_order_lead_to_the_same_days_in_digits(first: str, last: str, leads_to: str) -> None:
    answer = Client().get("/en/compare/", {"from": first, "to": last, "what": "name"})
    assert (answer.status_code, answer["Location"]) == (302, f"/en/compare/?{leads_to}&what=name")


@pytest.mark.parametrize(("first", "last", "said"), [
    ("2001-02-30", "2007", "The day 30 does not exist in 2001-02, which has 28 days."),
    ("2001", "", "Give both days."),
    ("", "2007", "Give both days."),
    ("199X", "2007", "is not a day that can be asked for"),
    ("1996/1998", "2007", "is not a day that can be asked for"),
    ("<b>x", "2007", ""),
    ("1" * 500, "\x00", ""),
])  # fmt: skip
def test_what_is_no_day_is_refused_and_stays_in_the_form(first: str, last: str, said: str) -> None:
    answer = Client().get("/en/compare/", {"from": first, "to": last})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert said in html
    assert 'class="errors"' in html
    assert "<b>x" not in html


def test_of_an_earlier_knowledge() -> None:
    change = told("renamed", "renamed", "a", "2003", name="B")
    record([told("a", "founded", "a", "1990", name="A"), change], on="2026-01-01")
    record(withdrawn(change), on="2026-02-01")
    assert section(page(), "nothing") != ""
    assert entries(page(known_on="2026-01-15"), "changed") == ["a"]


def test_a_disputed_change_shows_both_claims() -> None:
    record([told("a", "founded", "a", "1990", name="A"), claimed(told("renamed", "renamed", "a", "2003", name="B"), "2004")])
    assert "Sources disagree" in entry(page(), "a")


def test_one_change_of_two_has_two_anchors() -> None:
    record([told("a", "founded", "a", "1990", name="A"), told("b", "founded", "b", "1990", name="B"), told("union", "merged", ["a", "b"], "2003", into="c", name="C")])
    html = page()
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert [entries(html, group) for group in ("appeared", "ended")] == [["c"], ["a", "b"]]


def test_a_long_comparison_has_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare_page, "A_PAGE", 2)
    record([told(f"o{n}", "founded", f"org-{n}", "2003", name=f"Org {n}") for n in range(5)])
    first, last = page(), page(page="3")
    assert (entries(first, "appeared"), entries(last, "appeared")) == (["org-0", "org-1"], ["org-4"])
    assert "1 to 2 of 5" in first
    assert entries(page(page="99"), "appeared") == ["org-4"]
    assert 'href="?from=2001&amp;to=2007&amp;page=2"' in first


@pytest.mark.parametrize("count", [1, 3, 45])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    record([
        told("town", "standing", "place:town", "1990", name="Town"), told("umbrella", "founded", "umbrella", "1990", name="Umbrella"),
        *(told(f"o{n}", "founded", f"org-{n}", "1999", name=f"Org {n}") for n in range(count)),
        *(told(f"r{n}", "renamed", f"org-{n}", "2003", name=f"New {n}") for n in range(count)),
        *(told(f"m{n}", "moved", f"org-{n}", "2004", seat="town") for n in range(count)),
        *(told(f"j{n}", "joined", f"org-{n}", "2004", part_of=["umbrella"]) for n in range(count)),
        *(told(f"p{n}", "appointed", f"org-{n}", "2005", office="chair", person=f"person-{n}") for n in range(count)),
    ])  # fmt: skip
    page()
    with CaptureQueriesContext(connection) as queries:
        html = page()
    assert len(entries(html, "changed")) == count
    assert len(queries) == 20


def test_every_language() -> None:
    record(world())
    assert [entries(page(language=language), "changed") for language in ("kk", "ru", "ko")] == [["old"]] * 3
