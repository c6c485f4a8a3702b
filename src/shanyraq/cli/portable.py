"""Rows of any table as lines of JSON that both databases read alike; `docs/decisions/` says why not the database's own dump."""
from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignKey, Model

LEFT_OUT: Final = frozenset({
    "django_session",  # a backup must sign nobody in
    "entrance_visit", "entrance_tries",  # of sessions, and of minutes
    "jobs_job", "django_tasks_database_dbtaskresult",  # work is asked of one server; what it did is in the tables that it wrote
    "mail_letter",  # it may hold links that sign in, and a letter that was waiting may have left since
    "django_content_type", "auth_permission", "auth_group", "auth_group_permissions",  # Django writes them anew; nothing of ours hangs on them
})
BATCH = 500  # rows read or written at a time


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: str  # of KINDS


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[Column, ...]


def as_moment(value: Any) -> str:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def as_bytes(value: Any) -> str:
    return base64.b64encode(bytes(value)).decode()


def as_is(value: Any) -> Any:
    if not isinstance(value, str | int | float):
        raise TypeError(f"A value of {type(value).__name__} has no portable form: give its kind of column one.")
    return value


KINDS: Final[dict[str, Callable[[Any], Any]]] = {
    "bool": bool,
    "day": lambda value: value.isoformat() if isinstance(value, date) else str(value),
    "moment": as_moment,
    "json": lambda value: json.loads(value) if isinstance(value, str) else value,
    "bytes": as_bytes,
    "plain": as_is,
}
BY_FIELD: Final = {"BooleanField": "bool", "DateField": "day", "DateTimeField": "moment", "JSONField": "json", "BinaryField": "bytes"}


def tables() -> list[Table]:
    """Every table of the installed apps that holds something of its own, by name."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy]
    own = [described(model) for model in models if model._meta.db_table not in LEFT_OUT]
    return sorted(own, key=lambda table: table.name)


def described(model: type[Model]) -> Table:
    fields = [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]
    return Table(model._meta.db_table, tuple(column(field) for field in fields))


def column(field: Field[Any, Any]) -> Column:
    target = field.target_field if isinstance(field, ForeignKey) else field
    return Column(str(field.column), BY_FIELD.get(target.get_internal_type(), "plain"))


def lines(connection: BaseDatabaseWrapper, table: Table) -> Iterator[bytes]:
    """The rows of a table, one JSON list a line, by primary key; memory stays bounded."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in table.columns)
    makers = [KINDS[column.kind] for column in table.columns]
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {quote(table.name)} ORDER BY {quote(table.columns[0].name)}")
        while rows := cursor.fetchmany(BATCH):
            for row in rows:
                values = [None if value is None else make(value) for make, value in zip(makers, row, strict=True)]
                yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def from_line(line: bytes, table: Table, connection: BaseDatabaseWrapper) -> list[Any]:
    """The values of a line, as the database takes them."""
    return [None if value is None else stored(value, column.kind, connection) for value, column in zip(json.loads(line), table.columns, strict=True)]


def stored(value: Any, kind: str, connection: BaseDatabaseWrapper) -> Any:
    if kind == "json":
        return json.dumps(value) if connection.vendor == "sqlite" else connection.ops.adapt_json_value(value, None)
    if kind == "moment":
        return connection.ops.adapt_datetimefield_value(datetime.fromisoformat(value))
    return base64.b64decode(value) if kind == "bytes" else value


def write(connection: BaseDatabaseWrapper, table: Table, source: Iterable[bytes]) -> int:
    """Puts lines back as rows and gives their number."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in table.columns)
    marks = ", ".join("%s" for _ in table.columns)
    statement = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"
    count, batch = 0, []
    with connection.cursor() as cursor:
        for line in source:
            batch.append(from_line(line, table, connection))
            count += 1
            if len(batch) == BATCH:
                cursor.executemany(statement, batch)
                batch = []
        if batch:
            cursor.executemany(statement, batch)
    return count
