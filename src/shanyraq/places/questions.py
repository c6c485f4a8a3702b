"""Questions of the territories that no single table answers."""
from __future__ import annotations

from datetime import date

from shanyraq.chronicle import walks
from shanyraq.dating.terms import Certainty
from shanyraq.places.models import Place


def lies_in(slug: str, territory: str, *, as_of: date, known_on: date | None = None) -> Certainty:
    """Whether a place lies in a territory on a day, through any number of parents."""
    pks = dict(Place.objects.filter(slug__in=(slug, territory)).values_list("slug", "pk"))
    if len(pks) < len({slug, territory}):
        return Certainty.NO
    walk = walks.walk("places_parent", to="parent_id", via="child_id", known_on=known_on)
    sql = f"{walk} SELECT label FROM walk WHERE id = %(territory)s AND via IS NOT NULL"
    return walks.certainty(row[0] for row in walks.fetch(sql, {"root": pks[slug], "territory": pks[territory], **walks.params(as_of, known_on)}))


def territories_of(pk: int, *, as_of: date, known_on: date | None = None) -> list[tuple[int, Certainty]]:
    """(place, certainty) of the territories in which a place lies, nearest first."""
    walk = walks.walk("places_parent", to="parent_id", via="child_id", known_on=known_on)
    rows = walks.fetch(f"{walk} SELECT id, label FROM walk WHERE via IS NOT NULL", {"root": pk, **walks.params(as_of, known_on)})
    labels: dict[int, list[int]] = {}
    for place, label in rows:
        labels.setdefault(place, []).append(label)
    return [(place, walks.certainty(found)) for place, found in labels.items()]
