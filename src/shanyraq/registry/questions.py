"""Questions of the registry that no single table answers."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from shanyraq.chronicle import walks
from shanyraq.dating.terms import Certainty
from shanyraq.places.models import Place
from shanyraq.registry.models import Organisation
from shanyraq.registry.terms import ONLY_UNDER

UP: Final = {"to": "parent_id", "via": "child_id"}
DOWN: Final = {"to": "child_id", "via": "parent_id"}


def under(slug: str, ancestor: str, *, as_of: date, known_on: date | None = None) -> Certainty:
    """Whether an organisation stands under another on a day, over branch_of, part_of and member_of (rule 9)."""
    pks = dict(Organisation.objects.filter(slug__in=(slug, ancestor)).values_list("slug", "pk"))
    if len(pks) < len({slug, ancestor}):
        return Certainty.NO
    sql = f"{walks.walk('registry_tie', **UP, known_on=known_on, only=ONLY_UNDER)} SELECT label FROM walk WHERE id = %(ancestor)s AND via IS NOT NULL"
    values = {"root": pks[slug], "ancestor": pks[ancestor], **walks.params(as_of, known_on)}
    return walks.certainty(row[0] for row in walks.fetch(sql, values))


def within(slug: str, territory: str, *, as_of: date, known_on: date | None = None) -> Certainty:
    """Whether an organisation's seat lies in a territory on a day (rule 10)."""
    organisation = Organisation.objects.filter(slug=slug).first()
    place = Place.objects.filter(slug=territory).first()
    if organisation is None or place is None:
        return Certainty.NO
    seed = (
        f"SELECT s.place_id, {walks.label_sql('s')}, CAST(NULL AS bigint), CAST(NULL AS varchar)"
        " FROM registry_seat s WHERE s.organisation_id = %(root)s"
        f" AND {walks.known_sql(known_on, 's')} AND s.begin_earliest <= %(day)s AND s.end_latest > %(day)s"
    )
    sql = f"{walks.walk('places_parent', **UP, known_on=known_on, seed=seed)} SELECT label FROM walk WHERE id = %(territory)s"
    values = {"root": organisation.pk, "territory": place.pk, **walks.params(as_of, known_on)}
    return walks.certainty(row[0] for row in walks.fetch(sql, values))


@dataclass(frozen=True, slots=True)
class Below:
    """An organisation below another: over `tie` from `parent` (both None of the root); `certainty` is of the whole path to it."""

    pk: int
    slug: str
    parent: int | None
    tie: str
    certainty: Certainty
    names: str  # JSON of texts per language; empty where no name is told


def below(pk: int, *, as_of: date, known_on: date | None = None) -> list[Below]:
    """Everything under an organisation on a day, itself first: one row for each parent over which it is reached, in one query."""
    sql = (
        f"{walks.walk('registry_tie', **DOWN, known_on=known_on, only=ONLY_UNDER, kind='t.kind')}"
        " SELECT walk.id, o.slug, walk.via, walk.tie, walk.label, n.value FROM walk JOIN registry_organisation o ON o.id = walk.id"
        f" LEFT JOIN registry_name n ON n.organisation_id = walk.id AND n.use = '' AND {walks.known_sql(known_on, 'n')}"
        " AND n.begin_earliest <= %(day)s AND n.end_latest > %(day)s"
    )
    labels: dict[int, set[int]] = {}
    rows: dict[tuple[int, int | None, str], tuple[str, str]] = {}
    for child, slug, via, tie, label, name in walks.fetch(sql, {"root": pk, **walks.params(as_of, known_on)}):
        labels.setdefault(child, set()).add(label)
        key = (child, via, tie or "")
        if key not in rows or (name or "") < rows[key][1]:
            rows[key] = (slug, name or "")
    sure = {child: walks.certainty(found) for child, found in labels.items()}
    return [Below(child, slug, via, tie, sure[child], name) for (child, via, tie), (slug, name) in rows.items()]
