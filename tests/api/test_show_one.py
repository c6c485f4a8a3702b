"""One organisation, place or person on a day."""
from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.api.asking import ask, queries, refused, said
from tests.world import paper, record, told

from shanyraq.directory.questions import show, show_place
from shanyraq.people.changes import leave_out
from shanyraq.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def society() -> list[Any]:
    return [
        paper("list", "2001"),
        told("town", "founded", "place:town", "1990", name="Town", kind="city", kato="191000000"),
        told("society", "founded", "society", "2000", name={"kk": "Қоғам", "ru": "Общество"}, short="S", kind="society", seat="town", aim={"en": "Friendship"}),
        told("person", "seen", "person:ada", "2000", name={"en": {"given": "Ada", "family": "Kim"}}),
        told("chair", "appointed", "society", "2001~", office="chair", person="ada", source="list"),
    ]


def test_an_organisation_is_what_the_command_shows_with_texts_and_links() -> None:
    record(society())
    told_so = ask("/organisations/society", as_of="2005", known_on="2026-05")
    command = show("society", as_of=datetime(2005, 12, 31, tzinfo=UTC).date(), known_on=datetime(2026, 5, 31, tzinfo=UTC).date())
    links = {
        "self": "/api/v1/organisations/society?as_of=2005-12-31&known_on=2026-05-31",
        "pages": {lang: f"/{lang}/organisations/society/?as_of=2005-12-31&known_on=2026-05-31" for lang in ("kk", "ru", "ko", "en")},
        "chronicle": "/api/v1/chronicle?body=organisation:society&known_on=2026-05-31",
        "tree": "/api/v1/organisations/society/tree?as_of=2005-12-31&known_on=2026-05-31",
    }
    chair = [{**row, "acting": False} for row in command["offices"]]
    assert told_so == command | {"offices": chair, "texts": [said(None, fact="aim", text={"en": "Friendship"})], "links": links}


def test_a_place_is_what_the_command_shows_with_links() -> None:
    record(society())
    shown = ask("/places/town", as_of="2005")
    links = {
        "self": "/api/v1/places/town?as_of=2005-12-31",
        "pages": {lang: f"/{lang}/places/town/?as_of=2005-12-31" for lang in ("kk", "ru", "ko", "en")},
        "chronicle": "/api/v1/chronicle?body=place:town",
    }
    assert shown == show_place("town", as_of=datetime(2005, 12, 31, tzinfo=UTC).date()) | {"links": links}


def test_a_person_has_a_name_and_offices() -> None:
    record(society())
    shown = ask("/people/ada", as_of="2005")
    assert (shown["names"], shown["also"], shown["disputes"]) == (
        [{"certainty": "possibly", "group": None, "text": {"en": {"given": "Ada", "family": "Kim"}}}], [], []
    )  # fmt: skip
    assert shown["offices"] == [said(None, office="chair", organisation="society", acting=False)]


def test_other_sources_that_would_answer_otherwise_are_named() -> None:
    first = told("begin", "founded", "society", "2000", name="Society")
    second = told("renamed", "renamed", "society", "2003", name="Club")
    other = second.claims[0].__class__(told="ordered", date="2009", value=None)
    record([first, second.__class__(second.id, second.act, second.on, (*second.claims, other))])
    assert ask("/organisations/society", as_of="2005")["disputes"] == [
        {"change": "renamed", "fact": "name", "claims": [
            {"date": "2003", "value": {"name": {"und": "Club"}}, "source": None, "preferred": True}, {"date": "2009", "value": None, "source": None, "preferred": False},
        ]},
    ]  # fmt: skip


def test_of_what_is_only_announced_nothing_is_so() -> None:
    record([*society(), told("plan", "founded", "council", "2027", name="Council", status="announced")])
    shown = ask("/organisations/council", as_of="2030")
    assert (shown["exists"], [name for name, rows in shown.items() if isinstance(rows, list) and rows]) == ("no", [])
    assert ask("/organisations/council/tree")["tree"] == {"slug": "council", "name": {}, "tie": None, "certainty": "surely", "below": [], "deeper": 0}


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/organisations/nobody", "There is no organisation “nobody”."),
        ("/organisations/nobody/tree", "There is no organisation “nobody”."),
        ("/places/nowhere", "There is no place “nowhere”."),
        ("/people/nobody", "There is no person “nobody” here who may be named."),
        ("/sources/nothing", "There is no source “nothing”."),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(path: str, sentence: str) -> None:
    assert refused(path) == (404, sentence)


def test_whoever_asked_not_to_be_named_is_not_named() -> None:
    record([*society(), told("released", "released", "society", "2004", office="chair", person="ada")])
    leave_out(by=None, at=datetime(2026, 6, 1, tzinfo=UTC), person=Person.objects.get(slug="ada"), why="Asked in a letter.")
    assert refused("/people/ada") == (404, "There is no person “ada” here who may be named.")
    assert ask("/people", as_of="2005")["people"] == []
    assert [row["person"] for row in ask("/organisations/society", as_of="2003")["offices"]] == [None]
    assert (ask("/chronicle", body="person:ada")["changes"], ask("/chronicle", body="society")["count"]) == ([], 3)
    answers = [ask("/organisations/society", as_of="2003"), ask("/chronicle"), ask("/chronicle", recorded_since="2020-01-01"), ask("/people")]
    assert [one for one in answers if "ada" in str(one).casefold()] == []


def test_the_tree_is_that_of_the_command_and_bounded_in_depth() -> None:
    chain = [told(f"o{n}", "founded", f"o{n:02}", "2000", name=f"Org {n}", **({"branch_of": f"o{n - 1:02}"} if n else {})) for n in range(34)]
    record(chain)
    node, depth = ask("/organisations/o00/tree", as_of="2005")["tree"], 0
    assert (node["slug"], node["tie"], node["below"][0]["tie"], node["certainty"]) == ("o00", None, "branch_of", "surely")
    while node["below"]:
        [node], depth = node["below"], depth + 1
    assert (depth, node["slug"], node["deeper"]) == (30, "o30", 1)


def test_a_body_that_is_met_again_is_named_only() -> None:
    record([
        told("top", "founded", "top", "2000", name="Top"), told("a", "founded", "a", "2000", name="A", member_of="top"),
        told("b", "founded", "b", "2000", name="B", member_of=["top", "a"]),
    ])  # fmt: skip
    below = ask("/organisations/top/tree", as_of="2005")["tree"]["below"]
    assert [(node["slug"], node.get("again")) for node in below] == [("a", None), ("b", None)] or below[0]["below"] == [{"slug": "b", "again": True}]


@pytest.mark.parametrize("count", [3, 60])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    others = [told(f"o{n}", "founded", f"o{n}", "2000", name=f"Org {n}", branch_of="society", seat="town") for n in range(count)]
    holders = [told(f"h{n}", "appointed", "society", "2001", office="elder", person=f"elder-{n}") for n in range(count)]
    record([*society(), *others, *holders])
    paths = ("/organisations/society", "/organisations/society/tree", "/places/town", "/people/ada")
    assert [queries(path) for path in paths] == [12, 3, 10, 6]
