"""The list of persons who are publicly named, with the offices that a source names."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from shanyraq.dating.terms import Certainty
from shanyraq.directory.lists.alphabet import in_alphabet
from shanyraq.directory.lists.ranking import called
from shanyraq.directory.lists.sheets import Facet, Line, Part, Value
from shanyraq.directory.lists.telling import by_owner, read_facts, with_titles
from shanyraq.directory.lists.wishes import Shape, Wish
from shanyraq.directory.namebook import url_of
from shanyraq.directory.organisation_page import HINGES
from shanyraq.directory.reading import Reading, certainty_of
from shanyraq.directory.vocabulary import word
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

    # which

    def rows(self, leaving_out: str = "") -> QuerySet[Person]:
        """A list that goes from hand to hand names nobody who asked not to be named, whoever makes it."""
        rows = which(self.visitor, "directory:person:see", Person.objects.open()).filter(self._holding())
        for name, said in self.wish.filters.items():
            rows = rows if name == leaving_out else rows.filter(self._narrowing(name, said))
        return rows

    def _known(self) -> Any:
        return Holding.objects.known_on(self.wish.asked.known_on)

    def _holding(self, **such: Any) -> Exists:
        return Exists(self._known().filter(person=OuterRef("pk"), **such))

    def _on_the_day(self, **such: Any) -> Exists:
        return Exists(self._known().as_of(self.wish.asked.day).filter(person=OuterRef("pk"), **such))

    def _narrowing(self, name: str, said: str) -> Any:
        if name == "office":
            return self._holding(office=said)
        if name == "when":
            return self._on_the_day() if said == "day" else ~self._on_the_day()
        words = Q()
        for part in fold(said).split():
            words &= Q(folded__contains=part)
        return Exists(PersonName.objects.known_on(self.wish.asked.known_on).filter(words, person=OuterRef("pk")))

    def order(self) -> list[int]:
        slugs = dict(self.rows().values_list("pk", "slug"))
        names = called("person", slugs.values(), self.language, self.wish.asked)
        return sorted(slugs, key=lambda pk: in_alphabet(names[slugs[pk]]), reverse=self.wish.falling)

    # by what it can be narrowed

    def facets(self) -> list[Facet]:
        rows = self._known().filter(person__in=self.rows("office")).values_list("office")
        offices = [(office, word("office", office), number) for office, number in rows.annotate(number=Count("person", distinct=True))]
        then = self.rows("when").aggregate(every=Count("pk"), fit=Count("pk", filter=self._on_the_day()))
        halves = [("day", _("on this day"), then["fit"]), ("other", _("only at another time"), then["every"] - then["fit"])]
        return [
            Facet("office", _("Office"), sorted(offices, key=lambda row: Office.values.index(row[0]))),
            Facet("when", _("In office"), [half for half in halves if half[2]]),
        ]

    # what is said

    def part(self, keys: Sequence[int]) -> Part:
        slugs = dict(Person.objects.filter(pk__in=keys).values_list("pk", "slug"))
        known = self._known().filter(person__in=keys).select_related("organisation", *HINGES)
        holdings = list(known.order_by("begin_earliest", "begin_latest", "pk"))
        bodies = {f"person:{slug}" for slug in slugs.values()} | {f"organisation:{held.organisation.slug}" for held in holdings}
        reading = read_facts(self.wish.asked, self.language, holdings, bodies)
        mine = by_owner(holdings, "person_id")
        return with_titles([_line(reading, mine.get(pk, []), f"person:{slugs[pk]}") for pk in keys if pk in slugs], reading)


def _line(reading: Reading, holdings: list[Holding], key: str) -> Line:
    text = reading.names.text(key, reading.asked.day)
    name = Value({"text": text, "url": url_of(key), "certainty": "surely", "refs": [], "years": "", "claims": []}, str(text))
    held = [holding for holding in holdings if certainty_of(holding, reading.asked.day) != Certainty.NO]
    others = [holding for holding in holdings if holding not in held]
    cells = {"name": [name], "offices": [_office(reading, one) for one in held], "others": [_office(reading, one) for one in others]}
    return Line(cells, url=url_of(key))


def _office(reading: Reading, holding: Holding) -> Value:
    body = reading.body(f"organisation:{holding.organisation.slug}")
    office = word("office", holding.office)
    row = reading.row(holding, body["text"], label=f"{office} ({_('acting')})" if holding.acting else office) | body
    said = f"{row['label']}: {body['text']}"
    return Value(row, f"{said}, {row['years']}" if row["years"] else said)
