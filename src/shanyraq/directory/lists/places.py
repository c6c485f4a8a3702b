"""The list of the territories of a day."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from shanyraq.directory.lists.alphabet import in_alphabet
from shanyraq.directory.lists.ranking import Keys, called, counted, in_order, of_day, strongest
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

    # which

    def rows(self, leaving_out: str = "") -> QuerySet[Place]:
        rows = which(self.visitor, "directory:place:see", Place.objects.all()).filter(self._holding(Life.objects.all()))
        for name, said in self.wish.filters.items():
            rows = rows if name == leaving_out else rows.filter(self._narrowing(name, said))
        return rows

    def _holding(self, rows: Any, owner: str = "place") -> Exists:
        return Exists(of_day(rows, self.wish.asked).filter(**{owner: OuterRef("pk")}))

    def _narrowing(self, name: str, said: str) -> Any:
        if name == "kind":
            return self._holding(Trait.objects.filter(fact="kind", value=said))
        if name == "parent":
            return self._holding(Parent.objects.filter(parent__slug=said), "child")
        words = Q()
        for part in fold(said).split():
            words &= Q(folded__contains=part)
        return self._holding(Name.objects.filter(words))

    # in which order

    def order(self) -> list[int]:
        slugs = dict(self.rows().values_list("pk", "slug"))
        by_name = slugs | self._strongest(Name.objects.filter(use=""), "place", "text", self._sounded)
        return in_order(list(slugs), by_name if self.wish.sort == "name" else self._keys(), by_name, falling=self.wish.falling)

    def _sounded(self, text: dict[str, Any]) -> str:
        return in_alphabet(name_text(text, self.language).value)

    def _keys(self) -> Keys:
        if self.wish.sort == "kind":
            return self._strongest(Trait.objects.filter(fact="kind"), "place", "value", _rank)
        if self.wish.sort == "since":
            return self._strongest(Life.objects.all(), "place", "begin_latest", lambda begin: begin)
        slugs = self._strongest(Parent.objects.all(), "child", "parent__slug", str)
        names = called("place", slugs.values(), self.language, self.wish.asked)
        return {pk: in_alphabet(names[slug]) for pk, slug in slugs.items()}

    def _strongest(self, rows: Any, owner: str, column: str, make: Any) -> Keys:
        return strongest(rows, owner, (column,), make, of=self.rows(), asked=self.wish.asked)

    # by what it can be narrowed

    def facets(self) -> list[Facet]:
        asked = self.wish.asked
        kinds = counted(Trait.objects.filter(fact="kind"), "place", "value", of=self.rows("kind"), asked=asked)
        parents = counted(Parent.objects.all(), "child", "parent__slug", of=self.rows("parent"), asked=asked)
        names = called("place", [slug for slug, _number in parents], self.language, asked)
        ranked = sorted(((value, word("place_kind", value), number) for value, number in kinds), key=lambda row: _rank(row[0]))
        return [
            Facet("kind", fact_label("kind"), ranked),
            Facet("parent", fact_label("parent"), [(slug, names[slug], number) for slug, number in parents]),
        ]

    # what is said

    def part(self, keys: Sequence[int]) -> Part:
        slugs = dict(Place.objects.filter(pk__in=keys).values_list("pk", "slug"))
        facts = self._facts(keys)
        periods = [period for found in facts.values() for mine in found.values() for period in mine]
        bodies = {f"place:{slug}" for slug in slugs.values()}
        bodies |= {f"place:{getattr(period, column).slug}" for column in ("parent", "centre") for mine in facts[column].values() for period in mine}
        reading = read_facts(self.wish.asked, self.language, periods, bodies)
        lines = [_line(reading, {name: found.get(pk, []) for name, found in facts.items()}, f"place:{slugs[pk]}") for pk in keys if pk in slugs]
        return with_titles(lines, reading)

    def _facts(self, keys: Sequence[int]) -> dict[str, dict[int, list[Any]]]:
        def found(rows: Any, owner: str = "place", *besides: str) -> dict[int, list[Any]]:
            chosen = of_day(rows, self.wish.asked).filter(**{f"{owner}__in": keys}).select_related(*besides, *HINGES).order_by("pk")
            return by_owner(chosen, f"{owner}_id")

        return {
            "life": found(Life.objects.all()),
            "name": found(Name.objects.filter(use="")),
            "kind": found(Trait.objects.filter(fact="kind")),
            "kato": found(Trait.objects.filter(fact="kato")),
            "parent": found(Parent.objects.all(), "child", "parent"),
            "centre": found(Centre.objects.all(), "place", "centre"),
        }


def _line(reading: Reading, facts: dict[str, list[Any]], key: str) -> Line:
    cells = {
        "name": _names(reading, facts, key),
        "kind": values_of(reading, facts["kind"], lambda trait: reading.word(word("place_kind", trait.value))),
        "kato": values_of(reading, facts["kato"], lambda trait: reading.word(trait.value)),
        "parent": [_body(reading, row, "parent") for row in reading.alternatives(facts["parent"], lambda tie: tie)],
        "centre": [_body(reading, row, "centre") for row in reading.alternatives(facts["centre"], lambda tie: tie)],
        "since": since(reading, facts["life"]),
    }
    return Line(cells, url=url_of(key))


def _names(reading: Reading, facts: dict[str, list[Any]], key: str) -> list[Value]:
    rows = reading.alternatives(facts["name"], lambda name: name_text(name.text, reading.language))
    rows = rows or reading.alternatives(facts["life"], lambda _life: reading.names.text(key, reading.asked.day))[:1]
    return [Value({**row, "url": url_of(key), "years": ""}, str(row["text"])) for row in rows]


def _body(reading: Reading, row: Row, column: str) -> Value:
    body = reading.body(f"place:{getattr(row['text'], column).slug}")
    return Value({**row, **body, "years": ""}, str(body["text"]))


def _rank(kind: str) -> int:
    return Kind.values.index(kind) if kind in Kind.values else len(Kind.values)
