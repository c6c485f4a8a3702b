"""Keys by which rows are put in order, and counts by which they are narrowed; each in one query, whatever their number."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from django.db.models import Count, QuerySet

from shanyraq.dating.bounds import certainty
from shanyraq.directory.days import Asked
from shanyraq.directory.namebook import Namebook

BOUNDS: Final = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")
Keys = dict[int, Any]
Counted = list[tuple[str, int]]


def of_day(rows: Any, asked: Asked) -> Any:
    """The dated facts that are surely or possibly so on the day."""
    return rows.known_on(asked.known_on).as_of(asked.day)


def strongest(rows: Any, owner: str, columns: Iterable[str], make: Callable[..., Any], *, of: QuerySet[Any, Any], asked: Asked) -> Keys:
    """{owner: what `make` makes of the columns of its surest fact of the day}."""
    found: dict[int, tuple[int, Any]] = {}
    chosen = of_day(rows, asked).filter(**{f"{owner}__in": of}).order_by("begin_earliest", "pk")
    for pk, begin_earliest, begin_latest, end_earliest, end_latest, *said in chosen.values_list(f"{owner}_id", *BOUNDS, *columns):
        rank = certainty(begin_earliest, begin_latest, end_earliest, end_latest, asked.day).rank
        if pk not in found or rank > found[pk][0]:
            found[pk] = (rank, make(*said))
    return {pk: key for pk, (_sure, key) in found.items()}


def counted(rows: Any, owner: str, column: str, *, of: QuerySet[Any, Any], asked: Asked) -> Counted:
    """How many owners have which value on the day, the most frequent first."""
    chosen = of_day(rows, asked).filter(**{f"{owner}__in": of})
    return list(chosen.values_list(column).annotate(number=Count(owner, distinct=True)).order_by("-number", column))


def in_order(every: Sequence[int], keys: Keys, by_name: Keys, *, falling: bool) -> list[int]:
    """By the key, then by name; those without a key come last, whichever way."""
    named = sorted(every, key=lambda pk: by_name[pk])
    with_key = sorted((pk for pk in named if pk in keys), key=lambda pk: keys[pk], reverse=falling)
    return with_key + [pk for pk in named if pk not in keys]


def called(kind: str, slugs: Iterable[str], language: str, asked: Asked) -> dict[str, str]:
    """What places, organisations or persons are called on the day, by slug."""
    wanted = set(slugs)
    names = Namebook(language)
    names.read({f"{kind}:{slug}" for slug in wanted}, asked.known_on)
    return {slug: names.text(f"{kind}:{slug}", asked.day).value for slug in wanted}
