from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.directory.lists.reading_lists import counts, names, page, rows, table
from tests.rights.test_routes import sign_in
from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PLACES = "/en/places/"
PEOPLE = "/en/people/"


def lands() -> list[Any]:
    return [
        told("l", "founded", "place:land", "1990", name="Land", kind="country"),
        told("o", "founded", "place:oblast", "1997-04-22", name="Oblast", kind="oblast", parent="land", centre="town", kato="190000000"),
        told("t", "standing", "place:town", "1997-04-22", name="Town", kind="city", parent="oblast"),
        told("n", "separated", "place:oblast", "2022-06-08", part="place:new", name="New Oblast", kind="oblast", parent="land", ties=["place:town"]),
    ]


def test_territories_are_listed_as_of_a_day() -> None:
    record(lands())
    assert rows(page(PLACES, as_of="2010")) == [
        ["Land 1", "country 1", "", "", "1990 1"],
        ["Oblast 1", "oblast 1", "Land 1", "Town 1", "22 April 1997 1"],
        ["Town 1", "city 1", "Oblast 1", "", "not later than 22 April 1997"],
    ]
    assert [row[2] for row in rows(page(PLACES, as_of="2023", q="town"))] == ["New Oblast 1"]
    assert table(PLACES + "table.csv", as_of="2010")[1]["KATO code"] == "190000000"


def test_territories_can_be_narrowed_and_put_in_order() -> None:
    record(lands())
    assert names(page(PLACES, parent="land")) == ["New Oblast", "Oblast"]
    assert names(page(PLACES, kind="city")) == ["Town"]
    assert names(page(PLACES, sort="-name")) == ["Town", "Oblast", "New Oblast", "Land"]
    assert names(page(PLACES, sort="parent")) == ["New Oblast", "Oblast", "Town", "Land"] or names(page(PLACES, sort="parent"))[-1] == "Land"
    assert names(page(PLACES, sort="-since"))[0] == "New Oblast"
    assert counts(page(PLACES)) == {"Kind": {"country": 1, "oblast": 2, "city": 1}, "Lies in": {"Land": 2, "New Oblast": 1}}


def offices() -> list[Any]:
    return [
        told("a", "founded", "alpha", "1995", name="Alpha"),
        told("k", "standing", "person:kim", "2001", name="Kim A."),
        told("l", "standing", "person:lee", "2001", name="Lee B."),
        told("kc", "appointed", "alpha", "2001", person="kim", office="chair"),
        told("kr", "released", "alpha", "2005", person="kim", office="chair"),
        told("lc", "appointed", "alpha", "2006", person="lee", office="chair", acting=True),
        told("kd", "appointed", "alpha", "2006", person="kim", office="deputy_chair"),
    ]


def test_persons_are_listed_with_their_offices_and_years() -> None:
    record(offices())
    assert rows(page(PEOPLE, as_of="2003")) == [
        ["Kim A.", "chair Alpha 2001 – 2005 1", "deputy chair Alpha since 2006 1"],
        ["Lee B.", "", "chair (acting) Alpha since 2006 1"],
    ]
    assert table(PEOPLE + "table.csv", as_of="2003")[0]["In office on this day"] == "chair: Alpha, 2001 – 2005"


def test_persons_can_be_narrowed() -> None:
    record(offices())
    found = {str(asked): names(page(PEOPLE, as_of="2003", **asked)) for asked in ({"office": "deputy_chair"}, {"when": "day"}, {"when": "other"}, {"q": "lee"})}
    assert list(found.values()) == [["Kim A."], ["Kim A."], ["Lee B."], ["Lee B."]]
    assert counts(page(PEOPLE, as_of="2003")) == {"Office": {"chair": 2, "deputy chair": 1}, "In office": {"on this day": 1, "only at another time": 1}}


def test_nobody_is_listed_who_asked_not_to_be_named() -> None:
    record(offices())
    Person.objects.filter(slug="kim").update(left_out=timezone.now())
    operator = Client()
    sign_in(operator, open_account(name="Operator", is_operator=True))
    for client in (Client(), operator):
        for path in (PEOPLE, PEOPLE + "table.csv", PEOPLE + "?q=kim", "/en/organisations/?as_of=2003", "/en/organisations/table.csv?as_of=2003"):
            assert "Kim" not in client.get(path).content.decode(), path
        assert names(client.get(PEOPLE).content.decode()) == ["Lee B."]
        assert names(client.get(PEOPLE, {"q": "kim"}).content.decode()) == []


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize(("path", "number"), [(PLACES, 19), (PEOPLE, 13), (PLACES + "table.csv", 16), (PEOPLE + "table.csv", 11)])
def test_the_number_of_queries_is_one_number(count: int, path: str, number: int) -> None:
    more = [told(f"d{n}", "founded", f"place:d{n}", "1998", name=f"District {n}", kind="district", parent="oblast") for n in range(count)]
    persons = [told(f"p{n}", "standing", f"person:p{n}", "2001", name=f"Person {n}") for n in range(count)]
    held = [told(f"h{n}", "appointed", "alpha", "2001", person=f"p{n}", office="board_member") for n in range(count)]
    record([*lands(), *offices(), *more, *persons, *held])
    page(PLACES)
    with CaptureQueriesContext(connection) as queries:
        Client().get(path)
    assert len(queries) == number
