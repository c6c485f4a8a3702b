"""The extract and the visit sheet: what stands on paper is what stands on the page."""
from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.papers.pdf_text import Paper
from tests.world import claimed, paper, record, told

from shanyraq.dating.sentences import say_day
from shanyraq.people.models import Person
from shanyraq.words.models import Federation

pytestmark = [pytest.mark.django_db, pytest.mark.both]

LONG = "Жетісу облысының «Қазақстан халықтарының достығы» аймақтық этномәдени орталығы "


def world() -> None:
    Federation.objects.create(id=1, name={"en": "Register of Almaty", "ko": "알마티 등록부"}, languages=["en"])
    record([
        paper("article", "2010"),
        told("begin", "registered", "centre", "1996-04", source="article", name={"kk": "Бірлестік", "en": "Association"}, kind="ethnocultural_association"),
        claimed(told("reorganised", "reorganised", "centre", "2002", source="article", after="begin", name={"kk": "Орталық", "en": "Centre"},
                     from_={"name": {"kk": "Бірлестік", "en": "Association"}}), "2003"),
        told("assembly", "founded", "assembly", "1995", name={"en": "Assembly"}),
        told("joined", "joined", "centre", "1998", part_of=["assembly"]),
        told("branch", "founded", "branch", "2000", name={"ko": "지부 협회"}, branch_of="centre"),
        told("chair", "appointed", "centre", "2001", office="chair", person="ann"),
        told("ann", "seen", "person:ann", "2001", name={"en": "Ann Lee"}),
        told("plan", "dissolved", "centre", "2040", status="announced"),
    ])  # fmt: skip


def get(form: str = "extract", language: str = "en", slug: str = "centre", **asked: str) -> HttpResponse:
    answer = Client().get(f"/{language}/organisations/{slug}/{form}.pdf", asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return answer


def text(form: str = "extract", language: str = "en", **asked: str) -> str:
    return Paper(get(form, language, **asked).content).text()


def missing(said: str, *wanted: str) -> list[str]:
    return [want for want in wanted if want.replace(" ", "") not in said]


def test_it_says_all_that_is_told_on_the_day() -> None:
    world()
    said = text(as_of="2002-07-01")
    today = say_day(timezone.localdate(), "en")
    assert missing(
        said, "Register of Almaty", "Extract from the register, as of 1 July 2002", "Association possibly", "or Centre possibly", "Day shown 1 July 2002",
        f"As known on {today}", f"Made on {today}", "ethnocultural association", "Names through time", "April 1996", "In office", "chair", "Ann Lee",
        "part of Assembly", "지부 협회", "Chronicle of all times", "Sources disagree", "Announced", "Dissolved", "Sources", "article", "1of",
        "http://testserver/en/organisations/centre/?as_of=2002-07-01", "CC BY 4.0",
    ) == []  # fmt: skip


def test_the_day_of_knowledge_stands_in_it_where_it_was_asked_for() -> None:
    world()
    said = text(as_of="2002-07-01", known_on="2026-02-01")
    assert missing(said, "As known on 1 February 2026", "?as_of=2002-07-01&known_on=2026-02-01") == []


@pytest.mark.parametrize("language", ["kk", "ru", "ko", "en"])
@pytest.mark.parametrize("form", ["extract", "visit"])
def test_it_is_there_in_each_language(form: str, language: str) -> None:
    world()
    answer = get(form, language, as_of="2005")
    assert answer["Content-Disposition"] == f'inline; filename="centre-{form}-2005-12-31-{language}.pdf"'
    read = Paper(answer.content)
    assert f"/Lang({language})".encode() in read.catalogue
    assert missing(read.text(), say_day(timezone.localdate(), language)) == []


def test_the_same_day_gives_the_same_bytes() -> None:
    world()
    assert get().content == get().content


def test_an_organisation_of_which_nothing_is_told_has_one_too() -> None:
    record(told("begin", "founded", "centre", "", name="Centre"))
    assert missing(text(), "Centre", "No source tells this.") == []
    assert missing(text("visit"), "Centre", "Who speaks for it No source tells this.") == []


def test_an_invented_federation_says_so() -> None:
    world()
    Federation.objects.update(sample=True)
    assert [missing(text(form), "Sample data.") for form in ("extract", "visit")] == [[], []]


@pytest.mark.parametrize("form", ["extract", "visit"])
def test_who_asked_not_to_be_named_is_not_named(form: str) -> None:
    world()
    assert missing(text(form), "Ann Lee") == []
    Person.objects.update(left_out=timezone.now())
    assert missing(text(form), "Ann Lee") == ["Ann Lee"]


@pytest.mark.parametrize("form", ["extract", "visit"])
def test_what_is_not_there_has_no_paper(form: str) -> None:
    assert Client().get(f"/en/organisations/nobody/{form}.pdf").status_code == 404
    assert Client().get(f"/en/organisations/nobody/{form}.pdf?as_of={quote('2001-02-30')}").status_code == 400


def many(count: int, name: str) -> list[Any]:
    return [
        told("begin", "founded", "centre", "1996", name={"kk": name, "ru": name, "ko": name, "en": name}, aim=name, culture=name, contact=name),
        *(told(f"up{n}", "founded", f"up{n}", "1990", name=name) for n in range(count)),
        told("ups", "joined", "centre", "1997", part_of=[f"up{n}" for n in range(count)]),
        *(told(f"b{n}", "founded", f"branch{n}", "2000", name=f"{name} {n}", branch_of="centre") for n in range(count)),
        *(told(f"c{n}", "appointed", "centre", "2001", office="deputy_chair", person=f"person{n}") for n in range(count)),
        *(told(f"p{n}", "seen", f"person:person{n}", "2001", name=name) for n in range(count)),
    ]


@pytest.mark.parametrize(("count", "name"), [(1, "Centre"), (3, LONG), (40, LONG), (40, "Wort" * 60), (40, "한국어" * 80), (40, LONG * 30)])
def test_a_visit_sheet_has_one_page_whatever_is_told(count: int, name: str) -> None:
    record(many(count, name.strip()))
    read = Paper(get("visit", "kk").content)
    heights = read.heights()
    assert (len(read.pages()), len(heights) > 20, min(heights) > 45, sorted(heights)[:2] == heights[-2:][::-1]) == (1, True, True, True)


def test_a_visit_sheet_has_no_numbers_of_sources() -> None:
    world()
    assert "PartofAssembly·since1998Whatbelongstoit".casefold() in text("visit").replace("·Assembly", "Assembly").casefold()


def test_a_visit_sheet_says_how_much_it_leaves_out() -> None:
    record(many(40, "Name"))
    said = text("visit")
    assert missing(said, "Made on", "of 40 are shown.", "of 82 are shown.") == []


def test_a_visit_sheet_tells_the_last_changes_until_the_day() -> None:
    world()
    assert missing(text("visit", as_of="1999"), "Last changes", "1998 · Became part of Assembly", "April 1996 · Registered", "2002", "Reorganised") == ["2002", "Reorganised"]


@pytest.mark.parametrize("count", [1, 3, 40])
@pytest.mark.parametrize(("form", "cost"), [("extract", 20), ("visit", 27)])
def test_it_costs_the_same_whatever_is_told(count: int, form: str, cost: int) -> None:
    record(many(count, "Name"))
    with CaptureQueriesContext(connection) as queries:
        get(form)
    assert len(queries) == cost


def test_a_long_tree_is_cut_and_says_so() -> None:
    record([
        told("begin", "founded", "centre", "1996", name="Centre"),
        *(told(f"b{n}", "founded", f"branch{n}", "2000", name=f"Branch {n}", branch_of="centre") for n in range(305)),
    ])  # fmt: skip
    said = text()
    assert (said.count("branchof,since2000"), missing(said, "The list is long", "The chronicle is long. Here stand 1 to 100 of 306")) == (300, [])
