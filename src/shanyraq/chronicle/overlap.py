"""The floor that the database holds under every dated fact: two sure parts of one thread do not overlap.

The sure part of a row is [begin_latest, end_earliest); empty ones pass. PostgreSQL has a deferrable exclusion constraint, SQLite
triggers with the same predicate. Django rebuilds a SQLite table on AlterField, and its triggers are gone: `put_back` runs after
every migrate, and a test compares what stands with the models.
"""
from __future__ import annotations

from typing import Any, Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

POSTGRESQL: Final = """ALTER TABLE "{table}" ADD CONSTRAINT "{table}_no_two_sure" EXCLUDE USING gist (
 thread WITH =,
 daterange(begin_latest, CASE WHEN end_earliest >= DATE '9999-12-31' THEN NULL ELSE greatest(begin_latest, end_earliest) END) WITH &&,
 tstzrange(known_from, known_to) WITH &&) DEFERRABLE INITIALLY IMMEDIATE"""

# On an update, too: knowledge that is ended and begun again, or days that are moved, must not slip past.
SQLITE: Final = """CREATE TRIGGER IF NOT EXISTS "{table}_no_two_sure_{when}" BEFORE {when} ON "{table}" WHEN new.begin_latest < new.end_earliest
BEGIN SELECT RAISE(ABORT, '{table}_no_two_sure') WHERE EXISTS (
 SELECT 1 FROM "{table}" o WHERE o.thread = new.thread AND o.id IS NOT new.id AND o.begin_latest < o.end_earliest
 AND o.begin_latest < new.end_earliest AND new.begin_latest < o.end_earliest AND o.known_from < new.known_to AND new.known_from < o.known_to); END"""


class NoTwoSure(Operation):
    """Adds the constraint to the table of a period model."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [], {"model_name": self.model_name}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing that a model knows."""

    def database_forwards(  # the names are Django's
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState  # noqa: ARG002
    ) -> None:
        add(schema_editor, to_state.apps.get_model(app_label, self.model_name)._meta.db_table)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState  # noqa: ARG002
    ) -> None:
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{table}_no_two_sure"')
        else:
            for when in ("INSERT", "UPDATE"):
                schema_editor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_two_sure_{when}"')

    def describe(self) -> str:
        return f"No two sure parts of one thread overlap in {self.model_name}"


def add(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        schema_editor.execute(POSTGRESQL.format(table=table))
    else:
        put_back(schema_editor, table)


def put_back(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """The triggers of a SQLite table, where they are missing."""
    for when in ("INSERT", "UPDATE"):
        schema_editor.execute(SQLITE.format(table=table, when=when), params=None)


