"""`/map/`: how many organisations have their seat in each territory of the day."""
from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.directory.reading_pages import section
from tests.world import record, told

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def page(language: str = "en", **asked: str) -> str:
    answer = Client().get(f"/{language}/map/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def lands() -> list[Any]:
    """Almaty oblast with two districts, one of which passes to Zhetysu oblast when that is formed; and the city of Almaty."""
    return [
        told("country", "standing", "place:kazakhstan", "1992", name="Kazakhstan", kind="country"),
        told("almaty-oblast", "standing", "place:almaty-oblast", "1998", name="Almaty oblast", kind="oblast", parent="kazakhstan"),
        told("north", "standing", "place:aksu-district", "1998", name="Aksu district", kind="district", parent="almaty-oblast"),
        told("south", "standing", "place:talgar-district", "1998", name="Talgar district", kind="district", parent="almaty-oblast"),
        told("village", "standing", "place:zhansugirov", "1998", name="Zhansugirov", kind="village", parent="aksu-district"),
        told("city", "standing", "place:almaty", "1998", name="Almaty", kind="city", parent="kazakhstan"),
        told("formed", "separated", "place:almaty-oblast", "2022-06-08", part="place:zhetysu-oblast", name="Zhetysu oblast", kind="oblast",
             parent="kazakhstan", ties=["place:aksu-district"]),
    ]  # fmt: skip


def organisations() -> list[Any]:
    return [
        told("a", "founded", "a", "2000", name="A", seat="zhansugirov"),
        told("b", "founded", "b", "2000", name="B", seat="talgar-district"),
        told("c", "founded", "c", "2000", name="C", seat="almaty"),
        told("c-moves", "moved", "c", "2023/2027", seat="aksu-district"),
        told("d", "founded", "d", "2000", name="D"),
        told("abroad", "standing", "place:seoul", "1998", name="Seoul", kind="village"),
        told("e", "founded", "e", "2000", name="E", seat="seoul"),
    ]


def said(html: str) -> list[str]:
    return [unescape(text) for text in re.findall(r'<a href="[^"]*" class="n\d[^"]*" aria-label="([^"]*)"', html)]


def test_an_empty_register_says_so() -> None:
    html = page()
    assert section(html, "none") == "Territories No organisation is known on this day Choose a later day, or return to today."
    assert "<figure" not in html


def test_numbers_stand_on_the_map_and_in_the_table() -> None:
    record([*lands(), *organisations()])
    html = page(as_of="2022-12-31")
    assert sorted(said(html)) == ["Almaty oblast: 1 organisation", "Almaty: 1 organisation", "Zhetysu oblast: 1 organisation"]
    assert section(html, "regions") == "Territories Territory surely possibly Almaty 1 0 Almaty oblast 1 0 Zhetysu oblast 1 0"
    assert section(html, "smaller").endswith("District or city surely possibly Aksu district Zhetysu oblast 1 0 Talgar district Almaty oblast 1 0")


def test_before_the_division_the_oblast_is_one() -> None:
    record([*lands(), *organisations()])
    html = page(as_of="2022-06-07")
    assert sorted(said(html)) == ["Almaty oblast: 2 organisations", "Almaty: 1 organisation"]
    assert section(html, "regions") == "Territories Territory surely possibly Almaty 1 0 Almaty oblast 2 0"


def test_a_seat_that_is_only_possible_counts_in_each_place_and_once_in_the_sum() -> None:
    record([*lands(), *organisations()])
    html = page(as_of="2025-01-01")
    assert sorted(said(html)) == [
        "Almaty oblast: 1 organisation", "Almaty: surely 0, possibly 1 more", "Zhetysu oblast: surely 1, possibly 1 more",
    ]  # fmt: skip
    assert section(html, "sum") == (
        "The sum Surely in one of these territories 2 Possibly in one or another of them 1 Elsewhere 1 Seat unknown: no source tells it 1"
        " All organisations of the day 5"
        " An organisation whose seat is only possibly here counts as possible in each territory where it may be, and once in the sum."
    )


def test_a_move_within_an_oblast_leaves_no_doubt_about_the_oblast() -> None:
    record([*lands(), *organisations(), told("b-moves", "moved", "b", "2018/2020", seat="aksu-district", from_={"seat": "talgar-district"})])
    assert "Territory surely possibly Almaty 1 0 Almaty oblast 2 0" in section(page(as_of="2019-06-01"), "regions")


def test_each_region_leads_to_its_page_on_that_day() -> None:
    record([*lands(), *organisations()])
    html = page(as_of="2022-12-31", known_on="2026-06-01")
    assert '<a href="/en/places/zhetysu-oblast/?as_of=2022-12-31&amp;known_on=2026-06-01" class="n1" aria-label="Zhetysu oblast: 1 organisation">' in html


def test_before_the_first_borders_the_page_says_so_and_draws_none() -> None:
    record([*lands(), told("early", "founded", "early", "1996", name="Early", seat="almaty"), told("long", "standing", "place:almaty", "1990")])
    html = page(as_of="1997-04-21")
    assert "<figure" not in html
    assert "The borders of this day are not at hand: those that are begin with 22 April 1997." in html
    assert section(html, "regions") == "Territories Territory surely possibly Almaty 1 0 Almaty oblast possibly 0 0"
    assert said(page(as_of="1997-04-22")) == ["Almaty oblast: no organisation", "Almaty: 1 organisation"]


def test_a_register_of_other_territories_has_no_map() -> None:
    record([told("ulgi", "standing", "place:ulgi-oblast", "2000", name="Ulgi", kind="oblast"), told("a", "founded", "a", "2000", name="A", seat="ulgi-oblast")])
    html = page()
    assert ("<figure" in html, "No outlines are at hand for the territories of this register." in html) == (False, True)
    assert section(html, "regions") == "Territories Territory surely possibly Ulgi 1 0"


def test_where_no_seat_is_told_the_page_says_so() -> None:
    record([*lands(), told("d", "founded", "d", "2000", name="D")])
    assert "No source tells the seat of any organisation on this day." in page()


def test_every_page_is_whole_in_every_language() -> None:
    record([*lands(), *organisations()])
    assert [section(page(language), "sum").split()[-1] != "" for language in ("kk", "ru", "ko", "en")] == [True] * 4


@pytest.mark.parametrize("count", [1, 3, 40])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    record([*lands(), *(told(f"o{n}", "founded", f"org-{n}", "2000", name=f"Org {n}", seat="talgar-district") for n in range(count))])
    page()
    with CaptureQueriesContext(connection) as queries:
        html = page(as_of="2010")
    assert f"Talgar district Almaty oblast {count} 0" in section(html, "smaller")
    assert len(queries) == 11


def test_the_page_is_small() -> None:
    record([*lands(), *organisations()])
    assert len(page().encode()) < 60_000
