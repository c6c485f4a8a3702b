from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.directory.lists.reading_lists import counts, page, table, words
from tests.world import paper, record, told, withdrawn

from shanyraq.chronicle.models import Change, Version
from shanyraq.directory.days import Asked
from shanyraq.directory.lists.chronicle import SHAPE, Chronicle
from shanyraq.directory.lists.wishes import Wish
from shanyraq.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PATH = "/en/chronicle/"
TODAY = date(2026, 6, 1)


def story() -> list[Any]:
    return [
        paper("herald", "1999"),
        paper("letter", "2012"),
        told("town", "founded", "place:town", "1989-05-01", source="herald", name="Town", kind="city"),
        told("a", "founded", "alpha", "1996-04", source="herald", name="Alpha", seat="town"),
        told("n", "renamed", "alpha", "2001/2003", source="letter", name="Alpha Two", from_={"name": "Alpha"}),
        told("x", "announced", "alpha", "2011-06-01", source="letter", status="announced"),
        told("u", "founded", "beta", "", source="letter", name="Beta"),
    ]


def ids(html: str) -> list[str]:
    return re.findall('<li id="c-(.*?)"', html)


def test_everything_told_stands_there_the_newest_first() -> None:
    record(story())
    html = page(PATH)
    assert ids(html) == ["x", "n", "a", "town", "u"]
    assert ids(page(PATH, sort="when")) == ["town", "a", "n", "x", "u"]
    assert "Alpha Two : New name, until then Alpha" in words(html)
    assert "Newest first" in words(page(PATH, sort="when"))


def test_a_day_changes_nothing_and_knowledge_does() -> None:
    record(story()[:4], "2026-01-01")
    record(story()[4:], "2026-03-01")
    assert ids(page(PATH, as_of="1990")) == ["x", "n", "a", "town", "u"]
    assert ids(page(PATH, known_on="2026-02-01")) == ["a", "town"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"from": "1996", "to": "1996"}, ["a"]),
        ({"from": "1997"}, ["x", "n"]),
        ({"to": "1990"}, ["town"]),
        ({"decade": "2000"}, ["n"]),
        ({"decade": "2010"}, ["x"]),
        ({"act": "founded"}, ["a", "town", "u"]),
        ({"status": "announced"}, ["x"]),
        ({"status": "done", "decade": "1990"}, ["a"]),
        ({"about": "place:town"}, ["a", "town"]),
        ({"about": "organisation:alpha", "source": "letter"}, ["x", "n"]),
        ({"source": "nothing"}, []),
        ({"act": "nonsense"}, []),
    ],
)
def test_it_can_be_narrowed(asked: dict[str, str], found: list[str]) -> None:
    record(story())
    assert ids(page(PATH, **asked)) == found
    assert sorted(row["Page"].split("/")[-2] for row in table(PATH + "table.csv", **asked)) == sorted(found)


def test_filters_say_how_many_there_are() -> None:
    record(story())
    found = counts(page(PATH))
    assert found["Act"] == {"founded": 3, "announced": 1, "renamed": 1}
    assert found["Announced or done"] == {"done": 4, "announced": 1}
    assert found["About"] == {"Alpha Two": 3, "Town": 2, "Beta": 1}
    assert found["Source"] == {"letter": 3, "herald": 2}


def test_what_is_no_year_is_said_and_kept() -> None:
    record(story())
    html = page(PATH, **{"from": "abc", "to": "1990"})
    assert ids(html) == ["town"]
    assert 'value="abc" aria-invalid="true"' in html
    assert words(html).count("Write a year, for example 1996.") == 2


def test_each_change_has_a_page_of_its_own() -> None:
    record(story())
    assert 'href="/en/chronicle/n/?as_of=2000"' in page(PATH, as_of="2000")
    html = page("/en/chronicle/n/")
    assert ids(html) == ["n"]
    assert "letter" in words(html)
    assert Client().get("/en/chronicle/nothing/").status_code == 404
    record(withdrawn(story()[4]), "2026-02-01")
    assert Client().get("/en/chronicle/n/").status_code == 404
    assert Client().get("/en/chronicle/n/", {"known_on": "2026-01-15"}).status_code == 200


def test_nobody_is_listed_who_asked_not_to_be_named() -> None:
    chair = replace(told("kc", "appointed", "alpha", "2002", person="kim", office="chair"), note={"en": "Kim, by show of hands"})
    record([*story(), told("kim", "standing", "person:kim", "2001", name="Kim A."), chair])
    assert "Kim, by show of hands" in words(page(PATH))
    assert "Kim A." in words(page(PATH))
    Person.objects.filter(slug="kim").update(left_out=timezone.now())
    html = page(PATH)
    number = f"change-{Change.objects.get(slug='kc').pk}"
    assert ("Kim" in words(html), "kim" in ids(html), "kc" in ids(html), number in ids(html)) == (False, False, False, True)
    assert Client().get("/en/chronicle/kim/").status_code == 404
    assert [row for row in table(PATH + "table.csv") if "Kim" in str(row) or "/kim/" in row["Page"]] == []
    assert len(table(PATH + "table.csv")) == len(ids(html))


def test_a_file_holds_days_and_words() -> None:
    record(story())
    rows = {row["Page"].split("/")[-2]: row for row in table(PATH + "table.csv")}
    assert {key: rows[key]["When"] for key in ("town", "a", "n", "x", "u")} == {
        "town": "1989-05-01", "a": "April 1996", "n": "between 2001 and 2003", "x": "2011-06-01", "u": rows["u"]["When"],
    }  # fmt: skip
    assert rows["a"]["What happened"] == "Alpha: Founded; Seat: Town"
    assert rows["n"]["Sources"] == "letter (2012)"


def test_an_empty_chronicle_says_how_to_begin() -> None:
    assert "Nothing is told here yet" in words(page(PATH))


def crowd() -> list[Any]:
    """What was done on many days, what is only announced between them, what is bounded on one side, and what nothing bounds."""
    done = [told(f"d{n:02}", "founded", f"d{n}", f"{1990 + n // 2}", name=f"D {n}") for n in range(20)]
    announced = [told(f"a{n}", "announced", f"d{n}", said, status="announced") for n, said in enumerate(("1991", "1995-12-31", "1996-01", "2030", "", "../1993"))]
    return [*done, *announced, told("after", "founded", "after", "1994/..", name="After"), *(told(f"u{n}", "founded", f"u{n}", "", name="U") for n in "31")]


OLDEST_FIRST = (
    "d00 d01 a0 d02 d03 d04 d05 a5 d06 d07 after d08 d09 d10 d11 a1 a2 d12 d13 d14 d15 d16 d17 d18 d19 a3 a4 u1 u3".split()  # noqa: SIM905
)


def test_any_part_of_the_order_is_that_of_the_whole() -> None:
    record(crowd())
    slugs = dict(Version.objects.values_list("pk", "change__slug"))
    newest_first = [*reversed(OLDEST_FIRST[:-3]), *OLDEST_FIRST[-3:]]
    for falling, wanted in ((False, OLDEST_FIRST), (True, newest_first)):
        listing = Chronicle(Wish(Asked(TODAY, TODAY), SHAPE, sort="when", falling=falling), "en")
        assert [slugs[pk] for pk in listing.order()] == wanted
        for start, end in combinations(range(listing.count() + 1), 2):
            assert [slugs[pk] for pk in listing.keys(start, end)] == wanted[start:end]


def test_a_page_is_read_from_the_index() -> None:
    """What is shown of many thousands is not put in order first."""
    record(crowd())
    with CaptureQueriesContext(connection) as queries:
        page(PATH)
    [said] = [query["sql"] for query in queries if "NULLIF" in query["sql"]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{said}".replace("%", "%%"))
        plan = " ".join(str(part) for row in cursor.fetchall() for part in row)
    assert ("change_when" in plan, "TEMP B-TREE" in plan) == (True, False)


@pytest.mark.parametrize(("count", "path", "number"), [(3, PATH, 21), (300, PATH, 20), (3, PATH + "table.csv", 14), (300, PATH + "table.csv", 14)])
def test_the_number_of_queries_is_one_number(count: int, path: str, number: int) -> None:
    """What nothing bounds is read where the end of the order is shown, by one more."""
    record([*story(), *(told(f"o{n}", "founded", f"o{n}", f"{1990 + n % 30}", source="letter", name=f"Org {n}", seat="town") for n in range(count))])
    page(PATH)
    with CaptureQueriesContext(connection) as queries:
        Client().get(path)
    assert len(queries) == number
