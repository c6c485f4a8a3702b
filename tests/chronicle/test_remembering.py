"""Statements go to the database without Django's cursor, and answer as through it."""
from __future__ import annotations

from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext

from shanyraq.chronicle.remembering import fetched

pytestmark = [pytest.mark.django_db, pytest.mark.both]

BY_PLACE = "SELECT CAST(%s AS bigint), CAST(%s AS varchar), 'a%%b' WHERE 'x%%y' LIKE 'x%%'"
BY_NAME = "SELECT CAST(%(n)s AS bigint), CAST(%(n)s AS bigint) + 1, CAST(%(said)s AS varchar), '100%%'"


@pytest.mark.parametrize(("sql", "values"), [(BY_PLACE, [7, "?:n%s"]), (BY_NAME, {"n": 7, "said": "қ?", "unused": 1}), ("SELECT 1", {})])
def test_the_same_rows_as_through_djangos_cursor(sql: str, values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        wanted = cursor.fetchall()
    assert [fetched(connection, sql, values) for _time in range(4)] == [wanted] * 4


def test_whoever_watches_queries_sees_it() -> None:
    seen = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        fetched(connection, "SELECT 1", [])
    with CaptureQueriesContext(connection) as queries:
        fetched(connection, "SELECT 2", [])
    assert (seen, [query["sql"] for query in queries]) == (["SELECT 1"], ["SELECT 2"])


def test_what_fails_is_djangos_error_and_breaks_the_transaction() -> None:
    with pytest.raises(Error), transaction.atomic():
        fetched(connection, "SELECT nothing FROM nowhere", [])
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic():
        transaction.set_rollback(True)
        fetched(connection, "SELECT 1", [])
    assert fetched(connection, "SELECT 1", []) == [(1,)]
