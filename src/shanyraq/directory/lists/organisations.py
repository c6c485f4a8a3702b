"""The list of the organisations of a day."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NewType, TypeAlias

from django.db.models import Count, Model, QuerySet
from django.utils.translation import gettext as _

from shanyraq.chronicle.prepared import Given, prepared, summed
from shanyraq.directory.lists import organisation_facts
from shanyraq.directory.lists.alphabet import in_alphabet
from shanyraq.directory.lists.kept_cultures import FACT
from shanyraq.directory.lists.organisation_facts import AT_THE_HEAD
from shanyraq.directory.lists.ranking import Counted, Keys, as_written, ask, by_surety, called, counted, first_of, in_order, of_day, sounded
from shanyraq.directory.lists.selection import Selection, chosen, halved
from shanyraq.directory.lists.sheets import Facet, Part
from shanyraq.directory.lists.wishes import Shape, Wish
from shanyraq.directory.vocabulary import fact_label, word
from shanyraq.people.models import Holding
from shanyraq.registry.models import Life, Name, Organisation, Seat, Tie, Trait
from shanyraq.registry.terms import UNDER, Level
from shanyraq.rights import Visitor

OWNER: Final = "organisation"
SHAPE: Final = Shape(
    filters=("q", "kind", "level", "registration", "certainty", "seat", "parent", "culture"),
    columns=("name", "kind", "level", "registration", "since", "seat", "parent", "chair", "contact", "culture", "bin"),
    usual=("name", "kind", "level", "registration", "since", "seat", "chair"),
    sorts=("name", "kind", "level", "registration", "since", "seat", "parent", "chair"),
    sort="name",
)
Column = NewType("Column", str)
Half = NewType("Half", str)
Fact: TypeAlias = "tuple[Any, str, tuple[Any, ...]]"  # rows, whose, what is read of them
FACTS: Final[dict[str, Fact]] = {
    "name": (Name.objects.filter(use=""), OWNER, (as_written("text"),)),
    "since": (Life.objects.all(), OWNER, ("begin_earliest", "begin_latest")),
    "kind": (Trait.objects.filter(fact="kind"), OWNER, ("value",)),
    "level": (Trait.objects.filter(fact="level"), OWNER, ("value",)),
    "registration": (Trait.objects.filter(fact="registration"), OWNER, ("value",)),
    "seat": (Seat.objects.all(), OWNER, ("place__slug",)),
    "parent": (Tie.objects.filter(kind__in=UNDER), "child", ("parent__slug",)),
    "chair": (Holding.objects.filter(office__in=AT_THE_HEAD), OWNER, ("person__slug",)),
}
BODIES: Final = {"seat": "place", "parent": "organisation", "chair": "person"}


@dataclass(frozen=True, slots=True)
class Organisations:
    selection: Selection
    wish: Wish
    language: str
    name: str = "organisations"
    heading: str = ""

    def title(self) -> str:
        return self.heading or _("Organisations")

    def labels(self) -> dict[str, str]:
        said = {name: fact_label(name) for name in self.wish.shape.columns}
        return said | {"since": _("Since"), "chair": _("Chair"), "parent": _("Belongs to")}

    def part(self, keys: Sequence[int]) -> Part:
        return organisation_facts.part(keys, self.wish.asked, self.language)

    # in which order

    def order(self) -> list[int]:
        slugs = dict(ask(_slugs, *self.selection.of()))
        by_name = slugs | self._surest("name", lambda text: sounded(text, self.language))
        keys = by_name if self.wish.sort == "name" else self._keys()
        return in_order(list(slugs), keys, by_name, falling=self.wish.falling)

    def _keys(self) -> Keys:
        sort = self.wish.sort
        if sort in BODIES:
            return self._by_body(sort)
        if sort == "since":
            return self._surest(sort, lambda *begin: begin)
        make: Callable[[str], Any] = {"kind": lambda value: word("kind", value), "level": _rank, "registration": in_alphabet}[sort]
        return self._surest(sort, make)

    def _by_body(self, column: str) -> Keys:
        slugs = self._surest(column, str)
        names = called(BODIES[column], slugs.values(), self.language, self.wish.asked)
        return {pk: in_alphabet(names[slug]) for pk, slug in slugs.items()}

    def _surest(self, column: str, make: Callable[..., Any]) -> Keys:
        return first_of(ask(_told, *self.selection.of(), Column(column)), make)

    # by what it can be narrowed

    def facets(self) -> list[Facet]:
        kinds = [(value, word("kind", value), number) for value, number in self._counted("kind")]
        levels = [(value, word("level", value), number) for value, number in self._counted("level")]
        return [
            Facet("kind", fact_label("kind"), kinds),
            Facet("level", fact_label("level"), sorted(levels, key=lambda row: _rank(row[0]))),
            Facet("registration", fact_label("registration"), self._halves("registration", yes=_("registered"), no=_("not told"))),
            Facet("certainty", _("On this day"), self._halves("certainty", surely=_("surely"), possibly=_("possibly"))),
            self._of_bodies("seat"),
            self._of_bodies("parent"),
            *([] if self.selection.only else [Facet("culture", fact_label("culture"), self._of_cultures())]),
        ]

    def _counted(self, name: str) -> Counted:
        return ask(_numbers, *self.selection.of(leaving_out=name), Column(name))

    def _halves(self, name: str, **said: str) -> list[tuple[str, str, int]]:
        """The rows that fit the condition and those that do not; one query."""
        [(every, fit)] = ask(_parted, *self.selection.of(leaving_out=name), Half(name))
        return [(value, text, number) for (value, text), number in zip(said.items(), (fit, every - fit), strict=True) if number]

    def _of_bodies(self, name: str) -> Facet:
        found = self._counted(name)
        names = called(BODIES[name], [slug for slug, _number in found], self.language, self.wish.asked)
        return Facet(name, self.labels()[name], [(slug, names[slug], number) for slug, number in found])

    def _of_cultures(self) -> list[tuple[str, str, int]]:
        """An organisation that keeps two counts for both."""
        pairs = ask(keepers, *self.selection.of(leaving_out="culture"))
        found = [(one, len({pk for value, pk in pairs if value in one.values})) for one in self.selection.cultures]
        rows = [(one.slug, one.text(self.language).value, number) for one, number in found if number]
        return sorted(rows, key=lambda row: (-row[2], in_alphabet(row[1])))


@prepared
def _slugs(visitor: Visitor, given: Given, day: date, known_on: date | None) -> QuerySet[Organisation, tuple[int, str]]:
    return chosen(visitor, given, day, known_on).values_list("pk", "slug")


@prepared
def _told(visitor: Visitor, given: Given, day: date, known_on: date | None, column: Column) -> QuerySet[Model, tuple[Any, ...]]:
    rows, owner, columns = FACTS[column]
    return by_surety(of_day(rows, day, known_on), owner, columns, day, of=chosen(visitor, given, day, known_on))


@prepared
def _numbers(visitor: Visitor, given: Given, day: date, known_on: date | None, column: Column) -> QuerySet[Model, tuple[str, int]]:
    rows, owner, (value, *_others) = FACTS[column]
    return counted(of_day(rows, day, known_on), owner, value, of=chosen(visitor, given, day, known_on))


@prepared
def _parted(visitor: Visitor, given: Given, day: date, known_on: date | None, half: Half) -> QuerySet[Organisation, tuple[int, int]]:
    """How many there are, and how many of the first half."""
    rows = chosen(visitor, given, day, known_on)
    return summed(rows, number=Count("pk"), fit=Count("pk", filter=halved(half, day, known_on)))


@prepared
def keepers(visitor: Visitor, given: Given, day: date, known_on: date | None) -> QuerySet[Trait, tuple[str, int]]:
    """(culture, organisation) of all that keep one."""
    kept = of_day(Trait.objects.filter(fact=FACT), day, known_on).filter(organisation__in=chosen(visitor, given, day, known_on))
    return kept.values_list("value", "organisation_id").distinct()  # type: ignore[no-any-return]


def _rank(level: str) -> int:
    return Level.values.index(level) if level in Level.values else len(Level.values)
