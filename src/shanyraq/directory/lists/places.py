"""The list of the territories of a day."""
from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NewType, TypeAlias

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from shanyraq.chronicle.prepared import Given, prepared
from shanyraq.directory.days import Asked
from shanyraq.directory.lists.alphabet import in_alphabet
from shanyraq.directory.lists.ranking import Keys, as_written, ask, by_surety, called, counted, first_of, in_order, of_day, sounded
from shanyraq.directory.lists.sheets import Facet, Line, Part, Row, Value
from shanyraq.directory.lists.telling import by_owner, read_facts, since, values_of, with_titles
from shanyraq.directory.lists.wishes import Shape, Wish
from shanyraq.directory.namebook import name_text, url_of
from shanyraq.directory.organisation_page import HINGES
from shanyraq.directory.reading import Reading
from shanyraq.directory.vocabulary import fact_label, word
from shanyraq.places.models import Centre, Life, Name, Parent, Place, Trait
from shanyraq.places.terms import Kind
from shanyraq.rights import Visitor, which
from shanyraq.words.folding import fold

SHAPE: Final = Shape(
    filters=("q", "kind", "parent"),
    columns=("name", "kind", "parent", "centre", "since", "kato"),
    usual=("name", "kind", "parent", "centre", "since"),
    sorts=("name", "kind", "parent", "since"),
    sort="kind",
)


Column = NewType("Column", str)
Fact: TypeAlias = "tuple[Any, str, tuple[Any, ...]]"  # rows, whose, what is read of them
FACTS: Final[dict[str, Fact]] = {
    "name": (Name.objects.filter(use=""), "place", (as_written("text"),)),
    "since": (Life.objects.all(), "place", ("begin_latest",)),
    "kind": (Trait.objects.filter(fact="kind"), "place", ("value",)),
    "kato": (Trait.objects.filter(fact="kato"), "place", ("value",)),
    "parent": (Parent.objects.select_related("parent"), "child", ("parent__slug",)),
    "centre": (Centre.objects.select_related("centre"), "place", ("centre__slug",)),
}
SHOWN: Final = ("since", "name", "kind", "kato", "parent", "centre")


@dataclass(frozen=True, slots=True)
class Places:
    visitor: Visitor
    wish: Wish
    language: str
    name: str = "places"

    def title(self) -> str:
        return _("Places")

    def labels(self) -> dict[str, str]:
        return {name: fact_label(name) for name in self.wish.shape.columns} | {"since": _("Since")}

    def _of(self, leaving_out: str = "") -> tuple[Visitor, Given, Asked]:
        """Who asks, by which filters but one, on which day."""
        return self.visitor, {name: said for name, said in self.wish.filters.items() if name != leaving_out}, self.wish.asked

    # in which order

    def order(self) -> list[int]:
        slugs = dict(ask(_slugs, *self._of()))
        by_name = slugs | self._surest("name", lambda text: sounded(text, self.language))
        return in_order(list(slugs), by_name if self.wish.sort == "name" else self._keys(), by_name, falling=self.wish.falling)

    def _keys(self) -> Keys:
        sort = self.wish.sort
        if sort in ("kind", "since"):
            return self._surest(sort, _rank if sort == "kind" else lambda begin: begin)
        slugs = self._surest("parent", str)
        names = called("place", slugs.values(), self.language, self.wish.asked)
        return {pk: in_alphabet(names[slug]) for pk, slug in slugs.items()}

    def _surest(self, column: str, make: Callable[..., Any]) -> Keys:
        return first_of(ask(_told, *self._of(), Column(column)), make)

    # by what it can be narrowed

    def facets(self) -> list[Facet]:
        kinds, parents = (ask(_numbers, *self._of(leaving_out=name), Column(name)) for name in ("kind", "parent"))
        names = called("place", [slug for slug, _number in parents], self.language, self.wish.asked)
        ranked = sorted(((value, word("place_kind", value), number) for value, number in kinds), key=lambda row: _rank(row[0]))
        return [
            Facet("kind", fact_label("kind"), ranked),
            Facet("parent", fact_label("parent"), [(slug, names[slug], number) for slug, number in parents]),
        ]

    # what is said

    def part(self, keys: Sequence[int]) -> Part:
        slugs, facts = dict(_slugs_of(keys)), self._facts(keys)
        periods = [period for found in facts.values() for mine in found.values() for period in mine]
        bodies = {f"place:{slug}" for slug in slugs.values()}
        bodies |= {f"place:{getattr(period, column).slug}" for column in ("parent", "centre") for mine in facts[column].values() for period in mine}
        reading = read_facts(self.wish.asked, self.language, periods, bodies)
        lines = [_line(reading, {name: found.get(pk, []) for name, found in facts.items()}, f"place:{slugs[pk]}") for pk in keys if pk in slugs]
        return with_titles(lines, reading)

    def _facts(self, keys: Sequence[int]) -> dict[str, dict[int, list[Any]]]:
        asked = self.wish.asked
        return {name: by_owner(_held(Column(name), keys, asked.day, asked.known_on), f"{FACTS[name][1]}_id") for name in SHOWN}


def _chosen(visitor: Visitor, given: Given, day: date, known_on: date | None) -> QuerySet[Place]:
    """The territories of a day that fit what is given."""
    rows = which(visitor, "directory:place:see", Place.objects.all()).filter(_holding(Life.objects.all(), day, known_on))
    for name, said in given.items():
        rows = rows.filter(_narrowing(name, said, day, known_on))
    return rows


def _holding(rows: Any, day: date, known_on: date | None, owner: str = "place") -> Exists:
    return Exists(of_day(rows, day, known_on).filter(**{owner: OuterRef("pk")}))


def _narrowing(name: str, said: Any, day: date, known_on: date | None) -> Exists:
    if name == "kind":
        return _holding(Trait.objects.filter(fact="kind", value=said), day, known_on)
    if name == "parent":
        return _holding(Parent.objects.filter(parent__slug=said), day, known_on, "child")
    words = Q()
    for part in fold(said).split():
        words &= Q(folded__contains=part)
    return _holding(Name.objects.filter(words), day, known_on)


@prepared
def _slugs(visitor: Visitor, given: Given, day: date, known_on: date | None) -> QuerySet[Place, tuple[int, str]]:
    return _chosen(visitor, given, day, known_on).values_list("pk", "slug")


@prepared
def _told(visitor: Visitor, given: Given, day: date, known_on: date | None, column: Column) -> QuerySet[Model, tuple[Any, ...]]:
    rows, owner, columns = FACTS[column]
    return by_surety(of_day(rows, day, known_on), owner, columns, day, of=_chosen(visitor, given, day, known_on))


@prepared
def _numbers(visitor: Visitor, given: Given, day: date, known_on: date | None, column: Column) -> QuerySet[Model, tuple[str, int]]:
    rows, owner, (value, *_others) = FACTS[column]
    return counted(of_day(rows, day, known_on), owner, value, of=_chosen(visitor, given, day, known_on))


@prepared
def _slugs_of(pks: Collection[int]) -> QuerySet[Place, tuple[int, str]]:
    return Place.objects.filter(pk__in=pks).values_list("pk", "slug")


@prepared
def _held(column: Column, pks: Collection[int], day: date, known_on: date | None) -> QuerySet[Any]:
    """The facts of a column, with the changes on which they hang."""
    rows, owner, _columns = FACTS[column]
    return of_day(rows, day, known_on).filter(**{f"{owner}_id__in": pks}).select_related(*HINGES).order_by("pk")  # type: ignore[no-any-return]


def _line(reading: Reading, facts: dict[str, list[Any]], key: str) -> Line:
    cells = {
        "name": _names(reading, facts, key),
        "kind": values_of(reading, facts["kind"], lambda trait: reading.word(word("place_kind", trait.value))),
        "kato": values_of(reading, facts["kato"], lambda trait: reading.word(trait.value)),
        "parent": [_body(reading, row, "parent") for row in reading.alternatives(facts["parent"], lambda tie: tie)],
        "centre": [_body(reading, row, "centre") for row in reading.alternatives(facts["centre"], lambda tie: tie)],
        "since": since(reading, facts["since"]),
    }
    return Line(cells, url=url_of(key))


def _names(reading: Reading, facts: dict[str, list[Any]], key: str) -> list[Value]:
    rows = reading.alternatives(facts["name"], lambda name: name_text(name.text, reading.language))
    rows = rows or reading.alternatives(facts["since"], lambda _life: reading.names.text(key, reading.asked.day))[:1]
    return [Value({**row, "url": url_of(key), "years": ""}, str(row["text"])) for row in rows]


def _body(reading: Reading, row: Row, column: str) -> Value:
    body = reading.body(f"place:{getattr(row['text'], column).slug}")
    return Value({**row, **body, "years": ""}, str(body["text"]))


def _rank(kind: str) -> int:
    return Kind.values.index(kind) if kind in Kind.values else len(Kind.values)
