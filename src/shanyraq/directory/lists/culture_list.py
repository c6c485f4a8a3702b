"""The list of the cultures that organisations keep on a day."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.chronicle.prepared import Given, prepared
from shanyraq.directory.lists.alphabet import in_alphabet
from shanyraq.directory.lists.kept_cultures import FACT, Culture
from shanyraq.directory.lists.organisations import keepers
from shanyraq.directory.lists.ranking import ask, in_order, of_day
from shanyraq.directory.lists.selection import Selection, chosen
from shanyraq.directory.lists.sheets import Facet, Line, Part
from shanyraq.directory.lists.telling import plainly
from shanyraq.directory.lists.wishes import Shape, Wish
from shanyraq.directory.vocabulary import fact_label
from shanyraq.registry.models import Trait
from shanyraq.rights import Visitor
from shanyraq.words.texts import Text

SHAPE: Final = Shape(filters=(), columns=("name", "number", "sure"), usual=("name", "number", "sure"), sorts=("name", "number"), sort="name")


@dataclass
class CultureList:
    selection: Selection
    wish: Wish
    language: str
    name: str = "cultures"

    def title(self) -> str:
        return _("Cultures")

    def labels(self) -> dict[str, str]:
        return {"name": fact_label(FACT), "number": _("Organisations that keep it"), "sure": _("of them surely")}

    @cached_property
    def kept(self) -> list[tuple[Culture, int, int]]:
        """The cultures of the day, with how many organisations keep each, surely or possibly, and surely; two queries, and one for the cultures."""
        held, sure = _by_value(ask(keepers, *self.selection.of())), _by_value(ask(_sure_keepers, *self.selection.of()))
        found = [(one, _every(held, one), _every(sure, one)) for one in self.selection.cultures]
        return [row for row in found if row[1]]

    def order(self) -> list[int]:
        by_name = {place: in_alphabet(culture.text(self.language).value) for place, (culture, _number, _sure) in enumerate(self.kept)}
        keys = by_name if self.wish.sort == "name" else {place: number for place, (_culture, number, _sure) in enumerate(self.kept)}
        return in_order(list(by_name), keys, by_name, falling=self.wish.falling)

    def facets(self) -> list[Facet]:
        return []

    def part(self, keys: Sequence[int]) -> Part:
        return Part([self._line(*self.kept[place]) for place in keys])

    def _line(self, culture: Culture, number: int, sure: int) -> Line:
        url = reverse("directory:culture", kwargs={"slug": culture.slug})
        counts = {"number": number, "sure": sure}
        cells = {name: [plainly(Text(str(count), self.language, fallback=False), count)] for name, count in counts.items()}
        return Line({"name": [plainly(culture.text(self.language), url=url)], **cells}, url=url)


@prepared
def _sure_keepers(visitor: Visitor, given: Given, day: date, known_on: date | None) -> QuerySet[Trait, tuple[str, int]]:
    kept = of_day(Trait.objects.filter(fact=FACT), day, known_on).surely(day).filter(organisation__in=chosen(visitor, given, day, known_on))
    return kept.values_list("value", "organisation_id")  # type: ignore[no-any-return]


def _by_value(pairs: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for value, organisation in pairs:
        found[value].add(organisation)
    return found


def _every(keepers: dict[str, set[int]], culture: Culture) -> int:
    """Who keeps it by any of its values; nobody counts twice."""
    return len(set().union(*(keepers.get(value, set()) for value in culture.values)))
