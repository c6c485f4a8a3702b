from __future__ import annotations

import gzip
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.directory.reading_pages import heading, section
from tests.world import claimed, paper, record, told, withdrawn

from shanyraq.chronicle.tomlfile.tables import SourceTable

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def page(slug: str = "centre", **asked: str) -> str:
    answer = Client().get(f"/en/organisations/{slug}/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def by(source: str, change: Any) -> Any:
    """The same change, its last claim by this source."""
    return replace(change, claims=(*change.claims[:-1], replace(change.claims[-1], source=source)))


def history() -> list[Any]:
    return [
        paper("article", "2010"),
        told("registered", "registered", "centre", "1996-04", source="article", name="Old Association", kind="ethnocultural_association"),
        told("reorganised", "reorganised", "centre", "2002", source="article", after="registered", name="Regional Centre", kind="ethnocultural_centre",
             from_={"name": "Old Association", "kind": "ethnocultural_association"}),
        told("assembly", "founded", "assembly", "1995", name="Assembly"),
        told("joined", "joined", "centre", "2006", source="article", part_of=["assembly"]),
    ]  # fmt: skip


def test_names_of_an_uncertain_day_stand_side_by_side() -> None:
    record(history())
    assert heading(page(as_of="2001-06-01")) == "Old Association"
    assert heading(page(as_of="2002-07-01")) == "Old Association or Regional Centre"
    assert heading(page(as_of="2003-06-01")) == "Regional Centre"


def test_names_are_told_through_time() -> None:
    record(history())
    assert section(page(), "names") == "Names Old Association April 1996 – 2002 1 Regional Centre since 2002 1"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("1996-03-31", "It did not exist yet on this day. Registered: April 1996."),
        ("1996-04-15", "What is known does not say for sure whether it existed on this day. Registered: April 1996. possibly"),
        ("1996-04-30", "It existed on this day. Registered: April 1996."),
    ],
)
def test_existence_is_said_in_a_sentence(day: str, said: str) -> None:
    record(history())
    words = " ".join(re.sub(r"<[^>]+>", " ", page(as_of=day).split("</h1>")[1].split('<p class="ways-of">')[0]).split())
    assert words.removesuffix(" 1") == said


def test_an_end_is_said_too() -> None:
    record([*history(), told("gone", "dissolved", "centre", "2015-03")])
    html = page(as_of="2016")
    assert "It existed no longer on this day. Dissolved: March 2015." in html
    assert section(html, "facts") == ""


def test_facts_carry_certainty_and_the_number_of_their_source() -> None:
    record(history())
    said = section(page(as_of="2002-07-01"), "facts")
    assert said.startswith("What is known Kind ethnocultural association April 1996 – 2002 possibly 1 or ethnocultural centre since 2002 possibly 1")
    assert said.endswith("Seat No source tells this.")


def test_ties_are_told_with_their_years_up_and_down() -> None:
    record(history())
    assert section(page(), "up") == "Belongs to part of Assembly since 2006 1"
    assert section(page("assembly"), "down") == "What belongs to it Regional Centre part of, since 2006 2"


def test_the_chronicle_says_each_change_as_a_sentence_and_its_day_leads_there() -> None:
    record(history())
    html = page()
    assert section(html, "chronicle").replace("See this day: ", "") == (
        "Chronicle April 1996 Registered with the state 1 Name: Old Association; kind: ethnocultural association"
        " 2002 Reorganised 1 Name: Regional Centre; kind: ethnocultural centre; until then Name: Old Association; until then Kind: ethnocultural association"
        " 2006 Became part of Assembly 1"
    )
    assert 'href="?as_of=1996-04-30"' in html


def test_a_change_of_another_body_names_that_body_as_it_was_called_then() -> None:
    record([*history(), told("renamed", "renamed", "centre", "2020", name="New Name")])
    assert "Regional Centre : Became part of Assembly" in section(page("assembly"), "chronicle")


def test_the_ways_to_its_other_pages_keep_the_day() -> None:
    record(history())
    ways = page(as_of="2005", known_on="2026-06-01").partition('<p class="ways-of">')[2].partition("</p>")[0]
    assert re.findall('href="/en/(.*?)"', ways) == [
        f"{way}/?organisation=centre&amp;as_of=2005&amp;known_on=2026-06-01" for way in ("river", "tree", "compare")
    ]  # fmt: skip


def test_what_is_announced_stands_apart_and_what_is_taken_back_is_left_out() -> None:
    planned = told("planned", "dissolved", "centre", "2030", status="announced")
    wrong = told("wrong", "struck_off", "centre", "2009")
    record([*history(), planned, wrong], on="2026-01-01")
    record([withdrawn(wrong)], on="2026-02-01")
    html = page()
    assert section(html, "announced").endswith("2030 Dissolved announced 2")
    assert "Struck off" not in html
    assert "Struck off" in page(known_on="2026-01-15")


def test_sources_that_disagree_stand_side_by_side_at_the_change_and_at_the_fact() -> None:
    record([paper("law", "2003"), *history()[:2], by("law", claimed(history()[2], "1997-04-22")), *history()[3:]])
    html = page(as_of="2005")
    expected = "Sources disagree Followed here 2002 1 Told as well 22 April 1997 2"
    assert expected in section(html, "chronicle")
    assert expected in section(html, "facts")
    assert expected in section(html, "names")


def test_claims_of_other_values_are_told_with_them() -> None:
    record([paper("law", "2003"), *history()[:1], by("law", claimed(history()[1], "1996-04", name="Other Name"))])
    assert "Told as well April 1996 Registered with the state; Name: Other Name" in section(page(), "chronicle")


def test_a_source_is_told_with_kind_day_place_and_words() -> None:
    source = SourceTable("law", "law", {"ru": "Закон"}, day="2003", publisher="adilet", address="https://example.org/law")
    record([source, told("begin", "founded", "centre", "2000", source="law", name="A")])
    html = page()
    assert section(html, "sources") == "Sources 1 Закон (in Russian) law · adilet · 2003 Open the source : Закон"
    assert 'href="https://example.org/law"' in html


def test_what_has_no_source_was_told_to_the_keeper() -> None:
    record([told("begin", "founded", "centre", "2000", name="A")], on="2026-01-02")
    assert section(page(), "sources") == "Sources 1 Told to the keeper of this register told by an office holder · 2 January 2026"


def test_what_is_told_is_text_and_never_markup() -> None:
    note = {"en": "<i>note</i>"}
    change = told("begin", "founded", "centre", "2000", name="<b>&amp;</b>", aim="<script>x</script>")
    record([replace(change, note=note)])
    html = page()
    assert [mark in html for mark in ("<b>", "<script>", "<i>")] == [False, False, False]
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in html


def test_successors_and_predecessors_are_told() -> None:
    record([*history(), told("merged", "merged", ["centre", "other"], "2020-05", into="union", name="Union"), told("other", "founded", "other", "2001", name="Other")])
    assert section(page(), "heirs") == "Continued by Union May 2020 2"
    assert section(page("union"), "before") == "Continues Other May 2020 1 Regional Centre May 2020 1"


def test_office_holders_are_told_with_their_years() -> None:
    named = told("named", "standing", "person:ann", name={"en": {"given": "Ann", "family": "Lee", "order": "family given"}})
    record([*history(), named, told("appointed", "appointed", "centre", "2010", office="chair", person="ann"),
            told("deputy", "appointed", "centre", "2012", office="deputy_chair", person="bo", acting=True)])  # fmt: skip
    assert section(page(), "offices") == "In office chair Lee Ann since 2010 2 deputy chair (acting) bo since 2012 2"


def test_the_territory_follows_the_seat() -> None:
    record([
        told("o", "founded", "centre", "1990", name="Centre", seat="town"),
        told("t", "standing", "place:town", "1980", name="Town", parent="first"),
        told("m", "moved", "place:town", "2002", parent="second", from_={"parent": "first"}),
        told("a", "standing", "place:first", "1980", name="First", kind="oblast"),
        told("b", "standing", "place:second", "1980", name="Second", kind="oblast"),
    ])  # fmt: skip

    def way(day: str) -> str:
        found = re.search(r'<nav class="territory".*?</nav>', page(as_of=day), re.DOTALL)
        return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""

    assert [way("1995"), way("2002-07-01"), way("2003")] == ["First Town", "First possibly or Second possibly Town", "Second Town"]


def test_links_keep_the_day_and_dated_pages_stay_out_of_search_engines() -> None:
    record(history())
    dated, today = page(as_of="2007", known_on="2026-01-15"), page()
    assert 'href="/en/organisations/assembly/?as_of=2007&amp;known_on=2026-01-15"' in dated
    assert 'href="/ko/organisations/centre/?as_of=2007&amp;known_on=2026-01-15"' in dated
    assert '<link rel="canonical" href="http://testserver/en/organisations/centre/">' in dated
    assert [('content="noindex"' in html, html.count('rel="alternate" hreflang')) for html in (dated, today)] == [(True, 0), (False, 4)]
    assert '<link rel="alternate" hreflang="ko" href="http://testserver/ko/organisations/centre/">' in today


def test_what_was_known_then_is_shown_as_it_was_known() -> None:
    record(history()[:2], on="2026-01-01")
    record([told("registered", "registered", "centre", "1997", source="article", name="Corrected")], on="2026-03-01")
    assert heading(page(as_of="1999", known_on="2026-02-01")) == "Old Association"
    assert heading(page(as_of="1999")) == "Corrected"
    assert "Nothing was recorded of it by then." in page(known_on="2025-01-01")


def test_what_is_only_announced_has_a_page() -> None:
    record([told("plan", "founded", "people-council", "2027", status="announced", name={"en": "People's Council"})])
    html = page("people-council")
    assert heading(html) == "People's Council"
    assert section(html, "announced").endswith("2027 Founded announced 1 Name: People's Council")
    assert "Nothing is recorded of its existence." in html


def test_an_unknown_slug_is_a_clear_404() -> None:
    record(history())
    answers = [Client().get(f"/en/{path}") for path in ("organisations/nobody/", "places/nowhere/", "people/nobody/", "organisations/x'y/")]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]
    assert all("There is no such page" in answer.content.decode() for answer in answers[:3])


def crowd(count: int) -> list[Any]:
    members = [told(f"b{n}", "founded", f"branch-{n}", "1950", name={"kk": f"Бөлімше {n}", "en": f"Branch {n}"}) for n in range(count)]
    joined = [told(f"j{n}", "joined", f"branch-{n}", "2001", part_of=["big"]) for n in range(count)]
    chairs = [told(f"c{n}", "appointed", "big", "1990", office="deputy_chair", person=f"person-{n}") for n in range(count)]
    return [paper("p", "2020"), told("big", "founded", "big", "1940", source="p", name="Big", seat="town"), *members, *joined, *chairs]


@pytest.mark.parametrize("count", [3, 30])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    record(crowd(count))
    page("big")
    with CaptureQueriesContext(connection) as queries:
        page("big")
    assert len(queries) == 24


def test_a_large_page_stays_small_over_the_wire_and_leaves_nothing_out_silently() -> None:
    record(crowd(450))
    html = page("big")
    assert len(gzip.compress(html.encode())) < 100_000
    assert section(html, "down").endswith("The list is long; what is not shown here stands on the pages of the organisations above it.")
    assert "1 to 100 of 901" in section(html, "chronicle")
    last = page("big", page="10")
    assert last.count('<li id="c-') == 1


def test_what_is_only_announced_to_be_founded_stands_under_its_name() -> None:
    record(told("plan", "founded", "planned", "2027", status="announced", by="meeting", name={"en": "Planned"}))
    assert heading(Client().get("/en/organisations/planned/").content.decode()) == "Planned"


@pytest.mark.parametrize(
    ("until", "years"),
    [
        ("2026-07-01", "2023 – 30 June 2026"), ("2024-03-01", "2023 – 29 February 2024"), ("2026-07", "2023 – July 2026"), ("2026", "2023 – 2026"),
        ("2026-07-01~", "2023 – between 30 June 2026 and 2 July 2026"),
    ],
)  # fmt: skip
def test_a_term_ends_with_its_last_day(until: str, years: str) -> None:
    record([told("begin", "founded", "centre", "1996", name="Centre"), told("given", "accredited", "centre", "2023", until=until)])
    assert f"Public accreditation accredited {years} 1" in section(page(as_of="2024-01-15"), "facts")
    assert section(page(as_of="2027-01-01"), "facts").count("accredited") == 0


def test_the_second_of_two_terms_ends_with_its_last_day() -> None:
    terms = [told("first", "accredited", "centre", "2019-07-01", until="2022-07-01"), told("second", "accredited", "centre", "2022-06-01", until="2025-06-01")]
    record([told("begin", "founded", "centre", "1996", name="Centre"), *terms])
    assert "accredited 1 July 2019 – 31 May 2025" in section(page(as_of="2024"), "facts")


def test_what_another_change_ends_is_told_with_the_day_of_the_change() -> None:
    withdrawal = told("taken", "accreditation_withdrawn", "centre", "2024-05-01")
    record([told("begin", "founded", "centre", "1996", name="Centre"), told("given", "accredited", "centre", "2023", until="2026-07-01"), withdrawal])
    assert "accredited 2023 – 1 May 2024" in section(page(as_of="2024-01-15"), "facts")


@pytest.mark.parametrize(("kind", "as_of", "shown"), [("press", "", True), ("told", "", False), ("press", "2026-01-01", False), ("", "", False)])
def test_who_takes_over_is_told_before_the_day_where_a_paper_says_so(monkeypatch: pytest.MonkeyPatch, kind: str, as_of: str, shown: bool) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_said: date(2026, 6, 20))
    source = [SourceTable("p", kind, {"en": "Paper"}, day="2026-06-01")] if kind else []
    record([
        *source, told("begin", "founded", "centre", "1996", name="Centre"),
        told("old", "appointed", "centre", "2020", office="chair", person="ann"),
        told("new", "appointed", "centre", "2026-07-01", office="chair", person="bob", source="p" if kind else None),
        told("keeper", "appointed", "centre", "2026-07-01", office="treasurer", person="tre", source="p" if kind else None),
        told("bob-named", "standing", "person:bob", "2010", name={"en": "Bob"}),
    ], on="2026-06-15")  # fmt: skip
    html = page("centre", as_of=as_of) if as_of else page("centre")
    assert section(html, "next-offices") == ("Next in office chair Bob from 1 July 2026 2" if shown else "")
    assert "Bob" not in section(html, "offices")
