from __future__ import annotations

from typing import Any

import pytest
from tests.api.asking import ask, queries, refused, said, slugs
from tests.world import record, told

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def federation() -> list[Any]:
    return [
        told("oblast", "founded", "place:oblast", "1990", name="Oblast", kind="oblast"),
        told("town", "founded", "place:town", "1990", name="Town", kind="city", parent="oblast"),
        told("umbrella", "founded", "umbrella", "1995", name="Umbrella", kind="umbrella", level="oblast"),
        told("centre", "founded", "centre", "1996", name="Centre", kind="club", level="city", seat="town", culture={"ru": "корейская", "ko": "고려인"}),
        told("joined", "joined", "centre", "2000", member_of="umbrella"),
        told("registered", "registered", "centre", "2001", number="77"),
        told("gone", "founded", "gone", "1996", name="Gone", kind="club"),
        told("end", "dissolved", "gone", "1999"),
    ]


def found(**asked: Any) -> list[str]:
    return slugs(ask("/organisations", **asked)["organisations"])


def test_it_works() -> None:
    record(federation())
    assert ask("/organisations", as_of="2002-07-01", kind="club") == {
        "as_of": "2002-07-01", "known_on": None, "count": 1, "next": None,
        "organisations": [{
            "slug": "centre", "exists": "surely", "names": [said(None, text={"und": "Centre"})], "kinds": [said("club")], "levels": [said("city")],
            "registrations": [said("77")], "seats": [said("town")], "parents": [said(None, slug="umbrella", tie="member_of")],
            "inside": None, "below": None, "link": "/api/v1/organisations/centre?as_of=2002-07-01",
        }],
    }  # fmt: skip


def test_a_day_has_those_that_exist_on_it() -> None:
    record(federation())
    days = {day: found(as_of=day) for day in ("1994", "1998", "2002")}
    assert days == {"1994": [], "1998": ["centre", "gone", "umbrella"], "2002": ["centre", "umbrella"]}
    assert found(as_of="2002", existing="ever") == ["centre", "gone", "umbrella"]


def test_what_was_not_recorded_by_then_is_not_there() -> None:
    record(federation(), on="2026-02-01")
    assert (found(known_on="2026-01-15", existing="ever"), found(known_on="2026-02-15")) == ([], ["centre", "umbrella"])


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [
        ({"kind": "umbrella"}, ["umbrella"]),
        ({"level": "city"}, ["centre"]),
        ({"registered": "yes"}, ["centre"]),
        ({"registered": "no"}, ["umbrella"]),
        ({"in_": "oblast"}, ["centre"]),
        ({"in_": "town"}, ["centre"]),
        ({"under": "umbrella"}, ["centre"]),
        ({"under": "centre"}, []),
        ({"culture": "Корейская"}, ["centre"]),
        ({"culture": "고려인"}, ["centre"]),
        ({"culture": "немецкая"}, []),
        ({"kind": "club", "under": "umbrella", "in_": "oblast", "registered": "yes"}, ["centre"]),
    ],
)
def test_the_list_is_narrowed(asked: dict[str, str], slugs: list[str]) -> None:
    record(federation())
    assert found(as_of="2005", **asked) == slugs


def test_what_is_possible_is_listed_and_says_so() -> None:
    moved = told("moved", "moved", "centre", "2005", seat="elsewhere")
    record([*federation(), told("elsewhere", "founded", "place:elsewhere", "1990", name="Elsewhere"), moved])
    [row] = ask("/organisations", as_of="2005-07-01", in_="oblast")["organisations"]
    assert (row["inside"], row["seats"]) == ("possibly", [
        {"value": "town", "certainty": "possibly", "group": "moved"}, {"value": "elsewhere", "certainty": "possibly", "group": "moved"},
    ])  # fmt: skip


def test_the_way_up_of_the_list_says_how_sure_it_is() -> None:
    record([*federation(), told("left", "left", "centre", "2005", member_of="umbrella")])
    rows = [ask("/organisations", as_of=day, under="umbrella")["organisations"] for day in ("2004", "2005-07-01", "2006")]
    assert [[row["below"] for row in one] for one in rows] == [["surely"], ["possibly"], []]


def test_pages_follow_each_other_without_gap() -> None:
    record([told(f"o{n}", "founded", f"o{n}", "2000", name=f"Org {n}") for n in range(7)])
    first = ask("/organisations", limit="3", as_of="2001")
    second = ask(first["next"].removeprefix("/api/v1"))
    third = ask(second["next"].removeprefix("/api/v1"))
    assert [slugs(page["organisations"]) for page in (first, second, third)] == [["o0", "o1", "o2"], ["o3", "o4", "o5"], ["o6"]]
    assert [page["count"] for page in (first, second, third)] == [7, 7, 7]
    assert (third["next"], third["as_of"]) == (None, "2001-12-31")


def test_a_place_or_an_organisation_that_is_none_is_named() -> None:
    record(federation())
    assert refused("/organisations", in_="nowhere") == (422, "There is no place “nowhere”.")
    assert refused("/organisations", under="nobody") == (422, "There is no organisation “nobody”.")


@pytest.mark.parametrize("count", [3, 300])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    many = [told(f"o{n}", "founded", f"o{n}", "2000", name=f"Org {n}", seat="town", kind="club", member_of="umbrella") for n in range(count)]
    record([*federation(), *many, *(told(f"r{n}", "renamed", f"o{n}", "2005", name=f"Club {n}") for n in range(count))])
    asked: list[dict[str, str]] = [{"limit": "100"}, {"in_": "oblast"}, {"under": "umbrella"}, {"culture": "고려인"}, {"kind": "club", "registered": "no"}]
    asked += [{"as_of": "2005-07-01"}]  # a day on which each has two possible names
    assert [queries("/organisations", **one) for one in asked] == [7, 10, 9, 8, 7, 7]
