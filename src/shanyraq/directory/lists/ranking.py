"""Keys by which rows are put in order, and counts by which they are narrowed; each in one query, whatever their number."""
from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from django.db.models import Case, Count, Model, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from shanyraq.chronicle.prepared import Given, Prepared
from shanyraq.directory.days import Asked
from shanyraq.directory.lists.alphabet import in_alphabet
from shanyraq.directory.namebook import Namebook, name_text
from shanyraq.directory.strangers import answer
from shanyraq.rights import Visitor

MOST_SOUNDED: Final = 60_000  # names of which the key is kept: those of a federation, in all languages
WORDS: Final = "q"  # the filter by words of names
More = ParamSpec("More")
Answered = TypeVar("Answered")
Keys = dict[int, Any]
Counted = list[tuple[str, int]]


def ask(
    question: Prepared[Concatenate[Visitor, Given, date, date | None, More], Answered],
    visitor: Visitor, given: Given, asked: Asked, *more: More.args, **named: More.kwargs,
) -> list[Answered]:  # fmt: skip
    """The rows of a question about those that fit what is given. Where names are looked for, it is put together anew: their words are no slots."""
    if WORDS in given:
        return list(question.question(visitor, given, asked.day, asked.known_on, *more, **named))
    return list(answer(question, visitor, given, asked.day, asked.known_on, *more, **named))


def of_day(rows: Any, day: date, known_on: date | None) -> Any:
    """The dated facts that are surely or possibly so on the day."""
    return rows.known_on(known_on).as_of(day)


def by_surety(rows: Any, owner: str, columns: Iterable[Any], day: date, *, of: QuerySet[Any, Any]) -> QuerySet[Model, tuple[Any, ...]]:
    """(owner, columns) of facts of a day, the surest first."""
    doubt = Case(When(Q(begin_latest__lte=day, end_earliest__gt=day), then=Value(0)), default=Value(1))
    chosen: QuerySet[Any, Any] = rows.filter(**{f"{owner}__in": of}).order_by(doubt, "begin_earliest", "pk")
    return chosen.values_list(f"{owner}_id", *columns)


def first_of(rows: Iterable[tuple[Any, ...]], make: Callable[..., Any]) -> Keys:
    """{owner: what `make` makes of the columns of its first row}."""
    found: Keys = {}
    for pk, *said in rows:
        if pk not in found:
            found[pk] = make(*said)
    return found


def counted(rows: Any, owner: str, column: str, *, of: QuerySet[Any, Any]) -> QuerySet[Model, tuple[str, int]]:
    """How many owners have which value, the most frequent first."""
    chosen: QuerySet[Any, Any] = rows.filter(**{f"{owner}__in": of})
    return chosen.values_list(column).annotate(number=Count(owner, distinct=True)).order_by("-number", column)  # type: ignore[no-any-return]


def in_order(every: Sequence[int], keys: Keys, by_name: Keys, *, falling: bool) -> list[int]:
    """By the key, then by name; those without a key come last, whichever way."""
    named = sorted(every, key=by_name.__getitem__)
    if keys is by_name:
        return sorted(named, key=by_name.__getitem__, reverse=True) if falling else named
    with_key = sorted((pk for pk in named if pk in keys), key=keys.__getitem__, reverse=falling)
    return with_key + [pk for pk in named if pk not in keys]


def as_written(column: str) -> Cast:
    """A name as the database keeps it, so that one that is known already need not be read again."""
    return Cast(column, TextField())


@lru_cache(MOST_SOUNDED)
def sounded(written: str, language: str) -> str:
    """The key of a name in a language."""
    return in_alphabet(name_text(json.loads(written), language).value)


def called(kind: str, slugs: Iterable[str], language: str, asked: Asked) -> dict[str, str]:
    """What places, organisations or persons are called on the day, by slug."""
    wanted = set(slugs)
    names = Namebook(language)
    names.read({f"{kind}:{slug}" for slug in wanted}, asked.known_on)
    return {slug: names.text(f"{kind}:{slug}", asked.day).value for slug in wanted}
