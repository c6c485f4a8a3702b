from __future__ import annotations

from typing import Any

import pytest
from tests.api.asking import ask, queries, slugs
from tests.world import claimed, paper, record, told, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def story() -> list[Any]:
    return [
        paper("letter", "2010"),
        told("begin", "founded", "society", "1996-04~", name="Society", source="letter"),
        told("renamed", "renamed", "society", "2002", name="Club", after="begin"),
        told("town", "founded", "place:town", "1990", name="Town"),
        told("plan", "dissolved", "society", "2027", status="announced"),
        told("rumour", "announced", "society", "2005"),
    ]


def found(**asked: Any) -> list[str]:
    return slugs(ask("/chronicle", **asked)["changes"])


def test_it_works() -> None:
    record([*story()[:1], claimed(story()[1], "1997", name="Friends")])
    assert ask("/chronicle") == {
        "known_on": None, "count": 1, "next": None,
        "changes": [{
            "id": "begin", "act": "founded", "on": ["organisation:society"], "status": "done", "after": [], "before": [], "note": {},
            "earliest": "1996-03-01", "latest": "1996-05-31", "recorded": "2026-01-01T00:00:00Z",
            "claims": [
                {"source": "letter", "locator": None, "told": "ordered", "date": "1996-04~", "value": {"name": {"und": "Society"}}, "wording": None, "preferred": True},
                {"source": None, "locator": None, "told": "ordered", "date": "1997", "value": {"name": {"und": "Friends"}}, "wording": None, "preferred": False},
            ],
        }],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({}, ["town", "begin", "renamed", "plan", "rumour"]),
        ({"act": "renamed"}, ["renamed"]),
        ({"body": "society"}, ["begin", "renamed", "plan", "rumour"]),
        ({"body": "organisation:society", "status": "done"}, ["begin", "renamed"]),
        ({"body": "place:town"}, ["town"]),
        ({"body": "nobody"}, []),
        ({"source": "letter"}, ["begin"]),
        ({"source": "nothing"}, []),
        ({"status": "announced"}, ["plan", "rumour"]),
        ({"until": "1996-03", "status": "done"}, ["town", "begin"]),
        ({"since": "1996-06", "status": "done"}, ["renamed"]),
        ({"since": "1996-04", "status": "done"}, ["begin", "renamed"]),
        ({"since": "1996", "until": "1996", "status": "done"}, ["begin"]),
    ],
)
def test_the_chronicle_is_narrowed(asked: dict[str, str], ids: list[str]) -> None:
    record(story())
    assert sorted(found(**asked)) == sorted(ids)


def test_what_is_only_said_says_so() -> None:
    record(story())
    assert {row["id"]: row["status"] for row in ask("/chronicle")["changes"]} == {
        "town": "done", "begin": "done", "renamed": "done", "plan": "announced", "rumour": "announced",
    }  # fmt: skip


def test_pages_follow_each_other_in_the_order_of_time() -> None:
    record([told(f"c{n}", "founded", f"o{n}", f"{2010 - n}", name=f"Org {n}") for n in range(5)])
    first = ask("/chronicle", limit="2")
    second = ask(first["next"].removeprefix("/api/v1"))
    third = ask(second["next"].removeprefix("/api/v1"))
    assert [slugs(page["changes"]) for page in (first, second, third)] == [["c4", "c3"], ["c2", "c1"], ["c0"]]
    assert third["next"] is None


def test_whoever_keeps_a_copy_asks_for_what_was_recorded_since() -> None:
    record(story(), on="2026-01-01")
    record([told("renamed", "renamed", "society", "2003", name="Club", after="begin"), told("new", "founded", "new", "2020", name="New")], on="2026-02-01")
    record(withdrawn(told("new", "founded", "new", "2020", name="New")), on="2026-03-01")
    everything = ask("/chronicle", recorded_since="2026-01-01", limit="3")
    rest = ask(everything["next"].removeprefix("/api/v1"))
    assert (len(everything["changes"]), [(row["id"], row["status"], row["recorded"]) for row in rest["changes"][-2:]]) == (
        3, [("renamed", "done", "2026-02-01T00:00:00Z"), ("new", "withdrawn", "2026-03-01T00:00:00Z")],
    )  # fmt: skip
    assert (found(recorded_since="2026-02-01T00:00:00Z"), found(recorded_since="2026-02-01T00:00:00.5Z"), found(body="new")) == (["renamed", "new"], ["new"], [])


def test_as_it_was_known_then() -> None:
    record(story(), on="2026-01-01")
    record(told("renamed", "renamed", "society", "2003", name="Guild", after="begin"), on="2026-02-01")
    dates = [ask("/chronicle", act="renamed", **known)["changes"][0]["claims"][0] for known in ({}, {"known_on": "2026-01-15"})]
    assert [(claim["date"], claim["value"]) for claim in dates] == [("2003", {"name": {"und": "Guild"}}), ("2002", {"name": {"und": "Club"}})]


@pytest.mark.parametrize("count", [3, 300])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    many = [told(f"c{n}", "appointed", "society", "2003", office="elder", person=f"elder-{n}", source="letter") for n in range(count)]
    record([*story(), *many])
    assert [queries("/chronicle", limit="100"), queries("/chronicle", recorded_since="2020-01-01"), queries("/chronicle", body="society")] == [4, 4, 4]
