"""What testers found at the edges."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.world import claimed, record, told, withdrawn

from shanyraq.chronicle.checking import differences
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.tomlfile import read_text
from shanyraq.directory.questions import show, show_place

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def disputed(day: str, known_on: str | None = None) -> list[str]:
    answer = show("a", as_of=date.fromisoformat(day), known_on=date.fromisoformat(known_on) if known_on else None)
    return [row["fact"] for row in answer["disputes"]]


def values(key: str, day: str) -> list[tuple[Any, str]]:
    return [(row["value"], row["certainty"]) for row in show("a", as_of=date.fromisoformat(day))[key]]


@pytest.mark.parametrize("after", ["one claim less", "withdrawn"])
def test_a_dispute_ends_with_the_claim_that_made_it(after: str) -> None:
    first = told("begin", "founded", "a", "1996-04", name={"kk": "А"})
    record(claimed(first, "1995"))
    record(withdrawn(claimed(first, "1995")) if after == "withdrawn" else first, on="2026-02-01")
    assert (disputed("1995-12-31"), disputed("1995-12-31", known_on="2026-01-15")) == ([], ["exists", "name"])
    assert differences() == []


def test_two_bodies_that_name_each_other_begin_on_one_day() -> None:
    record([
        told("oblast-formed", "founded", "place:oblast", "2022-06-08", centre="town"),
        told("town-formed", "founded", "place:town", "2022-06-08", parent="oblast"),
    ])
    day = date(2022, 6, 8)
    assert [row["value"] for row in show_place("oblast", as_of=day)["centres"]] == ["town"]
    assert [row["slug"] for row in show_place("town", as_of=day)["parents"]] == ["oblast"]
    assert (show_place("oblast", as_of=date(2022, 6, 7))["exists"], show_place("town", as_of=date(2022, 6, 7))["exists"]) == ("no", "no")


def test_what_would_be_over_before_it_begins_is_refused() -> None:
    with pytest.raises(ChangeRefused, match=r"accredited: it would be over \(`until`\) before it begins"):
        record([told("begin", "founded", "a", "1990"), told("accredited", "accredited", "a", "1995", until="1994")])


def test_a_preferred_claim_without_a_value_has_that_of_the_first() -> None:
    text = '[[change]]\nid = "begin"\nact = "founded"\non = "a"\nclaim = [{ date = "1996", value = { kind = "club" } }, { date = "1994", preferred = true }]\n'
    record([table.body for table in read_text(text)])
    assert values("kinds", "1994-12-31") == [("club", "surely")]


def test_revived_tells_that_it_was_dormant() -> None:
    record([told("begin", "founded", "a", "1990-01-01"), told("again", "revived", "a", "2000-01-01")])
    assert [values("states", day) for day in ("1999-12-31", "2000-01-01")] == [[("dormant", "surely")], []]


def test_an_announcement_may_be_of_a_day_to_come() -> None:
    text = '[[source]]\nid = "p"\nkind = "press"\ntitle = "P"\nday = "2006-01-01"\n[[change]]\nid = "plan"\nact = "announced"\non = "a"\nclaim = [{ source = "p", date = "2030" }]\n'
    record([table.body for table in read_text(text)])
    assert show("a", as_of=date(2031, 1, 1))["exists"] == "no"


def test_nothing_comes_after_itself() -> None:
    with pytest.raises(ChangeRefused, match="begin: it cannot come before or after itself"):
        record(told("begin", "founded", "a", "1990", after="begin"))


def test_two_bodies_succeeded_by_one_at_once_leave_open_whose_seat_stays() -> None:
    record([
        told("a-begin", "founded", "v1", "1990-01-01", seat="north", office="chair", person="aigul", part_of=["top"]),
        told("b-begin", "founded", "v2", "1990-01-01", seat="south", part_of=["top"]),
        told("heir", "succeeded", ["v1", "v2"], "2001-01-01", by="a"),
    ])
    answer = show("a", as_of=date(2001, 1, 1))
    assert sorted((row["value"], row["certainty"]) for row in answer["seats"]) == [("north", "possibly"), ("south", "possibly")]
    assert [(row["person"], row["certainty"]) for row in answer["offices"]] == [("aigul", "surely")]
    assert [(row["slug"], row["certainty"]) for row in answer["parents"]] == [("top", "surely")]


def test_a_sighting_keeps_the_end_of_a_life_after_its_day() -> None:
    record([
        told("begin", "founded", "a", "1990-01-01"),
        told("end", "dissolved", "a", "2000-01-01/2003-12-31"),
        told("seen", "seen", "a", "2002-02-02", name={"kk": "А"}),
    ])
    assert [show("a", as_of=date(2002, 2, day))["exists"] for day in (1, 2, 3)] == ["surely", "surely", "possibly"]


def test_a_group_that_would_leave_an_alternative_out_is_none() -> None:
    record([
        *(told(f"{slug}-begin", "founded", slug, "1990-01-01") for slug in ("k", "l", "m")),
        told("a-begin", "founded", "a", "1991-01-01", branch_of="k"),
        told("move", "moved", "a", "2000", branch_of="l"),
        told("taken", "absorbed", "k", "2000", into="m"),
    ])
    rows = show("a", as_of=date(2000, 6, 1))["parents"]
    assert sorted((row["slug"], row["certainty"], row["group"]) for row in rows) == [(slug, "possibly", None) for slug in ("k", "l", "m")]
