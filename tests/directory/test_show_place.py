from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.directory.reading_pages import heading, section
from tests.world import record, told

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def page(slug: str, **asked: str) -> str:
    answer = Client().get(f"/en/places/{slug}/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def oblasts() -> list[Any]:
    return [
        told("country", "founded", "place:land", "1990", name="Land", kind="country"),
        told("old", "founded", "place:almaty-oblast", "1997-04-22", name="Almaty Oblast", kind="oblast", parent="land", centre="almaty", kato="190000000"),
        told("centre", "moved", "place:almaty-oblast", "2001-04-14", centre="taldykorgan", from_={"centre": "almaty"}),
        told("town", "standing", "place:taldykorgan", "1997-04-22", name="Taldykorgan", kind="city", parent="almaty-oblast"),
        told("new", "separated", "place:almaty-oblast", "2022-06-08", part="place:zhetysu-oblast", name="Zhetysu Oblast", kind="oblast",
             parent="land", centre="taldykorgan", ties=["place:taldykorgan"]),
        told("org", "founded", "society", "1998", name="Society", seat="taldykorgan"),
    ]  # fmt: skip


def test_a_territory_tells_what_it_is_where_it_lies_and_what_lies_in_it() -> None:
    record(oblasts())
    html = page("almaty-oblast", as_of="2010")
    assert heading(html) == "Almaty Oblast"
    assert section(html, "facts") == "What is known Kind oblast since 22 April 1997 1 Centre Taldykorgan since 14 April 2001 1"
    assert section(html, "up") == "Lies in Land since 22 April 1997 1"
    assert section(html, "down") == "Its territories Taldykorgan 22 April 1997 – 8 June 2022 1"
    assert section(html, "numbers") == "Numbers KATO code 190000000 1"


def test_organisations_are_listed_in_every_territory_above_their_seat() -> None:
    record(oblasts())
    found = {(slug, day): section(page(slug, as_of=day), "seated") for slug in ("almaty-oblast", "zhetysu-oblast") for day in ("2010", "2023")}
    nobody = "Organisations seated here No source names an organisation seated here on this day."
    there = "Organisations seated here Society since 1998 1"
    assert found == {
        ("almaty-oblast", "2010"): there, ("almaty-oblast", "2023"): nobody, ("zhetysu-oblast", "2010"): nobody, ("zhetysu-oblast", "2023"): there,
    }  # fmt: skip


def test_an_uncertain_way_up_makes_the_seat_possible() -> None:
    moved = told("moved", "moved", "place:taldykorgan", "2005", parent="zhetysu-oblast", from_={"parent": "almaty-oblast"})
    record([*oblasts()[:4], told("z", "founded", "place:zhetysu-oblast", "1990", name="Zhetysu Oblast", parent="land"), moved, oblasts()[5]])
    said = [section(page(slug, as_of="2005-07-01"), "seated") for slug in ("almaty-oblast", "zhetysu-oblast", "land")]
    assert said == [*["Organisations seated here Society since 1998 possibly 1"] * 2, "Organisations seated here Society since 1998 1"]


def test_the_outline_is_that_of_the_day() -> None:
    record(oblasts())
    drawn = {day: re.findall(r'<path d="(.*?)"', page("almaty-oblast", as_of=day)) for day in ("2000", "2022-06-07", "2022-06-08")}
    assert [len(paths) for paths in drawn.values()] == [1, 1, 1]
    assert (drawn["2000"] == drawn["2022-06-07"], drawn["2000"] == drawn["2022-06-08"]) == (True, False)
    assert '<path d="' not in page("taldykorgan")


@pytest.mark.parametrize("count", [3, 30])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    districts = [told(f"d{n}", "founded", f"place:d{n}", "1998", name=f"District {n}", parent="almaty-oblast") for n in range(count)]
    seated = [told(f"o{n}", "founded", f"o{n}", "1999", name=f"Org {n}", seat=f"d{n}") for n in range(count)]
    record([*oblasts(), *districts, *seated])
    page("almaty-oblast")
    with CaptureQueriesContext(connection) as queries:
        html = page("almaty-oblast", as_of="2010")
    assert section(html, "seated").count("Org ") == count
    assert len(queries) == 21
