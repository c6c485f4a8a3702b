"""The table "Tried by hand" of the rule of dates and changes, row by row, and some sentences beside it."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.world import paper, record, told

from shanyraq.directory.questions import show
from shanyraq.registry.models import Organisation
from shanyraq.registry.questions import below, under

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def shown(slug: str, day: str) -> dict[str, Any]:
    return show(slug, as_of=date.fromisoformat(day))


def exists(slug: str, *days: str) -> list[str]:
    return [shown(slug, day)["exists"] for day in days]


def names(slug: str, day: str) -> dict[str, str]:
    return {row["text"]["und"]: row["certainty"] for row in shown(slug, day)["names"]}


def chair(slug: str, day: str) -> dict[str, str]:
    return {row["person"]: row["certainty"] for row in shown(slug, day)["offices"]}


def under_on(child: str, parent: str, day: str) -> str:
    return str(under(child, parent, as_of=date.fromisoformat(day)))


def founded(*slugs: str) -> list[Any]:
    return [told(f"{slug}-founded", "founded", slug, "1990-01-01") for slug in slugs]


def test_registered_in_a_month() -> None:
    record(told("a", "registered", "org", "1996-04"))
    assert exists("org", "1996-03-31", "1996-04-15", "1996-04-30") == ["no", "possibly", "surely"]


def test_since_a_year_is_founded_in_it() -> None:
    record(told("a", "founded", "org", "1995/.."))
    assert exists("org", "1994-12-31", "1995-12-30", "1996-01-01") == ["no", "possibly", "surely"]


def test_names_in_a_chain() -> None:
    record([told("a", "renamed", "org", "2002", name="B", from_={"name": "A"}), told("b", "renamed", "org", "2002-06", name="C", from_={"name": "B"})])
    assert (names("org", "2002-08-01"), names("org", "2001-12-31")) == ({"C": "surely"}, {"A": "possibly"})
    assert names("org", "2002-03-01") == {"A": "possibly", "B": "possibly"}


def test_moved_within_one_centre() -> None:
    ties = [told(f"{slug}-joined", "joined", slug, "1991-01-01", part_of="r") for slug in ("p", "q")]
    x = [told("x-joined", "joined", "x", "1995-01-01", branch_of="p"), told("x-moved", "moved", "x", "2002", branch_of="q", from_={"branch_of": "p"})]
    record([*founded("p", "q", "r"), *ties, *x])
    assert [under_on("x", over, "2002-07-01") for over in ("r", "p", "q")] == ["surely", "possibly", "possibly"]
    assert [(row["slug"], row["group"]) for row in shown("x", "2002-07-01")["parents"]] == [("p", "x-moved"), ("q", "x-moved")]


def test_one_change_is_not_both_done_and_not_done() -> None:
    moved = told("moved", "moved", ("x", "a"), "2002", branch_of="y")
    record([*founded("x", "a", "y"), told("x-joined", "joined", "x", "1995-01-01", branch_of="a"), moved])
    root = Organisation.objects.get(slug="y")
    slugs = dict(Organisation.objects.values_list("pk", "slug"))
    paths = {(slugs[row.parent], row.slug) for row in below(root.pk, as_of=date(2002, 7, 1)) if row.parent}
    assert paths == {("y", "x"), ("y", "a")}


def test_seen_until_the_next_is_appointed() -> None:
    record([told("x-seen", "seen", "org", "2010", office="chair", person="x"), told("y-appointed", "appointed", "org", "2015", office="chair", person="y")])
    assert [chair("org", day) for day in ("2013-01-01", "2015-07-01", "2016-01-01")] == [{"x": "possibly"}, {"x": "possibly", "y": "possibly"}, {"y": "surely"}]


def test_a_list_and_an_appointment_in_its_year() -> None:
    standing = told("x-standing", "standing", "org", "2024-03-31", office="chair", person="x")
    record([standing, told("y-appointed", "appointed", "org", "2024", office="chair", person="y")])
    assert chair("org", "2024-03-31") == {"x": "surely"}
    assert chair("org", "2024-12-31") == {"x": "possibly", "y": "possibly"}


def test_done_by_the_day_of_the_source() -> None:
    record([paper("news", "1997"), told("a", "founded", "org", "199X", source="news", done=True)])
    assert exists("org", "1989-12-31", "1997-12-30", "1998-01-01") == ["no", "possibly", "surely"]


def test_ordered_is_not_bound_by_the_day_of_the_source() -> None:
    record([paper("decree", "2022-05-04"), told("a", "founded", "org", "2022-06-08", source="decree")])
    assert exists("org", "2022-06-07", "2022-06-08") == ["no", "surely"]


def test_announced_changes_nothing() -> None:
    record([*founded("org"), told("plan", "renamed", "org", "2002", status="announced", name="B")])
    assert names("org", "2003-01-01") == {}


def test_only_seen_is_possible_after_the_last_sighting() -> None:
    record([told("s", "seen", "org", "2001"), told("t", "seen", "org", "2005-05-05")])
    assert exists("org", "2000-12-31", "2001-12-31", "2003-01-01", "2005-05-05", "2005-05-06") == ["possibly", "surely", "surely", "surely", "possibly"]


def test_a_second_life_brings_back_name_and_kind_but_no_tie() -> None:
    acts = [told("end", "dissolved", "org", "2000-01-01"), told("again", "revived", "org", "2005-01-01")]
    begin = told("begin", "founded", "org", "1990-01-01", name="A", kind="club", level="city", part_of="r", seat="town")
    record([*founded("r"), begin, *acts])
    now, between = shown("org", "2006-01-01"), shown("org", "2002-01-01")
    assert (now["exists"], names("org", "2006-01-01"), [k["value"] for k in now["kinds"]]) == ("surely", {"A": "surely"}, ["club"])
    assert (now["parents"], now["seats"], between["exists"], between["names"]) == ([], [], "no", [])
