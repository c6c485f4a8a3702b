"""Statements that PostgreSQL plans once for a connection, and remembers."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import ServerBindingCursor

ASKED_BEFORE: Final = 2  # so many times, then it is remembered


@contextmanager
def remembered(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within, cursors send statements and values apart; otherwise Django puts the values in, and each is planned anew.

    SQLite remembers by itself. Where queries are logged, they are logged whole, with their values.
    """
    if connection.vendor != "postgresql" or connection.queries_logged:
        yield
        return
    connection.ensure_connection()
    link = connection.connection
    kept = link.cursor_factory, link.prepare_threshold
    link.cursor_factory, link.prepare_threshold = ServerBindingCursor, ASKED_BEFORE
    try:
        yield
    finally:
        link.cursor_factory, link.prepare_threshold = kept
