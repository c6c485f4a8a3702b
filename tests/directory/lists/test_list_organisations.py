from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.directory.lists.reading_lists import counts, names, page, rows, table, words
from tests.world import claimed, paper, record, told, withdrawn

from shanyraq.accounts.changes import open_account

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PATH = "/en/organisations/"


def federation() -> list[Any]:
    return [
        paper("herald", "1999"),
        told("town", "founded", "place:town", "1990", name="Town", kind="city"),
        told("village", "founded", "place:village", "1990", name="Village", kind="village"),
        told("u", "founded", "umbrella", "1995-03-01", name="Umbrella", kind="umbrella", level="oblast", seat="town"),
        told("a", "founded", "alpha", "1996", source="herald", name="Alpha", kind="ethnocultural_centre", level="district", seat="village", part_of="umbrella"),
        told("ar", "registered", "alpha", "1997-04-22", source="herald", number="77"),
        told("ac", "appointed", "alpha", "2001", person="kim", office="chair"),
        told("k", "standing", "person:kim", "2001", name="Kim A."),
        told("b", "founded", "beta", "2000", name="Beta", kind="ethnocultural_centre", level="city", seat="town"),
        told("e", "dissolved", "beta", "2010"),
    ]


def test_it_lists_who_there_was_on_a_day() -> None:
    record(federation())
    html = page(PATH, as_of="2005-01-01")
    assert rows(html) == [
        ["Alpha 1", "ethnocultural centre 1", "district 1", "77 1", "1996 1", "Village 1", "Kim A. since 2001 2"],
        ["Beta 2", "ethnocultural centre 2", "city 2", "", "2000 2", "Town 2", ""],
        ["Umbrella 2", "umbrella organisation 2", "oblast 2", "", "1 March 1995 2", "Town 2", ""],
    ]
    assert names(page(PATH, as_of="2011")) == ["Alpha", "Umbrella"]
    assert names(page(PATH, as_of="1995-06-01")) == ["Umbrella"]


def test_every_link_keeps_the_day() -> None:
    record(federation())
    html = page(PATH, as_of="2005-01-01", known_on="2026-02-01")
    kept = "as_of=2005-01-01&amp;known_on=2026-02-01"
    assert f'href="/en/organisations/alpha/?{kept}"' in html
    assert f'href="?{kept}&amp;kind=umbrella"' in html
    assert f'href="table.csv?{kept}"' in html
    assert f'href="?{kept}&amp;sort=-name"' in html


def test_what_was_not_known_is_not_listed() -> None:
    record(federation()[:4], "2026-01-01")
    record(federation()[4:], "2026-03-01")
    assert names(page(PATH, known_on="2026-02-01")) == ["Umbrella"]


def test_what_is_only_possible_says_so() -> None:
    record([told("a", "founded", "a", "[2000..2004]", name="Alpha", kind="club")])
    assert rows(page(PATH, as_of="2002"))[0][:2] == ["Alpha possibly 1", "club possibly 1"]
    assert table(PATH + "table.csv", as_of="2002")[0]["Kind"] == "club (possibly)"


def test_alternatives_stand_in_one_cell_and_disputes_are_marked() -> None:
    change = told("n", "renamed", "a", "2005", name="New", from_={"name": "Old"})
    record([told("a", "founded", "a", "2000", name="Old"), claimed(change, "2007-01-01")])
    html = page(PATH, as_of="2005-06-01")
    assert words(html).count("or New possibly") == 1
    assert "Sources disagree" in rows(html)[0][0]
    assert table(PATH + "table.csv", as_of="2005-06-01")[0]["Name"] == "Old (possibly) or New (possibly)"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "ethnocultural_centre"}, ["Alpha", "Beta"]),
        ({"level": "oblast"}, ["Umbrella"]),
        ({"registration": "yes"}, ["Alpha"]),
        ({"registration": "no"}, ["Beta", "Umbrella"]),
        ({"certainty": "surely"}, ["Alpha", "Beta", "Umbrella"]),
        ({"certainty": "possibly"}, []),
        ({"seat": "town"}, ["Beta", "Umbrella"]),
        ({"parent": "umbrella"}, ["Alpha"]),
        ({"seat": "town", "kind": "ethnocultural_centre"}, ["Beta"]),
        ({"q": "ALP"}, ["Alpha"]),
        ({"q": "pha be"}, []),
        ({"kind": "nonsense"}, []),
        ({"strange": "x"}, ["Alpha", "Beta", "Umbrella"]),
    ],
)
def test_it_can_be_narrowed(asked: dict[str, str], found: list[str]) -> None:
    record(federation())
    assert names(page(PATH, as_of="2005", **asked)) == found


def test_filters_say_how_many_there_are() -> None:
    record(federation())
    html = page(PATH, as_of="2005", seat="town")
    assert counts(html) == {
        "Kind": {"ethnocultural centre": 1, "umbrella organisation": 1},
        "Level": {"oblast": 1, "city": 1},
        "Seat": {"Town": 2, "Village": 1},
    }
    assert "Take away: Seat: Town" in words(html)
    assert counts(page(PATH, as_of="2005"))["State registration"] == {"registered": 1, "not told": 2}


def test_a_name_typed_without_kazakh_letters_is_found() -> None:
    record([told("a", "founded", "a", "2000", name={"kk": "Қазақ қоғамы", "en": "Kazakh Society"}), told("b", "founded", "b", "2000", name="Other")])
    assert names(page(PATH, q="казак когам")) == ["Kazakh Society"]


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("name", ["Alpha", "Beta", "Umbrella"]),
        ("-name", ["Umbrella", "Beta", "Alpha"]),
        ("kind", ["Alpha", "Beta", "Umbrella"]),
        ("-kind", ["Umbrella", "Alpha", "Beta"]),
        ("level", ["Umbrella", "Beta", "Alpha"]),
        ("registration", ["Alpha", "Beta", "Umbrella"]),
        ("-registration", ["Alpha", "Beta", "Umbrella"]),
        ("since", ["Umbrella", "Alpha", "Beta"]),
        ("seat", ["Beta", "Umbrella", "Alpha"]),
        ("parent", ["Alpha", "Beta", "Umbrella"]),
        ("chair", ["Alpha", "Beta", "Umbrella"]),
        ("nonsense", ["Alpha", "Beta", "Umbrella"]),
    ],
)
def test_it_can_be_put_in_order_and_what_is_missing_comes_last(sort: str, found: list[str]) -> None:
    record(federation())
    assert names(page(PATH, as_of="2005", sort=sort)) == found


def test_kazakh_letters_stand_where_they_belong() -> None:
    wanted = ["Ата", "Әже", "Бала", "Қала", "Лес", "Өрт", "Пар", "№2 үй", "№10 үй"]
    record([told(f"o{number}", "founded", f"o{number}", "2000", name={"kk": name}) for number, name in enumerate(reversed(wanted))])
    assert names(page("/kk/organisations/")) == [*wanted[-2:], *wanted[:-2]]


def test_columns_are_chosen() -> None:
    record(federation())
    html = Client().get(PATH, {"as_of": "2005", "columns": ["parent", "level"]}).content.decode()
    assert [len(row) for row in rows(html)] == [3, 3, 3]
    assert rows(html)[0] == ["Alpha 1", "district 1", "part of Umbrella 1"]
    common = ["Sources", "Page", "As of", "As known on", "Register", "Licence"]
    assert list(table(PATH + "table.csv", as_of="2005", columns="parent")[0]) == ["Name", "Belongs to", *common]


def test_fifty_stand_on_a_page() -> None:
    record([told(f"o{number:03}", "founded", f"o{number:03}", "2000", name=f"Org {number}") for number in range(120)])
    assert names(page(PATH, page="2")) == [f"Org {number}" for number in range(50, 100)]
    assert len(names(page(PATH, page="3"))) == 20
    assert names(page(PATH, page="99")) == names(page(PATH, page="3"))
    assert names(page(PATH, page="x")) == names(page(PATH))
    assert '<a href="?page=2" rel="next">' in page(PATH)
    assert len(table(PATH + "table.csv")) == 120


@pytest.mark.parametrize("asked", [{}, {"kind": "ethnocultural_centre"}, {"certainty": "surely", "seat": "town"}, {"parent": "umbrella"}, {"q": "bet"}, {"registration": "no"}])
def test_whoever_is_signed_in_reads_the_same(asked: dict[str, str]) -> None:
    """The questions of strangers are compiled before they ask, those of others while they do."""
    record(federation())
    client = Client()
    client.force_login(open_account(name="Reader"))
    for path in (PATH, "/en/places/", "/en/people/"):
        own = client.get(path, {"as_of": "2005", **asked}).content.decode()
        html = page(path, as_of="2005", **asked)
        assert (names(own), counts(own)) == (names(html), counts(html))


def test_an_empty_list_says_how_to_begin() -> None:
    assert "No organisation is known on this day" in page(PATH)
    record(federation())
    html = page(PATH, kind="party")
    assert ("Nothing fits" in html, 'href="?">Show the whole list' in html) == (True, True)


def test_nothing_is_left_of_what_is_withdrawn() -> None:
    record(federation())
    record([withdrawn(change) for change in federation()[4:7]], "2026-02-01")
    assert names(page(PATH, as_of="2005")) == ["Beta", "Umbrella"]


def test_a_hostile_name_is_a_text() -> None:
    record([told("a", "founded", "a", "2000", name="</td><script>alert(1)</script>"), told("b", "founded", "b", "2000", name='=HYPERLINK("x")')])
    assert "<script>alert" not in page(PATH)
    assert [row["Name"] for row in table(PATH + "table.csv")] == ['\'=HYPERLINK("x")', "</td><script>alert(1)</script>"]


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize(("path", "number"), [(PATH, 31), (PATH + "table.csv", 21), (PATH + "table.xlsx", 21)])
def test_the_number_of_queries_is_one_number(count: int, path: str, number: int) -> None:
    record([*federation(), *(told(f"o{n}", "founded", f"o{n}", "1999", name=f"Org {n}", kind="club", seat="town", culture={"en": f"Culture {n % 7}"}) for n in range(count))])
    page(PATH)
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(path, {"as_of": "2005", "sort": "-seat"})
    assert answer.status_code == 200
    assert len(queries) == number
