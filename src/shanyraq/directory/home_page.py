"""The organisations of a day: those that belong to no other, with what is below them, the count, and the latest changes."""
from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from shanyraq.chronicle.models import PeriodQuerySet, SourceVersion, Version
from shanyraq.chronicle.prepared import prepared, summed
from shanyraq.chronicle.terms import Act, Status
from shanyraq.directory.day.chooser import day_form
from shanyraq.directory.days import Asked
from shanyraq.directory.forest import Forest, keys_of
from shanyraq.directory.organisation_page import offices
from shanyraq.directory.reading import Reading, Row, read
from shanyraq.directory.strangers import is_stranger
from shanyraq.directory.versions import SIGHTINGS, shown
from shanyraq.people.models import Holding
from shanyraq.people.terms import Office
from shanyraq.registry.models import Life, Organisation, Tie
from shanyraq.registry.terms import UNDER
from shanyraq.rights import Visitor, which

MOST_ROOTS: Final = 200
LATEST: Final = 8
MOST_PEOPLE: Final = 8
FIRST_OFFICES: Final = (Office.CHAIR, Office.CO_CHAIR, Office.PRESIDENT, Office.DIRECTOR, Office.HEAD_OF_SECRETARIAT, Office.DEPUTY_CHAIR)


def page(visitor: Visitor, asked: Asked, language: str) -> Row:
    """What `site/home.html` takes, besides the frame."""
    lives = roots(visitor, asked)
    forest = Forest(asked)
    ties = forest.grow(life.organisation_id for life in lives[:MOST_ROOTS])
    people = holders(asked, lives[:MOST_ROOTS])
    keys = {f"organisation:{life.organisation.slug}" for life in lives} | {f"person:{held.person.slug}" for held in people}
    recent, periods = _latest(asked.day, asked.known_on), [*lives[:MOST_ROOTS], *ties, *people]
    reading = read(asked, language, recent, own="", periods=periods, bodies=keys | keys_of(ties))
    counted = counts(asked)
    return {
        "roots": _nodes(reading, forest, lives[:MOST_ROOTS]),
        "cut": forest.cut or len(lives) > MOST_ROOTS,
        "people": offices(reading, people),
        "counts": counted,
        "empty": not counted["changes"] and not asked.known,
        "recent": [{**item, "day_url": ""} for item in reversed(reading.scribe.items(reading.chronicle))],
        "sources": reading.notes.rows(),
        "day_form": day_form(asked),
    }


def roots(visitor: Visitor, asked: Asked) -> list[Life]:
    """The organisations that surely or possibly exist on the day and are part, member or branch of none."""
    day, known_on = asked.day, asked.known_on
    lives = _open_ones_under_none(day, known_on) if is_stranger(visitor) else _under_none(visitor, day, known_on)
    return list({life.organisation_id: life for life in lives}.values())


@prepared
def _open_ones_under_none(day: date, known_on: date | None) -> QuerySet[Life]:
    return _under_none(None, day, known_on)


def _under_none(visitor: Visitor, day: date, known_on: date | None) -> QuerySet[Life]:
    above = Tie.objects.known_on(known_on).as_of(day).filter(child=OuterRef("organisation"), kind__in=UNDER)
    seen = which(visitor, "directory:organisation:see", Organisation.objects.all())
    lives = _lives(day, known_on).filter(~Exists(above), organisation__in=seen)
    return lives.select_related("organisation", "begin_change").order_by("organisation__slug", "-begin_earliest")[: 2 * MOST_ROOTS]


def _lives(day: date, known_on: date | None) -> PeriodQuerySet[Life]:
    return Life.objects.known_on(known_on).as_of(day)


def _nodes(reading: Reading, forest: Forest, lives: list[Life]) -> list[Row]:
    shown_before: set[int] = set()
    rows = [(reading.row(life, None), life) for life in lives]
    nodes = [{**row, **reading.body(f"organisation:{life.organisation.slug}"), "life": life, "tie_label": "", "years": ""} for row, life in rows]
    for node in sorted(nodes, key=lambda node: str(node["text"]).casefold()):
        node["below"] = forest.nodes(reading, node.pop("life").organisation_id, shown=shown_before)
    return sorted(nodes, key=lambda node: (not node["below"], str(node["text"]).casefold()))


def holders(asked: Asked, lives: list[Life]) -> list[Holding]:
    """Who holds the highest offices of these organisations."""
    return _holders([life.organisation_id for life in lives], asked.day, asked.known_on) if lives else []


@prepared
def _holders(organisations: Collection[int], day: date, known_on: date | None) -> QuerySet[Holding]:
    held = Holding.objects.known_on(known_on).as_of(day).filter(organisation_id__in=organisations, office__in=FIRST_OFFICES)
    return held.select_related("person", "organisation", "begin_change").order_by("organisation__slug", "pk")[:MOST_PEOPLE]


def counts(asked: Asked) -> dict[str, int]:
    """How many organisations of the day, how many of them only possibly, changes and sources on record. Three queries."""
    known_on = asked.known_on
    [(there, sure)], [(changes,)], [(sources,)] = _there(asked.day, known_on), _changes(known_on), _sources(known_on)
    return {"organisations": there, "possible": there - sure, "changes": changes, "sources": sources}


@prepared
def _there(day: date, known_on: date | None) -> QuerySet[Life, tuple[int, int]]:
    """How many there are on the day, and how many surely."""
    surely = Q(begin_latest__lte=day, end_earliest__gt=day)
    sure = Count("organisation", distinct=True, filter=surely)
    return summed(_lives(day, known_on), number=Count("organisation", distinct=True), sure=sure)


@prepared
def _changes(known_on: date | None) -> QuerySet[Version, tuple[int]]:
    return summed(shown(known_on), number=Count("pk"))


@prepared
def _sources(known_on: date | None) -> QuerySet[SourceVersion, tuple[int]]:
    return summed(SourceVersion.objects.known_on(known_on), number=Count("pk"))


@prepared
def _latest(day: date, known_on: date | None) -> QuerySet[Version]:
    """The last changes that were done by the day; sightings are none."""
    done = shown(known_on).filter(status=Status.DONE, change__latest__lte=day).exclude(act__in=(*SIGHTINGS, Act.ANNOUNCED))
    return done.filter(pk__in=done.order_by("-change__latest", "-change__earliest", "-change__slug").values("pk")[:LATEST]).order_by(
        "change__latest", "change__earliest", "change__slug"
    )
