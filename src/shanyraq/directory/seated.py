"""The organisations whose seat lies in a territory on a day (rule 10)."""
from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from django.db.models import QuerySet

from shanyraq.chronicle import walks
from shanyraq.chronicle.prepared import prepared
from shanyraq.dating.terms import Certainty
from shanyraq.directory.days import Asked
from shanyraq.places.models import Place
from shanyraq.registry.models import Seat

MOST_SEATED: Final = 300


@dataclass
class Seated:
    seats: list[Seat] = field(default_factory=list)  # one of each organisation
    certainties: dict[int, Certainty] = field(default_factory=dict)  # by organisation
    cut: bool = False  # whether some were left out

    def keys(self) -> set[str]:
        return {f"organisation:{seat.organisation.slug}" for seat in self.seats}


def seated_in(place: Place, asked: Asked) -> Seated:
    """Down from the territory to the seats in it and in its parts; a way that needs one change both done and not done does not count. Two queries."""
    walk = walks.walk("places_parent", to="child_id", via="parent_id", known_on=asked.known_on)
    sql = (
        f"{walk} SELECT DISTINCT s.id, s.organisation_id, walk.label, {walks.label_sql('s')}"
        " FROM walk JOIN registry_seat s ON s.place_id = walk.id"
        f" WHERE {walks.known_sql(asked.known_on, 's')} AND s.begin_earliest <= %(day)s AND s.end_latest > %(day)s"
    )
    labels: dict[int, set[int]] = {}
    first: dict[int, int] = {}
    for seat, organisation, way, there in walks.fetch(sql, {"root": place.pk or 0, **walks.params(asked.day, asked.known_on)}):
        label = joined(way, there)
        if label is not None:
            labels.setdefault(organisation, set()).add(label)
            first.setdefault(organisation, seat)
    return _seated(first, labels)


def _seated(first: dict[int, int], labels: dict[int, set[int]]) -> Seated:
    shown = list(first.values())[:MOST_SEATED]
    seats = _seats(shown) if shown else []
    return Seated(seats, {pk: walks.certainty(found) for pk, found in labels.items()}, len(first) > MOST_SEATED)


@prepared
def _seats(seats: Collection[int]) -> QuerySet[Seat]:
    return Seat.objects.filter(pk__in=seats).select_related("organisation", "begin_change").order_by("pk")


def joined(way: int, there: int) -> int | None:
    """The label of a way and a seat together; None where one needs what the other excludes."""
    if way == 0 or there in (0, way):
        return way or there
    return None if there == -way and way != walks.SEVERAL else walks.SEVERAL
