"""What others recorded on top of a list since it was taken: it stays when the list is undone."""
from __future__ import annotations

from typing import Any, Final

from shanyraq.chronicle.book import chunks
from shanyraq.chronicle.models import FOREVER, Mention
from shanyraq.chronicle.terms import Status
from shanyraq.directory.days import Asked
from shanyraq.directory.reading import read
from shanyraq.directory.versions import shown
from shanyraq.lists.changes import own_versions
from shanyraq.lists.models import List

MOST: Final = 50


def versions_since(kept: List) -> set[int]:
    """Keys of the versions by others that name what this list began, and of changes of the list that were corrected since."""
    own = {version.pk for version in own_versions(kept)}
    found: set[int] = set()
    for chunk in chunks(kept.told.get("begun", [])):
        mentions = Mention.objects.filter(body__in=chunk, version__known_to=FOREVER).exclude(version__status=Status.WITHDRAWN)
        found |= set(mentions.values_list("version", flat=True))
    return found - own


def page(kept: List, asked: Asked, language: str) -> dict[str, Any]:
    """{items (as `site/parts/chronicle.html` takes them), more, sources}: the first fifty; `more` is how many others there are."""
    pks = versions_since(kept)
    if not pks:
        return {"items": [], "more": 0, "sources": []}
    versions = shown(None).filter(pk__in=sorted(pks)[:MOST]).order_by("change__latest", "change__slug")
    reading = read(asked, language, versions, own="", periods=[], bodies=set())
    return {"items": reading.scribe.items(reading.chronicle), "more": max(len(pks) - MOST, 0), "sources": reading.notes.rows()}


