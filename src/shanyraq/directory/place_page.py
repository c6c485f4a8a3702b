"""What is known of a territory on a day."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from shanyraq.chronicle.models import Mention
from shanyraq.chronicle.prepared import prepared
from shanyraq.directory.days import Asked
from shanyraq.directory.disputes import disputed
from shanyraq.directory.existence import existence
from shanyraq.directory.names import names_of
from shanyraq.directory.organisation_page import HINGES, chronicle, territory
from shanyraq.directory.reading import Reading, Row, read_body
from shanyraq.directory.seated import Seated, seated_in
from shanyraq.directory.strangers import is_stranger
from shanyraq.directory.territory import above_place
from shanyraq.directory.vocabulary import fact_label, word
from shanyraq.places.models import Centre, Heir, Life, Name, Parent, Place, Trait
from shanyraq.places.outlines import outline
from shanyraq.rights import Visitor, which

MOST_PARTS: Final = 400


@dataclass
class Held:
    """The dated facts of a territory; lives and names of all times, the rest of the day. Seven queries."""

    lives: list[Life]
    names: list[Name]
    traits: list[Trait]
    centres: list[Centre]
    parents: list[Parent]
    parts: list[Parent]
    heirs: list[Heir]

    def periods(self) -> list[Any]:
        return [*self.lives, *self.names, *self.traits, *self.centres, *self.parents, *self.parts, *self.heirs]

    def bodies(self) -> set[str]:
        places = [p for tie in (*self.parents, *self.parts) for p in (tie.parent, tie.child)]
        places += [c.centre for c in self.centres] + [p for h in self.heirs for p in (h.heir, h.place)]
        return {f"place:{place.slug}" for place in places}


def find(visitor: Visitor, slug: str) -> Place | None:
    """The territory of that slug, also one of which only announcements tell."""
    rows = _open_one(slug) if is_stranger(visitor) else _one(visitor, slug)
    found = next(iter(rows), None)
    return Place(slug=slug) if found is None and Mention.objects.filter(body=f"place:{slug}").exists() else found


def _one(visitor: Visitor, slug: str) -> QuerySet[Place]:
    return which(visitor, "directory:place:see", Place.objects.filter(slug=slug))


@prepared
def _open_one(slug: str) -> QuerySet[Place]:
    return _one(None, slug)


def held(place: Place, asked: Asked) -> Held:
    pk, known, day = place.pk or 0, asked.known_on, asked.day
    return Held(
        lives=_lives(pk, known),
        names=_names(pk, known),
        traits=_traits(pk, day, known),
        centres=_centres(pk, day, known),
        parents=_parents(pk, day, known),
        parts=_parts(pk, day, known),
        heirs=_succeeding(pk, known),
    )


@prepared
def _lives(pk: int, known: date | None) -> QuerySet[Life]:
    return Life.objects.filter(place_id=pk).known_on(known).select_related(*HINGES).order_by("begin_earliest", "pk")


@prepared
def _names(pk: int, known: date | None) -> QuerySet[Name]:
    return Name.objects.filter(place_id=pk).known_on(known).select_related(*HINGES).order_by("begin_earliest", "begin_latest", "pk")


@prepared
def _traits(pk: int, day: date, known: date | None) -> QuerySet[Trait]:
    return Trait.objects.filter(place_id=pk).known_on(known).as_of(day).select_related(*HINGES).order_by("pk")


@prepared
def _centres(pk: int, day: date, known: date | None) -> QuerySet[Centre]:
    return Centre.objects.filter(place_id=pk).known_on(known).as_of(day).select_related("centre", *HINGES).order_by("pk")


def _ties_of_day(day: date, known: date | None) -> QuerySet[Parent]:
    return Parent.objects.known_on(known).as_of(day).select_related("parent", "child", *HINGES)


@prepared
def _parents(pk: int, day: date, known: date | None) -> QuerySet[Parent]:
    return _ties_of_day(day, known).filter(child_id=pk).order_by("pk")


@prepared
def _parts(pk: int, day: date, known: date | None) -> QuerySet[Parent]:
    return _ties_of_day(day, known).filter(parent_id=pk).order_by("child__slug", "pk")[:MOST_PARTS]


@prepared
def _succeeding(pk: int, known: date | None) -> QuerySet[Heir]:
    heirs = Heir.objects.known_on(known).select_related("place", "heir", *HINGES)
    return (heirs.filter(place_id=pk) | heirs.filter(heir_id=pk)).order_by("begin_latest", "pk")


def page(place: Place, asked: Asked, language: str, number: int) -> Row:
    """What `directory/place.html` takes; `number` is the page of a long chronicle."""
    facts = held(place, asked)
    key = f"place:{place.slug}"
    way = above_place(place, asked)
    seated = seated_in(place, asked)
    bodies = facts.bodies() | seated.keys() | {f"place:{step.slug}" for step in way}
    reading = read_body(asked, language, key, page=number, periods=[*facts.periods(), *seated.seats], bodies=bodies)
    return {
        "key": key,
        "territory": territory(reading, way),
        **names_of(reading, key, facts.names),
        "disputed": disputed(key, as_of=asked.day, known_on=asked.known_on),
        **existence(reading, facts.lives),
        "kinds": reading.alternatives([t for t in facts.traits if t.fact == "kind"], lambda t: reading.word(word("place_kind", t.value))),
        "centre": _places(reading, facts.centres),
        "parents": sorted(_ties(reading, facts.parents, "parent"), key=lambda row: str(row["group"])),
        "parts": sorted(_ties(reading, facts.parts, "child"), key=lambda row: str(row["body"]["text"]).casefold()),
        "predecessors": _heirs(reading, facts.heirs, key, of="place"),
        "successors": _heirs(reading, facts.heirs, key, of="heir"),
        "seated": _seated(reading, seated),
        "cut": seated.cut,
        "identifiers": [{"label": fact_label("kato"), "value": t.value, "refs": reading.refs(t)} for t in facts.traits if t.fact == "kato"],
        "outline": outline(place.slug, asked.day),
        **chronicle(reading, key, number),
    }


def _places(reading: Reading, centres: list[Centre]) -> list[Row]:
    return [{**row, **reading.body(f"place:{row['text'].centre.slug}")} for row in reading.alternatives(centres, lambda centre: centre)]


def _ties(reading: Reading, ties: list[Parent], other: str) -> list[Row]:
    rows = reading.alternatives(ties, lambda tie: tie)
    return [{**row, "body": reading.body(f"place:{getattr(row['text'], other).slug}"), "tie_label": ""} for row in rows]


def _heirs(reading: Reading, ties: list[Heir], key: str, *, of: str) -> list[Row]:
    others = {f"place:{getattr(tie, of).slug}": tie for tie in ties}
    rows = [{**reading.tie(tie, other, ""), "years": reading.began(tie)} for other, tie in others.items() if other != key]
    return sorted(rows, key=lambda row: str(row["body"]["text"]).casefold())


def _seated(reading: Reading, seated: Seated) -> list[Row]:
    rows = [
        {**reading.tie(seat, f"organisation:{seat.organisation.slug}", ""), "certainty": str(seated.certainties[seat.organisation_id])}
        for seat in seated.seats
    ]
    return sorted(rows, key=lambda row: str(row["body"]["text"]).casefold())
