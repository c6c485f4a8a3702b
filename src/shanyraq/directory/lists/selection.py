"""Which organisations a list holds: those of the day, narrowed by its filters."""
from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from shanyraq.chronicle.prepared import Given
from shanyraq.directory.days import Asked
from shanyraq.directory.lists.kept_cultures import FACT, Culture, cultures
from shanyraq.registry.models import Life, Name, Organisation, Seat, Tie, Trait
from shanyraq.registry.terms import UNDER
from shanyraq.rights import Visitor, which
from shanyraq.words.folding import fold

HALVES: Final = ("registration", "certainty")  # filters that part the rows in two


@dataclass
class Selection:
    visitor: Visitor
    asked: Asked
    filters: dict[str, str] = field(default_factory=dict)
    only: Culture | None = None  # those that keep one culture

    @cached_property
    def cultures(self) -> list[Culture]:
        return cultures(self.asked.known_on)

    def given(self, leaving_out: str = "") -> Given:
        """All filters but one, as `chosen` takes them: of halves which one it is, of cultures their values, of names the words."""
        said = dict(self._given(name, said) for name, said in self.filters.items() if name != leaving_out)
        return said | ({"only": self.only.values} if self.only else {})

    def _given(self, name: str, said: str) -> tuple[str, str | Collection[str]]:
        if name in HALVES:
            return f"{name}:{'yes' if said in ('yes', 'surely') else 'no'}", ""
        if name == FACT:
            return name, [value for one in self.cultures if said in one.slugs for value in one.values]
        return name, said

    def of(self, leaving_out: str = "") -> tuple[Visitor, Given, Asked]:
        """Who asks, which organisations, on which day: as `ranking.ask` takes them."""
        return self.visitor, self.given(leaving_out), self.asked


def chosen(visitor: Visitor, given: Given, day: date, known_on: date | None) -> QuerySet[Organisation]:
    """Those that surely or possibly exist on the day and fit what is given."""
    rows = which(visitor, "directory:organisation:see", Organisation.objects.all()).filter(holding(Life, day, known_on))
    for name, said in given.items():
        rows = rows.filter(_narrowing(name, said, day, known_on))
    return rows


def holding(model: Any, day: date, known_on: date | None, owner: str = "organisation", **such: Any) -> Exists:
    """That an organisation has such a row on the day."""
    return Exists(model.objects.known_on(known_on).as_of(day).filter(**{owner: OuterRef("pk")}, **such))


def halved(name: str, day: date, known_on: date | None) -> Exists:
    """That it is registered, or surely exists, on the day."""
    if name == "registration":
        return holding(Trait, day, known_on, fact="registration")
    return Exists(Life.objects.known_on(known_on).as_of(day).surely(day).filter(organisation=OuterRef("pk")))


def _narrowing(name: str, said: Any, day: date, known_on: date | None) -> Any:
    half, _sign, fits = name.partition(":")
    if half in HALVES:
        return halved(half, day, known_on) if fits == "yes" else ~halved(half, day, known_on)
    if name == "q":
        return _named(said, day, known_on)
    model, owner, such = {
        "kind": (Trait, "organisation", {"fact": "kind", "value": said}),
        "level": (Trait, "organisation", {"fact": "level", "value": said}),
        "seat": (Seat, "organisation", {"place__slug": said}),
        "parent": (Tie, "child", {"parent__slug": said, "kind__in": UNDER}),
    }.get(name, (Trait, "organisation", {"fact": FACT, "value__in": said}))
    return holding(model, day, known_on, owner, **such)


def _named(said: str, day: date, known_on: date | None) -> Q:
    """Every word of it stands somewhere in one name of the day, as names are compared."""
    words = Q()
    for word in fold(said).split():
        words &= Q(folded__contains=word)
    return Q(pk__in=Name.objects.known_on(known_on).as_of(day).filter(words).values("organisation"))
