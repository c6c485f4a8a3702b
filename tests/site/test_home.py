from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from tests.directory.reading_pages import section
from tests.world import record, told

from shanyraq.directory import forest
from shanyraq.rights.doors import asks
from shanyraq.site import views
from shanyraq.words.changes import begin

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def page(language: str = "en", **asked: str) -> str:
    answer = Client().get(f"/{language}/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def federation(branches: int = 2) -> list[Any]:
    return [
        told("umbrella", "founded", "umbrella", "1995", name="Umbrella"),
        told("centre", "founded", "centre", "1996", name="Centre", part_of=["umbrella"]),
        *(told(f"b{n}", "founded", f"branch-{n}", "2000", name=f"Branch {n}", branch_of="centre") for n in range(branches)),
        *(told(f"t{n}", "founded", f"team-{n}", "2000", name=f"Team {n}", branch_of=f"branch-{n}") for n in range(branches)),
        *(told(f"s{n}", "founded", f"squad-{n}", "2000", name=f"Squad {n}", branch_of=f"team-{n}") for n in range(branches)),
        told("alone", "founded", "alone", "2002", name="Alone"),
    ]


def test_an_empty_federation_invites_to_begin() -> None:
    html = page()
    assert section(html, "begin").startswith("How to begin Nothing is told here yet Paste or upload the list of your associations as you have it.")
    assert section(html, "tree") == ""
    assert section(page(known_on="2020"), "tree") == "Organisations No organisation is known on this day Choose a later day, or return to today."


def test_who_holds_the_first_offices_stands_on_the_home() -> None:
    record([*federation(1), told("ann", "appointed", "umbrella", "2001", office="chair", person="ann"), told("bo", "appointed", "centre", "2001", office="chair", person="bo")])
    assert section(page(), "people") == "People chair ann since 2001 1"
    assert section(page(as_of="2000"), "people") == ""


def test_the_organisations_of_the_day_stand_as_a_tree() -> None:
    record(federation(1))
    assert section(page(), "tree").replace(" : ", ": ") == (
        "Organisations Umbrella 1 1 organisation below it: Umbrella Centre part of, since 1996 1 1 organisation below it: Centre"
        " Branch 0 branch of, since 2000 1 1 organisation below it: Branch 0 Team 0 branch of, since 2000 1 1 organisation below it: Team 0 Alone 1"
    )
    assert section(page(as_of="1995"), "tree") == "Organisations Umbrella 1"
    assert section(page(as_of="1990"), "tree") == "Organisations No organisation is known on this day Choose a later day, or return to today."


def test_what_exists_only_possibly_says_so() -> None:
    record(federation(1))
    html = page(as_of="2002-06-01")
    assert section(html, "tree").endswith("Alone possibly 1")
    assert "6 organisations on this day 1 of them possibly" in section(html, "day")


def test_what_stands_under_two_is_unfolded_once() -> None:
    record([*federation(1), told("joined", "joined", "centre", "2003", member_of=["alone"])])
    assert section(page(), "tree").count("Branch 0 branch of") == 1
    assert section(page(), "tree").count("(shown in full elsewhere in this list)") == 1


def test_the_latest_changes_are_those_done_by_the_day() -> None:
    record([*federation(0), told("later", "renamed", "centre", "2010", name="New"), told("plan", "dissolved", "alone", "2011", status="announced")])
    today, before = (section(html, "recent") for html in (page(), page(as_of="2005")))
    assert today.startswith("Latest changes 2010 New : New name 1 2002 Alone : Founded")
    assert before.startswith("Latest changes 2002 Alone : Founded")
    assert "Dissolved" not in today


def test_the_years_before_and_after_are_one_tap_away() -> None:
    record(federation(0))
    html = page(as_of="2001", known_on="2026-06-01")
    steps = re.findall(r'(?s)<a class="step".*?</a>', html)
    assert [re.findall(r'href="(.*?)"', step)[0] for step in steps] == [
        "?as_of=2000&amp;known_on=2026-06-01", "?as_of=2002&amp;known_on=2026-06-01",
    ]  # fmt: skip


def test_the_name_of_the_federation_stands_on_top_and_sample_data_says_so() -> None:
    assert "First page" in page()
    begin(name={"kk": "Үлгі федерациясы"}, sample=True)
    html = page()
    assert '<span lang="kk">Үлгі федерациясы</span>' in html
    assert "Every organisation, person and event here is invented." in html


@pytest.mark.parametrize("count", [3, 30])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    record(federation(count))
    page()
    with CaptureQueriesContext(connection) as queries:
        html = page()
    assert section(html, "tree").count("Branch") > count
    assert len(queries) == 29


def test_a_long_list_stays_small_over_the_wire_and_says_what_it_leaves_out() -> None:
    many = [told(f"o{n}", "founded", f"org-{n}", "2000", name={"kk": f"Ұйым {n}", "en": f"Organisation {n}"}, note="n" * 50) for n in range(260)]
    record(many)
    html = page()
    assert len(gzip.compress(html.encode())) < 100_000
    assert section(html, "tree").endswith("The list is long; what is not shown here stands on the pages of the organisations above it.")


def test_the_page_of_parts_shows_each_part_in_each_language() -> None:
    for language in ("kk", "ru", "ko", "en"):
        request = RequestFactory().get(f"/{language}/parts/")
        request.user = None  # type: ignore[assignment]
        assert asks("site:parts:see")(views.parts)(request).status_code == 200
    assert Client().get("/en/parts/").status_code == 404


def test_a_floor_that_is_too_wide_is_counted_and_leads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forest, "MOST_BELOW", 3)
    record(federation(4))
    said = section(page(), "tree").replace(" : ", ": ")
    assert said == (
        "Organisations Umbrella 1 1 organisation below it: Umbrella Centre part of, since 1996 1 4 organisations below it: Centre Alone 1"
    )
