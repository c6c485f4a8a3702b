"""The territories of a day, and how many organisations have their seat in each (rule 10). The number of queries is fixed."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from shanyraq.chronicle import walks
from shanyraq.dating.terms import Certainty
from shanyraq.directory.days import Asked
from shanyraq.directory.reading import certainty_of
from shanyraq.directory.seated import joined
from shanyraq.places.models import Life, Parent, Trait
from shanyraq.places.outlines import NOW
from shanyraq.places.terms import Kind
from shanyraq.registry.models import Life as OrganisationLife
from shanyraq.registry.models import Organisation
from shanyraq.rights import Visitor, which

REGIONS: Final = tuple(map(str, (
    Kind.OBLAST, Kind.REGION, Kind.STATE, Kind.PROVINCE, Kind.COUNTY, Kind.DEPARTMENT, Kind.CANTON, Kind.REPUBLIC, Kind.TERRITORY,
)))  # fmt: skip
SMALL: Final = tuple(map(str, (Kind.RURAL_DISTRICT, Kind.SETTLEMENT, Kind.VILLAGE)))  # counted in what they lie in
WHOLE: Final = str(Kind.COUNTRY)


@dataclass(slots=True)
class Land:
    """A territory that surely or possibly exists on the day, with the organisations seated in it."""

    pk: int
    slug: str
    certainty: Certainty
    kinds: set[str] = field(default_factory=set)
    surely: int = 0
    possibly: int = 0

    @property
    def key(self) -> str:
        return f"place:{self.slug}"


@dataclass(slots=True)
class Seats:
    """The organisations of a day by where they have their seat. `organisations` is the sum of the four counts below it."""

    regions: list[Land]
    smaller: list[Land]  # districts and cities in which somebody has a seat
    organisations: int
    surely: int  # in one of the regions
    possibly: int  # in one or another
    elsewhere: int  # in none of them
    unknown: int  # no source tells where


def seats(visitor: Visitor, asked: Asked) -> Seats:
    """Five queries."""
    lands = _lands(asked)
    ways = _ways(asked)
    there = _organisations(visitor, asked)
    labels, seated = _labels(asked, ways, there)
    top = _regions(lands, ways)
    for pk, land in lands.items():
        found = [walks.certainty(of_one) for of_one in labels.get(pk, {}).values()]
        land.surely, land.possibly = found.count(Certainty.SURELY), found.count(Certainty.POSSIBLY)
    within = _within(labels, top)
    sure = sum(found == Certainty.SURELY for found in within.values())
    smaller = [land for pk, land in lands.items() if _is_smaller(land, top) and pk in labels]
    regions = [lands[pk] for pk in top]
    return Seats(regions, smaller, len(there), sure, len(within) - sure, len(seated - within.keys()), len(there - seated))


def _lands(asked: Asked) -> dict[int, Land]:
    found: dict[int, Land] = {}
    for life in Life.objects.known_on(asked.known_on).as_of(asked.day).select_related("place").order_by("place__slug"):
        known = found.setdefault(life.place_id, Land(life.place_id, life.place.slug, Certainty.NO))
        known.certainty = max(known.certainty, certainty_of(life, asked.day), key=lambda certainty: certainty.rank)
    kinds = Trait.objects.known_on(asked.known_on).as_of(asked.day).filter(fact="kind")
    for place, kind in kinds.values_list("place_id", "value"):
        if place in found:
            found[place].kinds.add(kind)
    return found


def _organisations(visitor: Visitor, asked: Asked) -> set[int]:
    open_ones = which(visitor, "directory:organisation:see", Organisation.objects.all())
    lives = OrganisationLife.objects.known_on(asked.known_on).as_of(asked.day).filter(organisation__in=open_ones)
    return set(lives.values_list("organisation_id", flat=True))


Ways = dict[int, list[tuple[int, int]]]  # by place: (territory, label of the way to it), itself first


def _ways(asked: Asked) -> Ways:
    """The ways up from every place of a seat and from every region, all in one walk: each carries where it began."""
    held = f"{walks.known_sql(asked.known_on, '{0}')} AND {{0}}.begin_earliest <= %(day)s AND {{0}}.end_latest > %(day)s"
    seed = (
        "SELECT place_id, CAST(0 AS bigint), CAST(NULL AS bigint), CAST(place_id AS varchar) FROM ("
        f"SELECT s.place_id FROM registry_seat s WHERE {held.format('s')} UNION SELECT k.place_id FROM places_trait k"
        f" WHERE k.fact = 'kind' AND k.value IN ({', '.join(map(repr, REGIONS))}) AND {held.format('k')}) begun"
    )
    walk = walks.walk("places_parent", to="parent_id", via="child_id", known_on=asked.known_on, kind="walk.tie", seed=seed)
    ways: Ways = defaultdict(list)
    for territory, label, begun in walks.fetch(f"{walk} SELECT DISTINCT id, label, tie FROM walk", walks.params(asked.day, asked.known_on)):
        ways[int(begun)].append((territory, label))
    return ways


Labels = dict[int, dict[int, set[int]]]  # by territory and organisation


def _labels(asked: Asked, ways: Ways, there: set[int]) -> tuple[Labels, set[int]]:
    """How each organisation is seated in each territory, and which have a seat at all; a way that excludes itself does not count."""
    sql = (
        f"SELECT s.organisation_id, s.place_id, {walks.label_sql('s')} FROM registry_seat s"
        f" WHERE {walks.known_sql(asked.known_on, 's')} AND s.begin_earliest <= %(day)s AND s.end_latest > %(day)s"
    )
    labels: Labels = defaultdict(lambda: defaultdict(set))
    seated: set[int] = set()
    for organisation, place, seat in walks.fetch(sql, walks.params(asked.day, asked.known_on)):
        if organisation in there:
            seated.add(organisation)
            for territory, way in ways[place]:
                label = joined(way, seat)
                if label is not None:
                    labels[territory][organisation].add(label)
    return labels, seated


def _regions(lands: dict[int, Land], ways: Ways) -> list[int]:
    """The largest territories below the country: an outline of the day or the kind of one, and in no other such one."""
    could_be = {pk for pk, land in lands.items() if land.slug in NOW or land.kinds & set(REGIONS)}
    return [pk for pk in lands if pk in could_be and not could_be & {territory for territory, _label in ways.get(pk, ()) if territory != pk}]


def _within(labels: Labels, regions: Iterable[int]) -> dict[int, Certainty]:
    """By organisation: whether it is surely in one of the regions, or in some of them only possibly."""
    found: dict[int, Certainty] = {}
    for region in regions:
        for organisation, of_one in labels.get(region, {}).items():
            found[organisation] = max(found.get(organisation, Certainty.NO), walks.certainty(of_one), key=lambda certainty: certainty.rank)
    return found


def _is_smaller(land: Land, regions: list[int]) -> bool:
    return land.pk not in regions and not land.kinds & {*SMALL, WHOLE}


def parents(asked: Asked, lands: Iterable[Land]) -> dict[int, list[Any]]:
    """What each of them lies in on the day: the ties with their parents fetched, by place. One query."""
    ties: dict[int, list[Any]] = defaultdict(list)
    for tie in Parent.objects.known_on(asked.known_on).as_of(asked.day).filter(child__in=[land.pk for land in lands]).select_related("parent"):
        ties[tie.child_id].append(tie)
    return ties
