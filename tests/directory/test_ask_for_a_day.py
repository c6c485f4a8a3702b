"""`?as_of=` and `?known_on=`: what is taken, and that anything else is answered by a clear page, on every route."""
from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.world import record, told

from shanyraq.directory.days import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.both]

HOSTILE = (
    "", " ", "x", "0", "0000", "9999", "-1", "1996-13", "1996-00", "2001-02-30", "1996-4", "96", "1996-04~", "199X", "1996/1998", "[1996..]", "../1996", "1996-04-15T10:00",
    "today", "'; DROP TABLE registry_life; --", "<script>", "%00", "\x00", "\ud7ff", "１９９６", "٢٠٠١", "1996" * 30, "2001-06-01,2002-06-01", "NaN", "1e3", "+2001", "{1996}", "%",
)  # fmt: skip
ROUTES = ("/kk/", "/ru/organisations/org/", "/ko/places/town/", "/en/people/ann/")


def world() -> None:
    record([
        told("begin", "founded", "org", "2000", name={"en": "Org"}, seat="town"),
        told("town-there", "standing", "place:town", "1990", name={"en": "Town"}),
        told("ann-chairs", "appointed", "org", "2001", office="chair", person="ann"),
    ])  # fmt: skip


def test_a_year_means_its_last_day() -> None:
    world()
    page = Client().get("/en/", {"as_of": "2001"}).content.decode()
    assert "You are looking at 31 December 2001, as known today." in page


@pytest.mark.parametrize("typed", ["April 1996", "апрель 1996", "1996 ж. сәуір", "1996년 4월", " 1996-04"])
def test_words_lead_to_the_same_day_in_digits(typed: str) -> None:
    answer = Client().get("/en/", {"as_of": typed, "known_on": "2026"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/?as_of=1996-04&known_on=2026")


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("parameter", ["as_of", "known_on"])
def test_what_is_no_day_is_refused_in_words(route: str, parameter: str) -> None:
    world()
    answers = {text: Client().get(route, {parameter: text}) for text in HOSTILE}
    assert {text: answer.status_code for text, answer in answers.items()} == dict.fromkeys(HOSTILE, 400)
    assert all("<h1>" in answer.content.decode() and 'name="as_of"' in answer.content.decode() for answer in answers.values())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60))
def test_nothing_that_is_typed_breaks_a_page(typed: str) -> None:
    assert Client().get("/en/", {"as_of": typed}).status_code in (200, 302, 400)


def test_what_was_typed_stays_in_the_form() -> None:
    page = Client().get("/en/", {"as_of": "2001-02-30"}).content.decode()
    assert 'value="2001-02-30"' in page
    assert "The day 30 does not exist in 2001-02, which has 28 days." in page


def test_a_day_named_twice_is_refused() -> None:
    page = Client().get("/en/?as_of=2001&as_of=2002")
    assert (page.status_code, "The address names a day twice." in page.content.decode()) == (400, True)


def test_links_carry_what_was_asked() -> None:
    asked = Asked(date(2026, 1, 1), date(2001, 12, 31), date(2025, 1, 1), "2001", "2025-01-01")
    assert (asked.query, asked.on("1996-04")) == ("?as_of=2001&known_on=2025-01-01", "?as_of=1996-04&known_on=2025-01-01")


def test_knowledge_of_a_day_to_come_is_that_of_now() -> None:
    world()
    page = Client().get("/en/organisations/org/", {"known_on": "2999"}).content.decode()
    assert ("Org" in page, "as it was known" in page) == (True, False)
