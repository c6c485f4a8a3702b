"""What a body hands on when it ends (rule 13): derived, never stored, also for what is recorded later."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.world import record, told

from shanyraq.chronicle.checking import differences
from shanyraq.directory.questions import show
from shanyraq.registry.questions import under

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def parents(slug: str, day: str) -> list[tuple[str, str, str]]:
    return sorted((row["slug"], row["tie"], row["certainty"]) for row in _show(slug, day)["parents"])


def successors(slug: str, day: str) -> list[tuple[str, str]]:
    return sorted((row["slug"], row["certainty"]) for row in _show(slug, day)["successors"])


def exists(slug: str, day: str) -> str:
    return str(_show(slug, day)["exists"])


def _show(slug: str, day: str) -> dict[str, Any]:
    return show(slug, as_of=date.fromisoformat(day))


def test_merged_ties_from_below_pass_and_ties_upwards_end() -> None:
    record([
        *(told(f"{slug}-begin", "founded", slug, "1990-01-01", part_of=["umbrella"]) for slug in ("a", "b", "c")),
        told("child-begin", "founded", "child", "1995-01-01", member_of=["a"]),
        told("merger", "merged", ["a", "b", "c"], "2000-06-01", into="new", name={"kk": "Жаңа"}),
    ])
    assert parents("child", "2000-05-31") == [("a", "member_of", "surely")]
    assert parents("child", "2000-06-01") == [("new", "member_of", "surely")]
    assert parents("new", "2001-01-01") == []
    assert [exists(slug, day) for slug in ("a", "new") for day in ("2000-05-31", "2000-06-01")] == ["surely", "no", "no", "surely"]
    assert successors("b", "2000-06-01") == [("new", "surely")]
    assert successors("b", "2000-05-31") == []


def test_a_tie_recorded_after_the_merger_passes_as_well() -> None:
    record([told("a-begin", "founded", "a", "1990"), told("b-begin", "founded", "b", "1990"), told("merger", "merged", ["a", "b"], "2000", into="new")])
    record([told("child-joined", "joined", "child", "1995-01-01", part_of=["a"])], on="2026-02-01")
    assert parents("child", "2000-07-01") == [("a", "part_of", "possibly"), ("new", "part_of", "possibly")]
    assert parents("child", "2001-01-01") == [("new", "part_of", "surely")]
    assert differences() == []


def test_both_sides_of_a_merger_in_an_unknown_month_are_one_group() -> None:
    record([
        told("a-begin", "founded", "a", "1990", part_of=["top"]),
        told("new-begin", "founded", "new", "1990", part_of=["top"]),
        told("child-begin", "founded", "child", "1995-01-01", branch_of="a"),
        told("taken", "absorbed", "a", "2000", into="new"),
    ])
    rows = _show("child", "2000-07-01")["parents"]
    assert [(row["slug"], row["certainty"], row["group"]) for row in rows] == [("a", "possibly", "taken"), ("new", "possibly", "taken")]
    assert str(under("child", "top", as_of=date(2000, 7, 1))) == "surely"


def test_succeeded_passes_upwards_too_with_seat_offices_and_accreditation() -> None:
    record([
        told("old-begin", "founded", "old", "1990-01-01", part_of=["republic"], seat="town"),
        told("chair", "appointed", "old", "1999-01-01", office="chair", person="aigul"),
        told("accredited", "accredited", "old", "2000-01-01", until="2003-01-01"),
        told("child", "founded", "child", "1995-01-01", part_of=["old"]),
        told("heir", "succeeded", "old", "2001-07-01", by="new"),
    ])
    answer = _show("new", "2001-07-01")
    assert parents("new", "2001-07-01") == [("republic", "part_of", "surely")]
    assert parents("child", "2001-07-01") == [("new", "part_of", "surely")]
    assert [(row["value"], row["certainty"]) for row in answer["seats"]] == [("town", "surely")]
    assert [(row["office"], row["person"], row["certainty"]) for row in answer["offices"]] == [("chair", "aigul", "surely")]
    assert [(row["value"], row["certainty"]) for row in answer["states"]] == [("accredited", "surely")]
    assert _show("new", "2003-01-01")["states"] == []
    assert [_show("old", "2001-07-01")[key] for key in ("seats", "offices", "states", "parents")] == [[], [], [], []]


def test_merged_ends_seat_and_offices() -> None:
    record([
        told("a-begin", "founded", "a", "1990", seat="town", office="chair", person="aigul"),
        told("b-begin", "founded", "b", "1990"),
        told("merger", "merged", ["a", "b"], "2000-01-01", into="new"),
    ])
    assert [_show(slug, "2000-01-01")[key] for slug in ("a", "new") for key in ("seats", "offices")] == [[], [], [], []]


def test_split_names_each_tie_that_goes() -> None:
    record([
        told("old-begin", "founded", "old", "1990"),
        *(told(f"{slug}-begin", "founded", slug, "1991", part_of=["old"]) for slug in ("x", "y", "z")),
        told("branch-begin", "founded", "branch", "1991", branch_of="old"),
        told("division", "split", "old", "2000-01-01", into=["p", "q"], ties={"p": ["x"], "q": ["y", "branch"]}, values={"p": {"name": {"kk": "П"}}}),
    ])
    assert parents("branch", "2000-01-01") == [("q", "branch_of", "surely")]
    assert [parents(slug, "2000-01-01") for slug in ("x", "y", "z")] == [[("p", "part_of", "surely")], [("q", "part_of", "surely")], []]
    assert [exists(slug, "2000-01-01") for slug in ("old", "p", "q")] == ["no", "surely", "surely"]
    assert [row["text"] for row in _show("p", "2000-01-01")["names"]] == [{"kk": "П"}]


def test_separated_leaves_the_old_one_standing() -> None:
    record([
        told("old-begin", "founded", "old", "1990"),
        *(told(f"{slug}-begin", "founded", slug, "1991", branch_of="old") for slug in ("x", "y")),
        told("parting", "separated", "old", "2000-01-01", part="new", ties=["x"], name={"kk": "Жаңа"}),
    ])
    assert [parents(slug, "2000-01-01") for slug in ("x", "y")] == [[("new", "branch_of", "surely")], [("old", "branch_of", "surely")]]
    assert [exists(slug, "2000-01-01") for slug in ("old", "new")] == ["surely", "surely"]


def test_a_chain_of_heirs() -> None:
    record([
        *(told(f"{slug}-begin", "founded", slug, "1990-01-01") for slug in ("a", "b", "c")),
        told("child", "founded", "child", "1991-01-01", part_of=["a"]),
        told("first", "absorbed", "a", "2000-01-01", into="b"),
        told("second", "absorbed", "b", "2001-01-01", into="c"),
    ])
    assert [parents("child", f"{year}-06-01") for year in (1999, 2000, 2001)] == [[(heir, "part_of", "surely")] for heir in ("a", "b", "c")]


def test_a_second_life_brings_back_name_kind_and_level_alone() -> None:
    record([
        told("begin", "founded", "a", "1920", name={"kk": "А"}, kind="club", level="oblast", seat="town", part_of=["top"]),
        told("end", "dissolved", "a", "1950-01-01"),
        told("again", "revived", "a", "1990-01-01"),
    ])
    answer = _show("a", "1990-01-01")
    assert ([row["text"] for row in answer["names"]], [row["value"] for row in answer["kinds"]], [row["value"] for row in answer["levels"]]) == ([{"kk": "А"}], ["club"], ["oblast"])
    assert (answer["seats"], answer["parents"], exists("a", "1970-01-01")) == ([], [], "no")


def test_dormant_ends_nothing() -> None:
    record([told("begin", "founded", "a", "1990", name={"kk": "А"}), told("rest", "dormant", "a", "2000-01-01"), told("woken", "revived", "a", "2005-01-01")])
    assert [[row["value"] for row in _show("a", day)["states"]] for day in ("1999-12-31", "2000-01-01", "2005-01-01")] == [[], ["dormant"], []]
    assert [exists("a", day) for day in ("2000-01-01", "2005-01-01")] == ["surely", "surely"]


def test_a_seat_in_a_territory_that_was_merged_is_in_the_new_one() -> None:
    record([
        told("town-begin", "founded", "place:old-town", "1900"),
        told("begin", "founded", "a", "1990-01-01", seat="old-town"),
        told("reform", "merged", ["place:old-town", "place:other-town"], "2000-01-01", into="place:new-town"),
    ])
    assert [row["value"] for row in _show("a", "1999-12-31")["seats"]] == ["old-town"]
    assert [row["value"] for row in _show("a", "2000-01-01")["seats"]] == ["new-town"]


def test_one_change_for_many() -> None:
    members = [f"m{number}" for number in range(30)]
    record([*(told(f"{slug}-begin", "founded", slug, "1990-01-01") for slug in members), told("all-in", "joined", members, "1998", part_of=["assembly"])])
    assert {tuple(parents(slug, "1998-12-31")) for slug in members} == {(("assembly", "part_of", "surely"),)}
    assert {str(under(slug, "assembly", as_of=date(1998, 6, 1))) for slug in members} == {"possibly"}


def test_what_is_only_announced_is_in_the_register_and_does_not_exist() -> None:
    record([told("planned", "founded", "a", "2030", status="announced"), told("named", "joined", "b", "2001", part_of=["umbrella"])])
    assert (exists("a", "2031-01-01"), exists("umbrella", "2001-12-31")) == ("no", "surely")


def test_founded_and_dissolved_on_one_day_is_in_the_register_and_does_not_exist() -> None:
    record([told("begin", "founded", "a", "2000-01-06"), told("end", "dissolved", "a", "2000-01-06")])
    assert exists("a", "2000-01-06") == "no"


def test_a_part_that_leaves_stands_under_the_old_body_no_more() -> None:
    record([
        told("old-begin", "founded", "old", "1990-01-01"),
        told("part-begin", "founded", "part", "1991-01-01", branch_of="old", member_of=["old"]),
        told("parting", "separated", "old", "2000-01-01", part="part"),
    ])
    assert [parents("part", day) for day in ("1999-12-31", "2000-01-01")] == [[("old", "branch_of", "surely"), ("old", "member_of", "surely")], []]
