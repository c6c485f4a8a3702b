"""The questions of the memory go by indexes: shown by EXPLAIN on whichever database the tests run."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.world import record, told

from shanyraq.directory.questions import show
from shanyraq.registry.models import Organisation
from shanyraq.registry.questions import below, under

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = date(2001, 1, 1)


@pytest.fixture
def world() -> None:
    record([told("top", "founded", "top", "1990"), told("mid", "founded", "mid", "1991", part_of=["top"], seat="town", office="chair", person="aigul")])


def plans(question: Any) -> list[str]:
    """The plan of each query that the question runs. PostgreSQL is asked not to read whole tables, which it does with few rows."""
    with CaptureQueriesContext(connection ) as captured:
        question()
    explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    found = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        for query in captured.captured_queries:
            cursor.execute(explain + query["sql"].replace("%", "%%") if connection.vendor != "postgresql" else explain + query["sql"])
            found.append("\n".join(str(row[-1]) for row in cursor.fetchall()))
    return found


def whole_tables(plan: str) -> list[str]:
    """Lines of a plan that read a table from end to end; the walk's own rows are no table."""
    scans = [line for line in plan.splitlines() if "Seq Scan on" in line or line.startswith("SCAN ")]
    return [line for line in scans if "walk" not in line and "CTE" not in line and "CONSTANT" not in line]


def named(index: str, plan: str) -> bool:
    """SQLite goes by the index that fits best; PostgreSQL, with a handful of rows, by any that spares it the table."""
    return index in plan or (connection.vendor == "postgresql" and "Index" in plan)


@pytest.mark.usefixtures("world")
def test_the_tree_goes_by_indexes() -> None:
    top = Organisation.objects.get(slug="top").pk
    (plan,) = plans(lambda: below(top, as_of=DAY))
    assert whole_tables(plan) == []
    assert named("tie_down", plan)


@pytest.mark.usefixtures("world")
def test_under_goes_by_indexes() -> None:
    plan = plans(lambda: under("mid", "top", as_of=DAY))[-1]
    assert whole_tables(plan) == []
    assert named("tie_up", plan)


@pytest.mark.usefixtures("world")
def test_show_goes_by_indexes_and_runs_as_many_queries_for_few_as_for_many() -> None:
    assert [whole_tables(plan) for plan in plans(lambda: show("mid", as_of=DAY))] == [[]] * 9
    record([told(f"more-{n}", "joined", "mid", "1995", member_of=[f"m{n}"]) for n in range(30)], on="2026-02-01")
    with CaptureQueriesContext(connection) as captured:
        show("mid", as_of=DAY)
    assert len(captured.captured_queries) == 9
