"""The tree under an organisation on a day (the answer of `shanyraq tree`)."""
from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import Any

from shanyraq.directory.questions import UnknownSlug
from shanyraq.registry.models import Organisation
from shanyraq.registry.questions import Below, below

Node = dict[str, Any]


def tree(slug: str, *, as_of: date, known_on: date | None = None) -> Node:
    """{"slug", "name", "tie", "certainty", "below"}; siblings by slug; a body met again is {"slug", "again"}. Raises UnknownSlug.

    `certainty` is of standing under the root, `name` a text per language (empty where none is told).
    """
    root = Organisation.objects.filter(slug=slug).first()
    if root is None:
        raise UnknownSlug(slug)
    children: dict[int, list[Below]] = defaultdict(list)
    rows = below(root.pk, as_of=as_of, known_on=known_on)
    for row in rows:
        if row.parent is not None:
            children[row.parent].append(row)
    top = _node(next(row for row in rows if row.pk == root.pk and row.parent is None))
    met, waiting = {root.pk}, [(root.pk, top)]
    while waiting:
        pk, node = waiting.pop()
        for row in sorted(children[pk], key=lambda r: (r.slug, r.tie)):
            if row.pk in met:
                node["below"].append({"slug": row.slug, "again": True})
                continue
            met.add(row.pk)
            child = _node(row)
            node["below"].append(child)
            waiting.append((row.pk, child))
    return top


def _node(row: Below) -> Node:
    name = json.loads(row.names) if row.names else {}
    return {"slug": row.slug, "name": name, "tie": row.tie or None, "certainty": str(row.certainty), "below": []}
