"""Questions that are put together once and asked again and again.

`@prepared` stands on a function that gives a queryset: that is the one statement of the question. Its arguments become slots in the SQL, which is
compiled when it is first asked and from then on only executed. The types of the arguments say how: `int`, `str`, `date` and collections of the first
two are slots, None is a form of its own, of what is `Given` by name the names are part of the form and the values slots, and anything else (a `Fixed`
number, who asks) is part of the form.
"""
from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import cached_property
from threading import local
from typing import Any, Final, Generic, NewType, ParamSpec, TypeAlias, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, BigIntegerField, DateField, Expression, Field, QuerySet, TextField, Value
from django.db.models.sql.compiler import SQLCompiler

from shanyraq.chronicle.making import Makes, Reads, maker, reader
from shanyraq.chronicle.remembering import fetched

Asked = ParamSpec("Asked")
Row = TypeVar("Row")
Form = tuple[object, ...]
Fixed = NewType("Fixed", int)  # a number that is part of the form, such as those of a slice
Given: TypeAlias = Mapping[str, str | Collection[str]]  # what narrows a list, by name
Sort: TypeAlias = "tuple[type[Field[Any, Any]], bool]"  # of a slot: its field, and whether it takes many
MOST_FORMS: Final = 64  # of one question; beyond, the oldest is forgotten
SLOTS: Final[dict[object, Sort]] = {
    int: (BigIntegerField, False), str: (TextField, False), str | None: (TextField, False), date: (DateField, False), date | None: (DateField, False),
    Collection[int]: (BigIntegerField, True), Collection[str]: (TextField, True),
}  # fmt: skip
SLOT: Final = object()


class Slot(Expression):
    """Where an argument goes. `make` is what is made of it first; `many` is the right side of an `__in`."""

    def __init__(self, name: str, output_field: Field[Any, Any], make: Callable[[Any], Any] | None = None, *, many: bool = False) -> None:
        super().__init__(output_field=output_field)
        self.name, self.make, self.many = name, make, many

    def made(self, make: Callable[[Any], Any], output_field: Field[Any, Any]) -> Slot:
        """The slot of something that is made of the argument each time."""
        return Slot(self.name, output_field, make)

    def as_sql(self, _compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """The slot itself stands among the parameters, until it is filled."""
        if not self.many:
            return "%s", [self]
        if connection.vendor == "postgresql":
            return f"(SELECT unnest(%s::{self.output_field.db_type(connection)}[]))", [self]
        return "(SELECT value FROM json_each(%s))", [self]

    def value(self, given: Mapping[str, Any], connection: BaseDatabaseWrapper) -> Any:
        said = given[self.name]
        if self.many:
            return list(said) if connection.vendor == "postgresql" else json.dumps(list(said))
        return self.output_field.get_db_prep_value(self.make(said) if self.make else said, connection)


class Statement:
    """A question as a database executes it. Threads share it: it holds no connection."""

    def __init__(self, question: QuerySet[Any, Any], connection: BaseDatabaseWrapper) -> None:
        compiler = question.query.get_compiler(connection=connection)
        try:
            self.sql, self.params = compiler.as_sql()
        except EmptyResultSet:  # nothing can fit, whatever is asked
            self.sql, self.params = "", ()
        self.columns = [column[0] for column in compiler.select]
        self.make: Makes = maker(question, compiler)

    @property
    def is_empty(self) -> bool:
        return not self.sql

    def rows(self, given: Mapping[str, Any], connection: BaseDatabaseWrapper, read: Reads, most: int | None) -> list[Any] | None:
        """All rows; None where there are more than `most`: then none is made."""
        values = [param.value(given, connection) if isinstance(param, Slot) else param for param in self.params]
        found = fetched(connection, self.sql, values)
        return self.make(read(found)) if most is None or len(found) <= most else None


class Readers(local):
    """What reads the columns of each statement, by thread: it hangs on the connection, which is the thread's own."""

    def __init__(self) -> None:
        self.kept: dict[Statement, Reads] = {}
        self.connection: BaseDatabaseWrapper | None = None

    def of(self, statement: Statement, connection: BaseDatabaseWrapper) -> Reads:
        if connection is not self.connection or len(self.kept) > MOST_FORMS:
            self.kept, self.connection = {}, connection
        found = self.kept.get(statement)
        if found is None:
            found = self.kept[statement] = reader(statement.columns, connection)
        return found


class Prepared(Generic[Asked, Row]):
    """Called as the question is, it answers with a list of the rows that the queryset of `question` would give."""

    def __init__(self, question: Callable[Asked, QuerySet[Any, Row]]) -> None:
        self.question = question
        self.__doc__ = question.__doc__
        self.names = tuple(inspect.signature(question).parameters)
        self.statements: dict[Form, Statement] = {}
        self.readers = Readers()

    @cached_property
    def hints(self) -> dict[str, Any]:
        """The types of the arguments."""
        return {name: one.annotation for name, one in inspect.signature(self.question, eval_str=True).parameters.items()}

    @cached_property
    def slots(self) -> dict[str, Sort]:
        """Which arguments are slots, by their types."""
        return {name: SLOTS[self.hints[name]] for name in self.names if self.hints[name] in SLOTS}

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """Which arguments are `Given` by name."""
        return tuple(name for name in self.names if self.hints[name] == Given)

    def __call__(self, *args: Asked.args, **kwargs: Asked.kwargs) -> list[Row]:
        return self._rows(None, *args, **kwargs) or []

    def at_most(self, most: int, /, *args: Asked.args, **kwargs: Asked.kwargs) -> list[Row] | None:
        """The same where there are not more rows than that, else None."""
        return self._rows(most, *args, **kwargs)

    def _rows(self, most: int | None, *args: Asked.args, **kwargs: Asked.kwargs) -> list[Row] | None:
        given: dict[str, Any] = dict(zip(self.names, args, strict=False)) | kwargs
        for name in self.tables:
            given |= {f"{name}.{key}": said for key, said in given[name].items()}
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self.statement(given, connection)
        return [] if statement.is_empty else statement.rows(given, connection, self.readers.of(statement, connection), most)

    def statement(self, given: Mapping[str, Any], connection: BaseDatabaseWrapper) -> Statement:
        form = (connection.vendor, *(self._form(name, given[name]) for name in self.names))
        found = self.statements.get(form)
        if found is None:
            if len(self.statements) >= MOST_FORMS:
                self.statements.pop(next(iter(self.statements)), None)
            found = self.statements[form] = Statement(self._with_slots(given), connection)
        return found

    def _form(self, name: str, said: Any) -> object:
        if name in self.tables:
            return tuple(said)  # what has a name is always of one sort: a text, or many
        return SLOT if name in self.slots and said is not None else said

    def _with_slots(self, given: Mapping[str, Any]) -> QuerySet[Any, Any]:
        return self.question(**{name: self._put(name, given[name]) for name in self.names})  # type: ignore[call-arg]

    def _put(self, name: str, said: Any) -> Any:
        if name in self.tables:
            return {key: Slot(f"{name}.{key}", TextField(), many=not isinstance(one, str)) for key, one in said.items()}
        if name not in self.slots or said is None:
            return said
        field, many = self.slots[name]
        return Slot(name, field(), many=many)


def summed(rows: QuerySet[Any, Any], **what: Aggregate) -> QuerySet[Any, tuple[Any, ...]]:
    """One row with aggregates over all these rows, also where there are none."""
    sums: QuerySet[Any, tuple[Any, ...]] = rows.order_by().annotate(every=Value(1)).values("every").annotate(**what).values_list(*what)
    return sums


def prepared(question: Callable[Asked, QuerySet[Any, Row]]) -> Prepared[Asked, Row]:
    """The question of a queryset, compiled once for each database and form. It must hang on its arguments alone."""
    return Prepared(question)
