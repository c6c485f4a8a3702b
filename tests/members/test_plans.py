"""Lists and finding of members go by indexes, shown by EXPLAIN; a name is found in any script, with and without a space."""
from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from tests.members.members import federation, in_office, named, taken
from tests.rights.test_offices import is_scan, plan

from shanyraq.members.questions import Asked, listed

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TODAY = date(2026, 7, 1)
ASKED = {
    "all": Asked(), "a kind": Asked(kind="volunteer"), "part of a name": Asked(name="apret"), "two letters in Korean": Asked(name="민수"),
    "former": Asked(kind="former"),
}  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("body", ["branch", "centre"])
def test_no_table_is_read_whole(asked: str, body: str) -> None:
    federation()
    taken("branch", named("Zapretov"))
    found = listed(in_office("ann", "chair", body), ASKED[asked], TODAY).memberships
    for rows in (found.order_by("filed", "person").values_list("filed", "person").distinct()[:50], found.order_by().values("person").distinct()):
        sql, params = rows.query.sql_with_params()
        with connection.cursor() as cursor:
            said = cursor.mogrify(sql, params) if connection.vendor == "postgresql" else connection.ops.last_executed_query(cursor, sql, params)
        lines = plan(said)
        assert [line for line in lines if is_scan(line)] == []
        # of a few rows PostgreSQL chooses among the indexes by its statistics
        assert connection.vendor == "postgresql" or any("people_membership_of" in line for line in lines)


@pytest.mark.parametrize("typed", ["민수", "김민수", "김 민수", "김", "kim", "Ким", "vera kim", "VERA"])
def test_a_name_is_found_by_any_part_in_any_script(typed: str) -> None:
    federation()
    person = taken("branch", named("Kim"), named("김", "민수", "hangul"))
    taken("branch", named("Pak", "Olga"), named("박", "지혜", "hangul"))
    found = listed(in_office("ann", "chair", "centre"), Asked(name=typed), TODAY)
    assert ([one.pk for one in found[:50]], found.count()) == ([person.pk], 1)


@pytest.mark.parametrize("typed", ["!!", "수민", "nobody"])
def test_what_is_in_no_name_finds_nobody(typed: str) -> None:
    federation()
    taken("branch", named("Kim"), named("김", "민수", "hangul"))
    found = listed(in_office("ann", "chair", "centre"), Asked(name=typed), TODAY)
    assert (found[:50], found.count()) == ([], 0)
