"""The territories in which a place or a seat lies on a day, from the largest down."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shanyraq.chronicle import walks
from shanyraq.dating.terms import Certainty
from shanyraq.directory.days import Asked
from shanyraq.places.models import Place
from shanyraq.registry.models import Organisation

SEATS = (
    "SELECT s.place_id, {label}, CAST(NULL AS bigint), CAST(NULL AS varchar) FROM registry_seat s"
    " WHERE s.organisation_id = %(root)s AND {known} AND s.begin_earliest <= %(day)s AND s.end_latest > %(day)s"
)


@dataclass(frozen=True, slots=True)
class Step:
    """A territory on the way; `beside`: an alternative to the one before it."""

    slug: str
    certainty: Certainty
    beside: bool = False


def above_place(place: Place, asked: Asked) -> list[Step]:
    """The territories above a place, without itself. One query."""
    return _steps(place.pk, walks.ROOT, asked, itself=place.pk)


def above_organisation(organisation: Organisation, asked: Asked) -> list[Step]:
    """The territories in which the seat of an organisation lies, the place of the seat last. One query."""
    seats = SEATS.format(label=walks.label_sql("s"), known=walks.known_sql(asked.known_on, "s"))
    return _steps(organisation.pk, seats, asked, itself=None)


def _steps(root: int | None, seed: str, asked: Asked, *, itself: int | None) -> list[Step]:
    walk = walks.walk("places_parent", to="parent_id", via="child_id", known_on=asked.known_on, seed=seed)
    sql = f"{walk} SELECT walk.id, label, via, slug FROM walk JOIN places_place p ON p.id = walk.id"
    rows = walks.fetch(sql, {"root": root, **walks.params(asked.day, asked.known_on)})
    labels: dict[int, set[int]] = {}
    for place, label, _via, _slug in rows:
        labels.setdefault(place, set()).add(label)
    depths = _depths([(place, via) for place, _label, via, _slug in rows])
    slugs = {place: slug for place, _label, _via, slug in rows}
    order = sorted((pk for pk in labels if pk != itself), key=lambda pk: (-depths[pk], slugs[pk]))
    return [Step(slugs[pk], walks.certainty(labels[pk]), n > 0 and depths[order[n - 1]] == depths[pk]) for n, pk in enumerate(order)]


def _depths(edges: list[tuple[int, Any]]) -> dict[int, int]:
    """How many steps up each place lies at most; cycles, which are only possible ones, end after as many rounds as there are places."""
    depths = {place: 0 for place, via in edges if via is None}
    for _round in range(len({place for place, _via in edges})):
        for place, via in edges:
            if via in depths:
                depths[place] = max(depths.get(place, 0), min(depths[via] + 1, len(edges)))
    return depths
