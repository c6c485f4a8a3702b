"""Persons who asked not to be named: what would name them leaves the answers to those who may not see them."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from shanyraq.people.models import Person
from shanyraq.rights import Visitor, which

PREFIX = "person:"


def withheld(visitor: Visitor, action: str, said: Iterable[Any]) -> frozenset[str]:
    """The slugs of those persons named in values who may not be named to this visitor. At most one query."""
    named = {slug for one in said for slug in _persons(one)}
    if not named:
        return frozenset()
    people = Person.objects.filter(slug__in=named)
    seen = which(visitor, action, people)
    return frozenset(people.exclude(pk__in=seen.values("pk")).values_list("slug", flat=True))


def without(said: Any, hidden: frozenset[str]) -> Any:
    """A value in which nobody is named who is hidden: null stands for a person, lists leave them out."""
    if isinstance(said, dict):
        return {key: None if key == "person" and one in hidden else without(one, hidden) for key, one in said.items()}
    if isinstance(said, list | tuple):
        return [without(one, hidden) for one in said if not (isinstance(one, str) and one.removeprefix(PREFIX) in hidden and one.startswith(PREFIX))]
    return said


def names_any(said: Any, hidden: frozenset[str]) -> bool:
    return not hidden.isdisjoint(_persons(said))


def _persons(said: Any) -> Iterator[str]:
    if isinstance(said, dict):
        for key, one in said.items():
            yield from [one] if key == "person" and isinstance(one, str) else _persons(one)
    elif isinstance(said, list | tuple):
        for one in said:
            yield from _persons(one)
    elif isinstance(said, str) and said.startswith(PREFIX):
        yield said.removeprefix(PREFIX)
