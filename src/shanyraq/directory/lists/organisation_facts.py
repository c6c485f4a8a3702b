"""What a list says of some organisations on a day: the facts behind its cells, in a fixed number of queries."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from shanyraq.chronicle.prepared import prepared
from shanyraq.directory.days import Asked
from shanyraq.directory.lists.sheets import Line, Part, Row, Value
from shanyraq.directory.lists.telling import read_facts, since, values_of, with_titles
from shanyraq.directory.namebook import name_text, url_of
from shanyraq.directory.organisation_page import HINGES, texts_of
from shanyraq.directory.reading import Reading
from shanyraq.directory.vocabulary import registration, state, tie_label, word
from shanyraq.people.models import Holding
from shanyraq.people.terms import HEADS, Office
from shanyraq.registry.models import Life, Name, Organisation, Seat, Tie, Trait
from shanyraq.registry.terms import UNDER

TRAITS: Final = ("kind", "level", "registration", "culture", "contact", "bin")
TEXTS: Final = ("culture", "contact")
AT_THE_HEAD: Final = (*HEADS, Office.CO_CHAIR)  # whom lists and the press name


@dataclass
class Held:
    """The dated facts of some organisations on a day. Seven queries."""

    organisations: dict[int, str]  # slugs, in the order asked for
    facts: dict[str, dict[int, list[Any]]]  # by column and key of the organisation

    def of(self, column: str, pk: int) -> list[Any]:
        return self.facts[column].get(pk, [])

    def periods(self) -> list[Any]:
        return [period for found in self.facts.values() for periods in found.values() for period in periods]

    def bodies(self) -> set[str]:
        own = {f"organisation:{slug}" for slug in self.organisations.values()}
        return own | {body_of(column, period) for column in ("seat", "parent", "chair") for found in self.facts[column].values() for period in found}


def body_of(column: str, period: Any) -> str:
    """The key of the body of which a cell is."""
    kind, name = {"seat": ("place", "place"), "parent": ("organisation", "parent"), "chair": ("person", "person")}[column]
    return f"{kind}:{getattr(period, name).slug}"


def held(pks: Sequence[int], asked: Asked) -> Held:
    slugs = dict(_slugs(pks))
    of = (pks, asked.day, asked.known_on)
    traits = _by(_traits(*of), lambda trait: (trait.fact, trait.organisation_id))
    return Held(
        {pk: slugs[pk] for pk in pks if pk in slugs},
        {
            "life": _by(_lives(*of), _owner),
            "name": _by(_official(*of), _owner),
            **{fact: {pk: found for (other, pk), found in traits.items() if other == fact} for fact in TRAITS},
            "seat": _by(_seats(*of), _owner),
            "parent": _by(_parents(*of), lambda tie: tie.child_id),
            "chair": _by(_heads(*of), _owner),
        },
    )


@prepared
def _slugs(pks: Collection[int]) -> QuerySet[Organisation, tuple[int, str]]:
    return Organisation.objects.filter(pk__in=pks).values_list("pk", "slug")


def _of_day(rows: QuerySet[Any, Any], day: date, known_on: date | None, *besides: str) -> QuerySet[Any, Any]:
    return rows.known_on(known_on).as_of(day).select_related(*besides, *HINGES).order_by("pk")  # type: ignore[attr-defined, no-any-return]


@prepared
def _lives(pks: Collection[int], day: date, known_on: date | None) -> QuerySet[Life]:
    return _of_day(Life.objects.filter(organisation_id__in=pks), day, known_on)


@prepared
def _official(pks: Collection[int], day: date, known_on: date | None) -> QuerySet[Name]:
    return _of_day(Name.objects.filter(organisation_id__in=pks, use=""), day, known_on)


@prepared
def _traits(pks: Collection[int], day: date, known_on: date | None) -> QuerySet[Trait]:
    return _of_day(Trait.objects.filter(organisation_id__in=pks, fact__in=TRAITS), day, known_on)


@prepared
def _seats(pks: Collection[int], day: date, known_on: date | None) -> QuerySet[Seat]:
    return _of_day(Seat.objects.filter(organisation_id__in=pks), day, known_on, "place")


@prepared
def _parents(pks: Collection[int], day: date, known_on: date | None) -> QuerySet[Tie]:
    return _of_day(Tie.objects.filter(child_id__in=pks, kind__in=UNDER), day, known_on, "parent")


@prepared
def _heads(pks: Collection[int], day: date, known_on: date | None) -> QuerySet[Holding]:
    return _of_day(Holding.objects.filter(organisation_id__in=pks, office__in=AT_THE_HEAD), day, known_on, "person")


def _owner(period: Any) -> int:
    return int(period.organisation_id)


def _by(rows: Iterable[Any], key: Any) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)


def part(pks: Sequence[int], asked: Asked, language: str) -> Part:
    """Lines for these organisations, in the order given."""
    facts = held(pks, asked)
    reading = read_facts(asked, language, facts.periods(), facts.bodies())
    return with_titles([_line(reading, facts, pk) for pk in facts.organisations], reading)


def _line(reading: Reading, facts: Held, pk: int) -> Line:
    key = f"organisation:{facts.organisations[pk]}"
    cells = {"name": _names(reading, facts, pk, key)}
    for column in TRAITS:
        cells[column] = values_of(reading, facts.of(column, pk), lambda trait: _trait(reading, trait))
    for column in ("seat", "parent", "chair"):
        cells[column] = [_body(reading, column, row) for row in reading.alternatives(facts.of(column, pk), lambda period: period)]
    cells["since"] = since(reading, facts.of("life", pk))
    return Line(cells, url=url_of(key))


def _names(reading: Reading, facts: Held, pk: int, key: str) -> list[Value]:
    """The names of the day; where the organisation exists only possibly, so do they."""
    rows = reading.alternatives(facts.of("name", pk), lambda name: name_text(name.text, reading.language))
    if not rows:
        lives = reading.alternatives(facts.of("life", pk), lambda _life: reading.names.text(key, reading.asked.day))
        rows = [{**row, "years": ""} for row in lives[:1]]
    return [Value({**row, "url": url_of(key), "years": ""}, str(row["text"])) for row in rows]


def _trait(reading: Reading, trait: Trait) -> Any:
    if trait.fact in TEXTS:
        return reading.free(texts_of(trait.value))
    return reading.word(registration(trait.value) if trait.fact == "registration" else state(trait.fact, trait.value))


def _body(reading: Reading, column: str, row: Row) -> Value:
    period = row["text"]
    label = tie_label(period.kind, period.grade) if column == "parent" else _office(period) if column == "chair" else ""
    body = reading.body(body_of(column, period))
    years = row["years"] if column == "chair" else ""
    return Value({**row, **body, "label": label, "years": years}, str(body["text"]))


def _office(holding: Holding) -> str:
    """The office, where it is not that of the column."""
    return "" if holding.office == Office.CHAIR else word("office", holding.office)
