"""Territories that began, ended or got another centre on a day: the lines across the river."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from shanyraq.chronicle.prepared import prepared
from shanyraq.directory.namebook import Namebook
from shanyraq.places.models import Centre, Life, Trait
from shanyraq.places.terms import Kind

LARGE: Final = (Kind.OBLAST, Kind.REGION, Kind.STATE, Kind.PROVINCE, Kind.COUNTY, Kind.REPUBLIC, Kind.TERRITORY, Kind.DEPARTMENT, Kind.CANTON)
SMALL: Final = (Kind.DISTRICT,)
NAMED: Final = 2  # as many names stand beside a line


@dataclass(slots=True)
class Land:
    """What changed on a day, as keys of places, those with the longest story first; `changes` are those behind it."""

    day: date
    begun: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    centred: list[tuple[str, str]] = field(default_factory=list)  # (territory, centre)
    changes: set[int] = field(default_factory=set)

    @property
    def keys(self) -> set[str]:
        return {*self.begun, *self.ended, *(key for pair in self.centred for key in pair)}


def lands(known_on: date | None) -> list[Land]:
    """By day; of oblasts and the like, of districts where no larger territory changed. Days that are not known exactly draw no line. Two queries."""
    found: dict[str, dict[date, Land]] = {"large": {}, "small": {}}
    centres = _centres(known_on)
    told = _told(centres)
    for life in _lives(known_on):
        for land in _at(found, life, life.begin_earliest, life.begin_latest, life.begin_change_id):
            land.begun.append(f"place:{life.place.slug}")
        for land in _at(found, life, life.end_earliest, life.end_latest, life.end_change_id):
            land.ended.append(f"place:{life.place.slug}")
    for centre in centres:
        for land in _at(found, centre, centre.begin_earliest, centre.begin_latest, centre.begin_change_id):
            land.centred.append((f"place:{centre.place.slug}", f"place:{centre.centre.slug}"))
    return [_sorted(land, told) for _day, land in sorted((found["large"] or found["small"]).items())]


def _sorts(known_on: date | None) -> dict[str, Exists]:
    kinds = Trait.objects.known_on(known_on).filter(place=OuterRef("place"), fact="kind")
    return {"is_large": Exists(kinds.filter(value__in=LARGE)), "is_small": Exists(kinds.filter(value__in=SMALL))}


@prepared
def _centres(known_on: date | None) -> QuerySet[Centre]:
    return Centre.objects.known_on(known_on).annotate(**_sorts(known_on)).select_related("place", "centre").order_by("pk")


@prepared
def _lives(known_on: date | None) -> QuerySet[Life]:
    return Life.objects.known_on(known_on).annotate(**_sorts(known_on)).select_related("place").order_by("pk")


def _at(found: dict[str, dict[date, Land]], period: Any, earliest: date, latest: date, change: int | None) -> Iterable[Land]:
    """The land of the day of a begin or an end; none where the day is not known, or no change is told."""
    if earliest != latest or change is None or not (period.is_large or period.is_small):
        return []
    land = found["large" if period.is_large else "small"].setdefault(earliest, Land(earliest))
    land.changes.add(change)
    return [land]


def _told(centres: list[Centre]) -> dict[str, int]:
    """How much is told of a territory: how often its centres are centres."""
    often: dict[int, int] = defaultdict(int)
    for centre in centres:
        often[centre.centre_id] += 1
    found: dict[str, int] = defaultdict(int)
    for centre in centres:
        found[f"place:{centre.place.slug}"] += often[centre.centre_id]
    return found


def _sorted(land: Land, told: dict[str, int]) -> Land:
    for keys in (land.begun, land.ended):
        keys.sort(key=lambda key: (-told.get(key, 0), key))
    fresh = {*land.begun}
    land.centred = sorted(pair for pair in land.centred if pair[0] not in fresh)
    return land


def label(land: Land, names: Namebook) -> str:
    """A few words for the line: its year and what came, else what went, else what became a centre."""
    said = {"year": land.day.year, "names": ""}
    if land.begun:
        return _("%(year)s: %(names)s") % {**said, "names": _names(land.begun, names, land.day)}
    if land.ended:
        return _("until %(year)s: %(names)s") % {**said, "names": _names(land.ended, names, date.fromordinal(land.day.toordinal() - 1))}
    return _("%(year)s: centre %(names)s") % {**said, "names": _names([key for _place, key in land.centred], names, land.day)}


def _names(keys: list[str], names: Namebook, day: date) -> str:
    named = [str(names.text(key, day)) for key in keys]
    return named[0] + f" (+{len(named) - 1})" if len(named) > NAMED else ", ".join(named)
