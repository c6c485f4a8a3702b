from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.directory.reading_pages import heading, section
from tests.world import record, told

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def page(**asked: str) -> str:
    answer = Client().get("/en/people/ann/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_person_is_shown_by_name_and_public_offices_of_the_day() -> None:
    record([
        told("org", "founded", "org", "1990", name="Org"),
        told("seen", "seen", "person:ann", "2000", name={"en": {"given": "Ann", "family": "Lee", "order": "family given"}, "ko": "이안"}),
        told("in", "appointed", "org", "2001", office="chair", person="ann"),
        told("out", "released", "org", "2010", office="chair", person="ann"),
    ])  # fmt: skip
    html = page(as_of="2005")
    assert (heading(html), section(html, "offices")) == ("Lee Ann", "Public offices chair Org 2001 – 2010 1")
    assert section(html, "chronicle").endswith("2010 Org : Lee Ann leaves office: chair 1")
    assert section(page(), "offices") == "Public offices No source names a public office of this person on this day."


@pytest.mark.parametrize("count", [3, 30])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    orgs = [told(f"o{n}", "founded", f"o{n}", "1990", name=f"Org {n}") for n in range(count)]
    record([*orgs, *(told(f"in{n}", "appointed", f"o{n}", "2001", office="elder", person="ann") for n in range(count))])
    page()
    with CaptureQueriesContext(connection) as queries:
        html = page()
    assert section(html, "offices").count("elder") == count
    assert len(queries) == 11


def test_an_acting_chair_holds_office_until_the_last_day_told() -> None:
    acting = told("in", "appointed", "org", "2014-02-10", office="chair", person="ann", acting=True, until="2014-06-01")
    record([told("org", "founded", "org", "1990", name="Org"), told("seen", "seen", "person:ann", "2000", name="Ann Lee"), acting])
    html = page(as_of="2014-05-31")
    assert section(html, "offices") == "Public offices chair (acting) Org 10 February 2014 – 31 May 2014 1"
    assert section(page(as_of="2014-06-01"), "offices") == "Public offices No source names a public office of this person on this day."
