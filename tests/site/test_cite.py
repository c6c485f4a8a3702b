"""A page as a reference: its words, its files, its address that goes on saying the same."""
from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.directory.reading_pages import section
from tests.world import paper, record, told

from shanyraq.dating.sentences import say_day
from shanyraq.people.models import Person
from shanyraq.words.models import Federation

pytestmark = [pytest.mark.django_db, pytest.mark.both]

HOST = "http://testserver"


def world(name: Any = "Centre") -> None:
    Federation.objects.create(id=1, name={"en": "Register of Almaty", "kk": "Алматы тізілімі"}, languages=["kk", "en"])
    record([
        paper("article", "2010"),
        told("begin", "founded", "centre", "2000", source="article", name=name),
        told("town", "standing", "place:town", "1999", name={"en": "Town"}),
        told("chair", "appointed", "centre", "2001", office="chair", person="ann"),
        told("ann", "seen", "person:ann", "2001", name={"en": "Ann Lee"}),
        told("phone", "seen", "centre", "2001", contact="+7 701 000 00 00"),
    ])  # fmt: skip


def get(address: str, **asked: str) -> str:
    answer = Client().get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def cited(address: str, **asked: str) -> str:
    [said] = re.findall(r'<p class="citation">([^<]*)</p>', get(address, **asked))
    return unescape(said)


def test_the_page_says_how_it_is_cited() -> None:
    world()
    today = timezone.localdate()
    said = say_day(today, "en")
    address = f"{HOST}/en/organisations/centre/?as_of={today}&known_on={today}"
    assert cited("/en/organisations/centre/") == f"“Centre”. State of {said}, as known on {said}. Register of Almaty. {address} (read on {said})"


def test_both_days_stand_in_it() -> None:
    world()
    said = cited("/en/organisations/centre/", as_of="2005", known_on="2026-02-01")
    assert said.split(". Register")[0] == "“Centre”. State of 31 December 2005, as known on 1 February 2026"
    assert re.findall(r"http\S+", said) == [f"{HOST}/en/organisations/centre/?as_of=2005-12-31&known_on=2026-02-01"]


def test_the_address_goes_on_saying_the_same() -> None:
    world()
    yesterday = timezone.localdate() - timedelta(days=1)
    address = re.findall(r"http://testserver(\S+)", cited("/en/organisations/centre/", known_on=yesterday.isoformat()))[0]
    record(told("later", "renamed", "centre", "2006", name="Other", from_={"name": "Centre"}), on=timezone.localdate().isoformat())
    assert ("<h1>Other</h1>" in get("/en/organisations/centre/"), "<h1>Centre</h1>" in get(address)) == (True, True)


@pytest.mark.parametrize(("address", "title"), [("/en/places/town/", "Town"), ("/en/people/ann/", "Ann Lee")])
def test_places_and_persons_too(address: str, title: str) -> None:
    world()
    assert cited(address).startswith(f"“{title}”. State of ")
    assert get(f"{address}cite.txt", as_of="2005").startswith(f"“{title}”. State of 31 December 2005, as known on ")


def test_as_bibtex() -> None:
    world("A & B {100 %} \\ #1 x_y")
    today = timezone.localdate()
    assert get("/en/organisations/centre/cite.bib", as_of="2005", known_on="2026-02-01") == (
        "@online{centre-2005-12-31,\n"
        "  title = {{A \\& B \\{100 \\%\\} \\textbackslash{} \\#1 x\\_y}},\n"
        "  author = {{Register of Almaty}},\n"
        "  date = {2026-02-01},\n"
        "  year = {2026},\n"
        "  note = {State of 31 December 2005, as known on 1 February 2026},\n"
        f"  url = {{{HOST}/en/organisations/centre/?as_of=2005-12-31&known_on=2026-02-01}},\n"
        f"  urldate = {{{today}}},\n"
        "  langid = {english}\n"
        "}\n"
    )


def test_as_ris() -> None:
    world()
    today = timezone.localdate()
    assert get("/en/organisations/centre/cite.ris", as_of="2005", known_on="2026-02-01").split("\r\n") == [
        "TY  - ELEC",
        "TI  - Centre",
        "PB  - Register of Almaty",
        "PY  - 2026",
        "DA  - 2026/02/01",
        f"Y2  - {today:%Y/%m/%d}",
        "N1  - State of 31 December 2005, as known on 1 February 2026",
        f"UR  - {HOST}/en/organisations/centre/?as_of=2005-12-31&known_on=2026-02-01",
        "LA  - en",
        "ER  - ",
        "",
    ]


def test_as_csl_json() -> None:
    world()
    today = timezone.localdate()
    assert json.loads(get("/kk/organisations/centre/cite.json", as_of="2005", known_on="2026-02-01")) == [
        {
            "id": "centre",
            "type": "webpage",
            "title": "Centre",
            "container-title": "Алматы тізілімі",
            "publisher": "Алматы тізілімі",
            "issued": {"date-parts": [[2026, 2, 1]]},
            "accessed": {"date-parts": [[today.year, today.month, today.day]]},
            "URL": f"{HOST}/kk/organisations/centre/?as_of=2005-12-31&known_on=2026-02-01",
            "language": "kk",
            "note": "Күні: 2005 ж. 31 желтоқсан; мәлімет күні: 2026 ж. 1 ақпан",
        }
    ]


def test_a_name_begins_no_field_of_its_own() -> None:
    world({"en": "Centre\nUR  - https://evil.example/\r\nER  - "})
    lines = get("/en/organisations/centre/cite.ris").split("\r\n")
    assert [line for line in lines if line.startswith(("TI", "ER"))] == ["TI  - Centre UR - https://evil.example/ ER -", "ER  - "]


@pytest.mark.parametrize("address", ["organisations/nobody/cite.txt", "organisations/centre/cite.exe", "places/nowhere/cite.bib", "people/nobody/cite.ris"])
def test_what_is_not_there_has_no_citation(address: str) -> None:
    world()
    assert Client().get(f"/en/{address}").status_code == 404


def test_who_asked_not_to_be_named_has_none() -> None:
    world()
    Person.objects.update(left_out=timezone.now())
    assert Client().get("/en/people/ann/cite.txt").status_code == 404


def test_the_licence_is_told() -> None:
    world()
    assert 'href="https://creativecommons.org/licenses/by/4.0/" rel="license' in get("/en/organisations/centre/")


def test_the_press_finds_names_chair_and_phone() -> None:
    world({"kk": "Орталық", "ru": "Центр", "ko": "센터", "en": "Centre"})
    said = section(get("/en/organisations/centre/"), "press")
    assert said.startswith("For the press Name in Kazakh Орталық Name in Russian Центр Name in Korean 센터 Name in English Centre chair Ann Lee 2 Contact")
    assert "+7 701 000 00 00" in said


def test_without_a_sure_name_none_is_spelt() -> None:
    record([told("begin", "founded", "org", "2000", name="One"), told("renamed", "renamed", "org", "2002", name="Other", from_={"name": "One"}, after="begin")])
    assert 'id="press"' not in get("/en/organisations/org/", as_of="2002-06-01")
    assert section(get("/en/organisations/org/", as_of="2003"), "press") == "For the press Name Other"


def test_a_file_costs_the_same_whatever_is_told() -> None:
    world()
    record([told(f"more{number}", "founded", f"branch{number}", "2000", name=f"B{number}", branch_of="centre") for number in range(30)])
    with CaptureQueriesContext(connection) as queries:
        get("/en/organisations/centre/cite.txt")
    assert len(queries) == 4
