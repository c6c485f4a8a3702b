"""Who told what, and what others told since a draft was begun."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from shanyraq.chronicle.models import Mention, Version
from shanyraq.chronicle.terms import Status
from shanyraq.desk.contents import Content
from shanyraq.desk.said import moment_said, sentences
from shanyraq.journal.models import Entry

Row = dict[str, Any]
DESK = ("desk:change:record", "desk:change:correct", "desk:change:withdraw", "desk:change:restore")


def base_of(content: Content, held: dict[str, int]) -> dict[str, int]:
    """{body, or `change:ID`: key of its newest version}: of those that the draft took up before as it was then, of others as it is now."""
    bodies = [key for key in content["on"] if key not in content["new"]]
    newest = dict(Mention.objects.filter(body__in=bodies).values_list("body").annotate(Max("version_id")))
    found = {key: newest.get(key, 0) for key in bodies}
    if content["change"]:
        found[f"change:{content['change']}"] = Version.objects.filter(change__slug=content["change"]).aggregate(Max("pk"))["pk__max"] or 0
    return {key: held.get(key, version) for key, version in found.items()}


def newer(base: dict[str, int], seen: int = 0) -> QuerySet[Version]:
    """Versions that others told of the same bodies or the same change since, but for those up to `seen`."""
    condition = Q(pk__in=[])
    for key, version in base.items():
        own = Q(change__slug=key.removeprefix("change:")) if key.startswith("change:") else Q(mentions__body=key)
        condition |= own & Q(pk__gt=max(version, seen))
    return Version.objects.filter(condition).select_related("change").distinct().order_by("pk")


def told_rows(versions: Iterable[Version], language: str, today: date) -> list[Row]:
    """{slug, sentence, who, moment, withdrawn} of versions, with who recorded them.

    Seven queries; six more for each further version of one change.
    """
    listed = list(versions)
    said: dict[int, str] = {}
    for layer in _layers(listed):
        said |= sentences(layer, language=language, today=today)
    lines = tellers({version.change.slug for version in listed})
    return [_row(version, said[version.pk], lines, language) for version in listed if version.pk in said]


def _layers(versions: list[Version]) -> Iterator[list[Version]]:
    """The versions in lists that hold each change once."""
    rest = versions
    while rest:
        first = {version.change_id: version for version in reversed(rest)}
        yield list(first.values())
        rest = [version for version in rest if first[version.change_id] is not version]


def _row(version: Version, sentence: str, lines: dict[tuple[str, str], Entry], language: str) -> Row:
    line = lines.get((version.change.slug, version.known_from.isoformat()))
    return {
        "slug": version.change.slug, "sentence": sentence, "who": line.user.name if line and line.user else "",
        "moment": moment_said(version.known_from, language), "withdrawn": version.status == Status.WITHDRAWN,
    }  # fmt: skip


def tellers(changes: Iterable[str]) -> dict[tuple[str, str], Entry]:
    """{(change, moment of recording): the line in the journal}."""
    lines = Entry.objects.filter(action__in=DESK, thing__in=[f"chronicle:change:{slug}" for slug in changes]).select_related("user")
    return {(line.thing.removeprefix("chronicle:change:"), line.summary): line for line in lines}
