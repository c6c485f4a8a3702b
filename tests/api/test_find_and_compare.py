from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.api.asking import ask, queries, refused, said, slugs
from tests.world import record, told

from shanyraq.people.changes import leave_out
from shanyraq.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def history() -> list[Any]:
    return [
        told("begin", "founded", "society", "2000", name={"kk": "Қазақ қоғамы"}, kind="society", seat="town"),
        told("renamed", "renamed", "society", "2003", name={"ru": "Клуб"}, after="begin"),
        told("town", "founded", "place:town", "1990", name="Kazakh town"),
        told("ada", "seen", "person:ada", "2000", name={"en": {"given": "Ada", "family": "Kazak"}}),
        told("chair", "appointed", "society", "2004", office="chair", person="ada"),
        told("gone", "founded", "gone", "1995", name="Gone"),
        told("end", "dissolved", "gone", "2002"),
        told("new", "founded", "new", "2005", name="New"),
    ]


def test_anything_is_found_by_a_name_that_it_ever_had() -> None:
    record(history())
    shown = ask("/find", q="qazaq", as_of="2005")
    assert (shown["count"], shown["next"], [(row["kind"], row["slug"]) for row in shown["found"]]) == (
        3, None, [("place", "town"), ("person", "ada"), ("organisation", "society")],
    )  # fmt: skip
    assert shown["found"][2] == {
        "kind": "organisation", "slug": "society", "names": [said(None, text={"ru": "Клуб"})],
        "matched": [{"text": {"kk": "Қазақ қоғамы"}, "use": "", "certainty": "no"}], "link": "/api/v1/organisations/society?as_of=2005-12-31",
    }  # fmt: skip


def test_a_list_is_narrowed_to_names() -> None:
    record(history())
    found = {q: slugs(ask("/organisations", q=q, as_of="2005")["organisations"]) for q in ("kazak", "клуб", "gone", "qazaq klub")}
    assert found == {"kazak": ["society"], "клуб": ["society"], "gone": [], "qazaq klub": []}


def test_pages_of_what_is_found_follow_each_other() -> None:
    record([told(f"o{n}", "founded", f"o{n:02}", "2000", name=f"Kazak {n:02}") for n in range(60)])
    first = ask("/find", q="kazak", as_of="2001")
    second = ask(first["next"].removeprefix("/api/v1"))
    assert [len(first["found"]), len(second["found"]), second["next"]] == [50, 10, None]
    assert len({row["slug"] for row in first["found"] + second["found"]}) == 60
    assert [ask("/find", q="kazak", page=page)["count"] for page in ("1", "2", "3", "9999")] == [60] * 4


def test_whoever_asked_not_to_be_named_is_not_found() -> None:
    record(history())
    leave_out(by=None, at=datetime(2026, 6, 1, tzinfo=UTC), person=Person.objects.get(slug="ada"), why="Asked.")
    assert [row["slug"] for row in ask("/find", q="kazak")["found"]] == ["town", "society"]
    assert [(row["slug"], row["differences"]) for row in ask("/compare", from_="2003", to="2004")["organisations"]] == []


@pytest.mark.parametrize("q", ["a", "", "!!", "\0", "x" * 101])
def test_what_is_no_name_is_not_looked_for(q: str) -> None:
    assert [refused("/find", q=q)[0], refused("/organisations", q=q)[0]] == [422, 422]


def test_what_must_be_given_is_asked_for() -> None:
    assert [refused("/find"), refused("/compare", from_="2001")] == [(422, "“q” is needed."), (422, "“to” is needed.")]
    assert [refused("/find", q="ab", page=page)[1] for page in ("0", "1" * 40, "x")] == ["“page” is a whole number from 1 to 9999."] * 3


def test_two_days_are_compared() -> None:
    record(history())
    shown = ask("/compare", from_="2001", to="2006")
    assert (shown["first"], shown["last"], shown["count"], shown["next"]) == ("2001-12-31", "2006-12-31", 3, None)
    new, gone, society = shown["organisations"]
    assert new == {
        "slug": "new", "sort": "appeared", "names": [said(None, text={"und": "New"})], "link": "/api/v1/organisations/new?as_of=2006-12-31",
        "differences": [{"fact": "exists", "value": {"value": ""}, "then": "no", "now": "surely", "change": "new"}],
    }  # fmt: skip
    assert (gone["sort"], gone["link"], gone["names"], gone["differences"][0]["change"]) == (
        "ended", "/api/v1/organisations/gone?as_of=2001-12-31", [said(None, text={"und": "Gone"})], "end",
    )  # fmt: skip
    assert (society["sort"], society["differences"]) == ("changed", [
        {"fact": "holding", "value": {"office": "chair", "person": "ada", "acting": False}, "then": "no", "now": "surely", "change": "chair"},
        {"fact": "name", "value": {"text": {"kk": "Қазақ қоғамы"}}, "then": "surely", "now": "no", "change": "renamed"},
        {"fact": "name", "value": {"text": {"ru": "Клуб"}}, "then": "no", "now": "surely", "change": "renamed"},
    ])  # fmt: skip


def test_what_is_as_possible_on_both_days_is_no_difference() -> None:
    second = told("second", "renamed", "society", "2001/2005", name="Second", after="begin")
    record([*history()[:1], second, told("third", "renamed", "society", "2004/2008", name="Third", after="second")])
    [row] = ask("/compare", from_="2002", to="2006")["organisations"]
    assert [(one["value"]["text"], one["then"], one["now"]) for one in row["differences"]] == [
        ({"kk": "Қазақ қоғамы"}, "possibly", "no"), ({"und": "Third"}, "no", "possibly"),
    ]  # fmt: skip


def test_the_earlier_day_is_the_first() -> None:
    record(history())
    assert ask("/compare", from_="2006", to="2001") == ask("/compare", from_="2001", to="2006") != ask("/compare", from_="2006", to="2006")


def test_seats_and_ties_that_changed() -> None:
    moved = told("moved", "moved", "society", "2004", seat="village", from_={"seat": "town"})
    record([*history(), told("village", "founded", "place:village", "1990", name="Village"), moved, told("joined", "joined", "society", "2006", member_of="new")])
    [row] = [row for row in ask("/compare", from_="2003", to="2006")["organisations"] if row["slug"] == "society"]
    assert [(one["fact"], one["value"], one["now"]) for one in row["differences"] if one["fact"] != "holding"] == [
        ("member_of", {"organisation": "new"}, "surely"), ("seat", {"place": "town"}, "no"), ("seat", {"place": "village"}, "surely"),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [3, 300])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    many = [told(f"o{n}", "founded", f"o{n}", "2002", name=f"Kazak Org {n}", seat="town", member_of="society") for n in range(count)]
    record([*history(), *many])
    assert [queries("/compare", from_="2001", to="2006"), queries("/organisations", q="kazak")] == [13, 7]


@pytest.mark.parametrize("count", [3, 40])
def test_what_is_found_of_three_kinds_takes_three_times_three_queries(count: int) -> None:
    record([*history(), *(told(f"o{n}", "founded", f"o{n}", "2002", name=f"Kazak {n}") for n in range(count))])
    assert (queries("/find", q="kazak"), ask("/find", q="kazak")["count"]) == (11, count + 3)
