"""Rows of a prepared question as the same models, tuples or values that its queryset gives."""
from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateField, Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable
from django.db.models.sql.compiler import SQLCompiler
from django.utils.dateparse import parse_date, parse_datetime

MOST_DAYS: Final = 512  # of a column
MOST_IN_ALL: Final = 10_000
Values = Sequence[Any]
Reads = Callable[[Sequence[Values]], Iterable[Values]]
Makes = Callable[[Iterable[Values]], list[Any]]


def remember_days() -> None:
    """SQLite keeps days and moments as texts. The same few stand in most rows: each is read once, as Django reads it."""
    for sort, parse in (("date", parse_date), ("datetime", parse_datetime)):
        sqlite3.register_converter(sort, lru_cache(MOST_IN_ALL)(_decoded(parse)))


def _decoded(parse: Callable[[str], Any]) -> Callable[[bytes], Any]:
    return lambda said: parse(said.decode())


def reader(columns: Sequence[Any], connection: BaseDatabaseWrapper) -> Reads:
    """Values as the database and the fields of the columns read them; where there is nothing to read, as they come."""
    found = [(n, one, [*connection.ops.get_db_converters(one), *one.get_db_converters(connection)]) for n, one in enumerate(columns)]
    steps = [(n, _step(convert, one, connection)) for n, one, converters in found for convert in converters]

    def read(rows: Sequence[Values]) -> Iterable[Values]:
        for row in rows:
            values = list(row)
            for n, convert in steps:
                values[n] = convert(values[n])
            yield values

    return read if steps else lambda rows: rows


def _step(convert: Callable[..., Any], column: Any, connection: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    """How one value is read. The same few days and moments stand in most rows, and nobody alters them: they are read once."""

    def step(value: Any) -> Any:
        return convert(value, column, connection)

    return lru_cache(MOST_DAYS)(step) if isinstance(column.output_field, DateField) else step


def maker(question: QuerySet[Any, Any], compiler: SQLCompiler) -> Makes:
    """What makes the rows of a compiled question out of values that were read."""
    sort = question._iterable_class  # noqa: SLF001 - what its rows are, it says nowhere else
    if sort is ModelIterable:
        make = _body(compiler, question.db)
        return lambda rows: [make(values) for values in rows]
    if sort is FlatValuesListIterable:
        return lambda rows: [values[0] for values in rows]
    assert sort is ValuesListIterable, "the rows of a prepared question are models, tuples or values"
    return lambda rows: [tuple(values) for values in rows]


def _body(compiler: SQLCompiler, alias: str) -> Callable[[Values], Any]:
    """Models with those that were selected beside them. No signal is sent and nothing is checked: the row is as it was saved."""
    assert compiler.klass_info is not None
    make = _one(compiler, compiler.klass_info, alias)
    added = list((compiler.annotation_col_map or {}).items())

    def body(values: Values) -> Any:
        one = make(values)
        for name, n in added:
            setattr(one, name, values[n])
        return one

    return body if added else make


def _one(compiler: SQLCompiler, info: dict[str, Any], alias: str) -> Callable[[Values], Model | None]:
    model: type[Model] = info["model"]
    columns = info["select_fields"]
    names = [compiler.select[n][0].target.attname for n in columns]
    first, end, key = columns[0], columns[-1] + 1, columns[names.index(model._meta.pk.attname)]
    assert columns == list(range(first, end)), "the columns of a model stand side by side"
    beside = [(_one(compiler, one, alias), one["local_setter"], one["remote_setter"]) for one in info.get("related_klass_infos", [])]

    def one(values: Values) -> Model | None:
        if values[key] is None:
            return None
        made = model.__new__(model)
        state = ModelState()
        state.db, state.adding = alias, False
        made.__dict__.update(zip(names, values[first:end], strict=True), _state=state)
        for make, put, put_back in beside:
            other = make(values)
            put(made, other)
            if other is not None:
                put_back(other, made)
        return made

    return one
