"""The list of persons who are publicly named, with the offices that a source names."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from shanyraq.chronicle.prepared import Given, prepared, summed
from shanyraq.dating.terms import Certainty
from shanyraq.directory.days import Asked
from shanyraq.directory.lists.alphabet import in_alphabet
from shanyraq.directory.lists.ranking import ask, called
from shanyraq.directory.lists.sheets import Facet, Line, Part, Value
from shanyraq.directory.lists.telling import by_owner, read_facts, with_titles
from shanyraq.directory.lists.wishes import Shape, Wish
from shanyraq.directory.namebook import url_of
from shanyraq.directory.organisation_page import HINGES
from shanyraq.directory.reading import Reading, certainty_of
from shanyraq.directory.vocabulary import office_label, word
from shanyraq.people.models import Holding, Person, PersonName
from shanyraq.people.terms import Office
from shanyraq.rights import Visitor, which
from shanyraq.words.folding import fold

SHAPE: Final = Shape(
    filters=("q", "office", "when"),
    columns=("name", "offices", "others"),
    usual=("name", "offices", "others"),
    sorts=("name",),
    sort="name",
)


@dataclass(frozen=True, slots=True)
class People:
    visitor: Visitor
    wish: Wish
    language: str
    name: str = "people"

    def title(self) -> str:
        return _("People")

    def labels(self) -> dict[str, str]:
        return {"name": _("Person"), "offices": _("In office on this day"), "others": _("In office at another time")}

    def _of(self, leaving_out: str = "") -> tuple[Visitor, Given, Asked]:
        """Who asks, by which filters but one (of "when" which half it is), on which day."""
        given = {name: said for name, said in self.wish.filters.items() if name != leaving_out}
        if "when" in given:
            given[f"when:{'day' if given.pop('when') == 'day' else 'other'}"] = ""
        return self.visitor, given, self.wish.asked

    # in which order

    def order(self) -> list[int]:
        slugs = dict(ask(_slugs, *self._of()))
        names = called("person", slugs.values(), self.language, self.wish.asked)
        return sorted(slugs, key=lambda pk: in_alphabet(names[slugs[pk]]), reverse=self.wish.falling)

    # by what it can be narrowed

    def facets(self) -> list[Facet]:
        offices = [(office, word("office", office), number) for office, number in ask(_offices, *self._of(leaving_out="office"))]
        [(every, fit)] = ask(_parted, *self._of(leaving_out="when"))
        halves = [("day", _("on this day"), fit), ("other", _("only at another time"), every - fit)]
        return [
            Facet("office", _("Office"), sorted(offices, key=lambda row: Office.values.index(row[0]))),
            Facet("when", _("In office"), [half for half in halves if half[2]]),
        ]

    # what is said

    def part(self, keys: Sequence[int]) -> Part:
        slugs, holdings = dict(_slugs_of(keys)), _holdings(keys, self.wish.asked.known_on)
        bodies = {f"person:{slug}" for slug in slugs.values()} | {f"organisation:{held.organisation.slug}" for held in holdings}
        reading = read_facts(self.wish.asked, self.language, holdings, bodies)
        mine = by_owner(holdings, "person_id")
        return with_titles([_line(reading, mine.get(pk, []), f"person:{slugs[pk]}") for pk in keys if pk in slugs], reading)


def _chosen(visitor: Visitor, given: Given, day: date, known_on: date | None) -> QuerySet[Person]:
    """A list that goes from hand to hand names nobody who asked not to be named, whoever makes it."""
    rows = which(visitor, "directory:person:see", Person.objects.open()).filter(_holding(Holding.objects.open().known_on(known_on)))
    for name, said in given.items():
        rows = rows.filter(_narrowing(name, said, day, known_on))
    return rows


def _holding(rows: Any) -> Exists:
    return Exists(rows.filter(person=OuterRef("pk")))


def _on_the_day(day: date, known_on: date | None) -> Exists:
    return _holding(Holding.objects.open().known_on(known_on).as_of(day))


def _narrowing(name: str, said: Any, day: date, known_on: date | None) -> Any:
    if name == "office":
        return _holding(Holding.objects.open().known_on(known_on).filter(office=said))
    if name != "q":
        return _on_the_day(day, known_on) if name == "when:day" else ~_on_the_day(day, known_on)
    words = Q()
    for part in fold(said).split():
        words &= Q(folded__contains=part)
    return _holding(PersonName.objects.known_on(known_on).filter(words))


@prepared
def _slugs(visitor: Visitor, given: Given, day: date, known_on: date | None) -> QuerySet[Person, tuple[int, str]]:
    return _chosen(visitor, given, day, known_on).values_list("pk", "slug")


@prepared
def _offices(visitor: Visitor, given: Given, day: date, known_on: date | None) -> QuerySet[Holding, tuple[str, int]]:
    """(office, how many hold or held it)."""
    held = Holding.objects.open().known_on(known_on).filter(person__in=_chosen(visitor, given, day, known_on))
    return held.values_list("office").annotate(number=Count("person", distinct=True))


@prepared
def _parted(visitor: Visitor, given: Given, day: date, known_on: date | None) -> QuerySet[Person, tuple[int, int]]:
    """How many there are, and how many of them hold an office on the day."""
    return summed(_chosen(visitor, given, day, known_on), number=Count("pk"), fit=Count("pk", filter=_on_the_day(day, known_on)))


@prepared
def _slugs_of(pks: Collection[int]) -> QuerySet[Person, tuple[int, str]]:
    return Person.objects.filter(pk__in=pks).values_list("pk", "slug")


@prepared
def _holdings(pks: Collection[int], known_on: date | None) -> QuerySet[Holding]:
    known = Holding.objects.open().known_on(known_on).filter(person_id__in=pks).select_related("organisation", *HINGES)
    return known.order_by("begin_earliest", "begin_latest", "pk")


def _line(reading: Reading, holdings: list[Holding], key: str) -> Line:
    text = reading.names.text(key, reading.asked.day)
    name = Value({"text": text, "url": url_of(key), "certainty": "surely", "refs": [], "years": "", "claims": []}, str(text))
    held = [holding for holding in holdings if certainty_of(holding, reading.asked.day) != Certainty.NO]
    others = [holding for holding in holdings if holding not in held]
    cells = {"name": [name], "offices": [_office(reading, one) for one in held], "others": [_office(reading, one) for one in others]}
    return Line(cells, url=url_of(key))


def _office(reading: Reading, holding: Holding) -> Value:
    body = reading.body(f"organisation:{holding.organisation.slug}")
    row = reading.row(holding, body["text"], label=office_label(holding.office, acting=holding.acting)) | body
    said = f"{row['label']}: {body['text']}"
    return Value(row, f"{said}, {row['years']}" if row["years"] else said)
