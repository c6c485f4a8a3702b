"""Which organisations the form offers, in which district, and with what."""
from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.desk.keeping import words
from tests.joining.joining import filled, in_office, world
from tests.world import record, told

from shanyraq.joining.nearest import taking
from shanyraq.people.changes import leave_out
from shanyraq.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def clubs(number: int, district: str = "koksu") -> None:
    record([
        told(district, "standing", f"place:{district}", "1990", name={"en": district.capitalize()}, kind="district"),
        told(f"{district}-town", "standing", f"place:{district}-town", "1990", name={"en": "Town"}, kind="village", parent=district),
        *(told(f"{district}{n}-f", "founded", f"{district}{n}", "2003", name={"en": f"Club {n} of {district}"}, kind="club", seat=f"{district}-town") for n in range(number)),
    ])  # fmt: skip


def form(**typed: str) -> str:
    answer = Client().post("/en/join/", filled(**{"to": "", "do": "show"} | typed))
    assert answer.status_code == 200
    return answer.content.decode()


def offered(html: str) -> list[str]:
    return re.findall(r'type="radio"[^>]+value="([^"]+)"', html)


@pytest.mark.parametrize(
    ("told_of", "takes"),
    [
        ({"kind": "club"}, True), ({"kind": "ethnocultural_association"}, True), ({"kind": "umbrella"}, False), ({"kind": "authority"}, False), ({}, False),
        ({"branch_of": "centre"}, True), ({"branch_of": "centre", "kind": "museum"}, False),
    ],
)  # fmt: skip
def test_people_join_what_has_people_as_members(told_of: dict[str, str], takes: bool) -> None:
    world()
    record(told("new", "founded", "new", "2003", name={"en": "New"}, **told_of))
    assert taking(date(2026, 7, 1)).filter(slug="new").exists() is takes


@pytest.mark.parametrize(("act", "day"), [("dissolved", "2020"), ("founded", "2030"), ("founded", "202X")])
def test_only_what_surely_exists_today(act: str, day: str) -> None:
    world()
    record([told("f", "founded", "new", "2003", name={"en": "New"}, kind="club"), told("d", "dissolved", "new", day)] if act == "dissolved" else [told("f", act, "new", day, name={"en": "New"}, kind="club")])
    assert not taking(date(2026, 7, 1)).filter(slug="new").exists()


def test_few_are_offered_at_once_and_of_many_one_chooses_the_district() -> None:
    world()
    assert offered(Client().get("/en/join/").content.decode()) == ["branch", "branch2", "centre", "far", "other"]
    clubs(9)
    html = Client().get("/en/join/").content.decode()
    districts = re.findall(r'<option value="([^"]*)"', html.partition('name="district"')[2].partition("</select>")[0])
    assert (offered(html), districts) == ([], ["", "koksu", "-"])
    assert (len(offered(form(district="koksu"))), offered(form(district="-")), offered(form(district="nowhere"))) == (9, ["branch", "branch2", "centre", "far", "other"], [])


def test_with_chair_and_contact_as_the_directory_publishes_them() -> None:
    world()
    in_office("bob", "chair", "branch")
    in_office("tre", "treasurer", "branch")
    record(told("said", "standing", "branch", "2010", contact={"en": "House of Friendship, +7 72834 2 00 00"}))
    said = words(Client().get("/en/join/").content.decode())
    assert ("Branch Chair: Bob House of Friendship, +7 72834 2 00 00" in said, "Tre" in said) == (True, False)


def test_whoever_asked_not_to_be_named_is_not() -> None:
    world()
    in_office("anna-kim", "chair", "branch")
    record(told("said", "standing", "branch", "2010", contact={"en": "Anna Kim, +7 72834 2 00 00"}))
    client = Client()
    assert client.get("/en/join/").content.decode().count("Anna") == 2
    leave_out(by=None, at=timezone.now(), person=Person.objects.get(slug="anna-kim"), why="asked")
    assert "Anna" not in client.get("/en/join/").content.decode()


def test_queries_are_as_many_for_fourteen_as_for_sixty() -> None:
    world()
    in_office("bob", "chair", "branch")
    clubs(9)
    form(district="koksu")
    counted = []
    for more in (0, 50):
        if more:
            clubs(more, "karatal")
        with CaptureQueriesContext(connection) as queries:
            form(district="karatal" if more else "koksu")
        counted.append(len(queries))
    assert counted == [17, 17]
