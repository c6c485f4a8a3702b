"""Which organisations a list holds: those of the day, narrowed by its filters."""
from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from shanyraq.directory.days import Asked
from shanyraq.directory.lists.kept_cultures import FACT, Culture, cultures
from shanyraq.registry.models import Life, Name, Organisation, Seat, Tie, Trait
from shanyraq.registry.terms import UNDER
from shanyraq.rights import Visitor, which
from shanyraq.words.folding import fold


@dataclass
class Selection:
    visitor: Visitor
    asked: Asked
    filters: dict[str, str] = field(default_factory=dict)
    only: Culture | None = None  # those that keep one culture

    @cached_property
    def cultures(self) -> list[Culture]:
        return cultures(self.asked.known_on)

    def rows(self, leaving_out: str = "") -> QuerySet[Organisation]:
        """Those that surely or possibly exist on the day and fit all filters but one."""
        rows = which(self.visitor, "directory:organisation:see", Organisation.objects.all()).filter(self.holding(Life))
        if self.only:
            rows = rows.filter(self.holding(Trait, fact=FACT, value__in=self.only.values))
        for name, said in self.filters.items():
            rows = rows if name == leaving_out else rows.filter(self._narrowing(name, said))
        return rows

    def of_day(self, model: Any) -> Any:
        return model.objects.known_on(self.asked.known_on).as_of(self.asked.day)

    def holding(self, model: Any, owner: str = "organisation", **such: Any) -> Exists:
        """That an organisation has such a row on the day."""
        return Exists(self.of_day(model).filter(**{owner: OuterRef("pk")}, **such))

    @property
    def surely(self) -> Exists:
        """That it surely exists on the day."""
        return Exists(self.of_day(Life).surely(self.asked.day).filter(organisation=OuterRef("pk")))

    def _narrowing(self, name: str, said: str) -> Any:
        if name in ("registration", "certainty"):
            condition = self.surely if name == "certainty" else self.holding(Trait, fact="registration")
            return condition if said in ("yes", "surely") else ~condition
        if name in ("kind", "level"):
            return self.holding(Trait, fact=name, value=said)
        narrow = {"q": self._named, "culture": self._keeping, "seat": self._seated, "parent": self._under}[name]
        return narrow(said)

    def _named(self, said: str) -> Q:
        """Every word of it stands somewhere in one name of the day, as names are compared."""
        words = Q()
        for word in fold(said).split():
            words &= Q(folded__contains=word)
        return Q(pk__in=self.of_day(Name).filter(words).values("organisation"))

    def _keeping(self, slug: str) -> Exists:
        return self.holding(Trait, fact=FACT, value__in=[value for one in self.cultures if slug in one.slugs for value in one.values])

    def _seated(self, slug: str) -> Exists:
        return self.holding(Seat, place__slug=slug)

    def _under(self, slug: str) -> Exists:
        return self.holding(Tie, "child", parent__slug=slug, kind__in=UNDER)
