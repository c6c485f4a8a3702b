"""Keys of bodies by their slugs, found or made many at once; nothing is kept, so that nothing outlives a rollback."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shanyraq.chronicle.book import chunks


@dataclass(frozen=True, slots=True)
class Keyed:
    """Stands in a column for the key of the body with this slug; `model` has a unique `slug`."""

    model: Any
    slug: str


def with_keys(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """These columns with keys in the place of each `Keyed`; bodies that stand in no table yet are made."""
    wanted: dict[Any, set[str]] = defaultdict(set)
    for row in rows:
        for value in row.values():
            if isinstance(value, Keyed):
                wanted[value.model].add(value.slug)
    keys = {model: _keys(model, sorted(slugs)) for model, slugs in wanted.items()}
    return [{name: keys[v.model][v.slug] if isinstance(v, Keyed) else v for name, v in row.items()} for row in rows]


def _keys(model: Any, slugs: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in chunks(slugs):
        found |= dict(model.objects.filter(slug__in=chunk).values_list("slug", "pk"))
        made = model.objects.bulk_create([model(slug=slug) for slug in chunk if slug not in found])
        found |= {body.slug: body.pk for body in made}
    return found
