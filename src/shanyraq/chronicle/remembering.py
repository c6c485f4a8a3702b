"""Statements that are asked in the same words again and again: nothing is put together twice, and PostgreSQL plans each once for a connection."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import ServerBindingCursor

ASKED_BEFORE: Final = 2  # so many times, then PostgreSQL remembers it
MOST_STATEMENTS: Final = 1000
MARK: Final = re.compile("(?<!%)%s")

Values = Sequence[Any] | Mapping[str, Any]
Rows = list[tuple[Any, ...]]


def fetched(connection: BaseDatabaseWrapper, sql: str, values: Values) -> Rows:
    """All rows of a statement, in the driver's own words; raises what Django raises.

    Where somebody logs or watches queries, it goes through Django's cursor, whole and with its values.
    """
    if connection.queries_logged or connection.execute_wrappers:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        ask = _of_postgresql if connection.vendor == "postgresql" else _of_sqlite
        return ask(connection.connection, sql, values)


def _of_sqlite(link: Any, sql: str, values: Values) -> Rows:
    found: Rows = link.execute(_marked(sql, tuple(values) if isinstance(values, Mapping) else None), values).fetchall()
    return found


@lru_cache(MOST_STATEMENTS)
def _marked(sql: str, names: Iterable[str] | None) -> str:
    """A statement with the marks of SQLite in the place of Django's."""
    return MARK.sub("?", sql).replace("%%", "%") if names is None else sql % {name: f":{name}" for name in names}


def _of_postgresql(link: Any, sql: str, values: Values) -> Rows:
    """Statement and values are sent apart; Django would put the values in, and each would be planned anew."""
    kept, link.prepare_threshold = link.prepare_threshold, ASKED_BEFORE
    try:
        cursor: Any = ServerBindingCursor(link)  # type: ignore[call-arg]  # its stubs know no parent
        cursor.execute(sql, values)
        return list(cursor.fetchall())
    finally:
        link.prepare_threshold = kept
