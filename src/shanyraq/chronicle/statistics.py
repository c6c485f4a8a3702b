"""What a database knows of its tables while an import goes on.

PostgreSQL chooses its ways by statistics, and takes them of what is committed: of a long import it knows nothing, and reads whole tables.
SQLite chooses by the indexes alone.
"""
from __future__ import annotations

from typing import Any, Final

from django.db import connection

from shanyraq.chronicle.floors import FLOORS
from shanyraq.chronicle.models import Change, Claim, Event, Mention, Order, Telling, Version

MANY: Final = 500  # changes, from which on it matters


def take_statistics() -> None:
    """Of all tables that recording reads, with what this transaction wrote."""
    if connection.vendor != "postgresql":
        return
    bodies = [model for floor in FLOORS.floors.values() for model in floor.tables.values()]
    models: list[Any] = [Change, Claim, Event, Mention, Order, Telling, Version, *bodies, *FLOORS.models()]
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(connection.ops.quote_name(model._meta.db_table) for model in models)}")
