"""The list of the organisations of a day."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Exists
from django.utils.translation import gettext as _

from shanyraq.directory.lists import organisation_facts
from shanyraq.directory.lists.alphabet import in_alphabet
from shanyraq.directory.lists.kept_cultures import FACT
from shanyraq.directory.lists.organisation_facts import HEADS
from shanyraq.directory.lists.ranking import Counted, Keys, called, counted, in_order, strongest
from shanyraq.directory.lists.selection import Selection
from shanyraq.directory.lists.sheets import Facet, Part
from shanyraq.directory.lists.wishes import Shape, Wish
from shanyraq.directory.namebook import name_text
from shanyraq.directory.vocabulary import fact_label, word
from shanyraq.people.models import Holding
from shanyraq.registry.models import Life, Name, Seat, Tie, Trait
from shanyraq.registry.terms import UNDER, Level

OWNER: Final = "organisation"
SHAPE: Final = Shape(
    filters=("q", "kind", "level", "registration", "certainty", "seat", "parent", "culture"),
    columns=("name", "kind", "level", "registration", "since", "seat", "parent", "chair", "contact", "culture", "bin"),
    usual=("name", "kind", "level", "registration", "since", "seat", "chair"),
    sorts=("name", "kind", "level", "registration", "since", "seat", "parent", "chair"),
    sort="name",
)
BODIES: Final[dict[str, tuple[Any, str, str, str]]] = {  # rows, whose, the column of the other body, its kind
    "seat": (Seat.objects.all(), OWNER, "place", "place"),
    "parent": (Tie.objects.filter(kind__in=UNDER), "child", "parent", "organisation"),
    "chair": (Holding.objects.filter(office__in=HEADS), OWNER, "person", "person"),
}


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
        slugs = dict(self.selection.rows().values_list("pk", "slug"))
        by_name = slugs | self._strongest(Name.objects.filter(use=""), OWNER, ("text",), self._sounded)
        keys = by_name if self.wish.sort == "name" else self._keys()
        return in_order(list(slugs), keys, by_name, falling=self.wish.falling)

    def _sounded(self, text: dict[str, Any]) -> str:
        return in_alphabet(name_text(text, self.language).value)

    def _keys(self) -> Keys:
        sort = self.wish.sort
        if sort in BODIES:
            return self._by_body(sort)
        if sort == "since":
            return self._strongest(Life.objects.all(), OWNER, ("begin_earliest", "begin_latest"), lambda *begin: begin)
        make: Callable[[str], Any] = {"kind": lambda value: word("kind", value), "level": _rank, "registration": in_alphabet}[sort]
        return self._strongest(Trait.objects.filter(fact=sort), OWNER, ("value",), make)

    def _by_body(self, column: str) -> Keys:
        rows, owner, other, kind = BODIES[column]
        slugs = self._strongest(rows, owner, (f"{other}__slug",), str)
        names = called(kind, slugs.values(), self.language, self.wish.asked)
        return {pk: in_alphabet(names[slug]) for pk, slug in slugs.items()}

    def _strongest(self, rows: Any, owner: str, columns: Sequence[str], make: Callable[..., Any]) -> Keys:
        return strongest(rows, owner, columns, make, of=self.selection.rows(), asked=self.wish.asked)

    # by what it can be narrowed

    def facets(self) -> list[Facet]:
        kinds = [(value, word("kind", value), number) for value, number in self._counted("kind", Trait.objects.filter(fact="kind"), "value")]
        levels = [(value, word("level", value), number) for value, number in self._counted("level", Trait.objects.filter(fact="level"), "value")]
        registered = self._halves("registration", self.selection.holding(Trait, fact="registration"), yes=_("registered"), no=_("not told"))
        return [
            Facet("kind", fact_label("kind"), kinds),
            Facet("level", fact_label("level"), sorted(levels, key=lambda row: _rank(row[0]))),
            Facet("registration", fact_label("registration"), registered),
            Facet("certainty", _("On this day"), self._halves("certainty", self.selection.surely, surely=_("surely"), possibly=_("possibly"))),
            self._of_bodies("seat"),
            self._of_bodies("parent"),
            *([] if self.selection.only else [Facet("culture", fact_label("culture"), self._of_cultures())]),
        ]

    def _counted(self, name: str, rows: Any, column: str, owner: str = OWNER) -> Counted:
        return counted(rows, owner, column, of=self.selection.rows(leaving_out=name), asked=self.wish.asked)

    def _halves(self, name: str, condition: Exists, **said: str) -> list[tuple[str, str, int]]:
        """The rows that fit the condition and those that do not; one query."""
        found = self.selection.rows(leaving_out=name).aggregate(every=Count("pk"), fit=Count("pk", filter=condition))
        numbers = (found["fit"], found["every"] - found["fit"])
        return [(value, text, number) for (value, text), number in zip(said.items(), numbers, strict=True) if number]

    def _of_bodies(self, name: str) -> Facet:
        rows, owner, other, kind = BODIES[name]
        found = self._counted(name, rows, f"{other}__slug", owner)
        names = called(kind, [slug for slug, _number in found], self.language, self.wish.asked)
        return Facet(name, self.labels()[name], [(slug, names[slug], number) for slug, number in found])

    def _of_cultures(self) -> list[tuple[str, str, int]]:
        """An organisation that keeps two counts for both."""
        told = self.selection.of_day(Trait).filter(fact=FACT, organisation__in=self.selection.rows(leaving_out="culture"))
        pairs = list(told.values_list("value", "organisation_id").distinct())
        found = [(one, len({pk for value, pk in pairs if value in one.values})) for one in self.selection.cultures]
        rows = [(one.slug, one.text(self.language).value, number) for one, number in found if number]
        return sorted(rows, key=lambda row: (-row[2], in_alphabet(row[1])))


def _rank(level: str) -> int:
    return Level.values.index(level) if level in Level.values else len(Level.values)
