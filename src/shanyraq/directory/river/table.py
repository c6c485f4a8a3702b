"""The same as the picture, in rows: one for each time that an organisation existed, was called so, or belonged to another."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import gettext as _

from shanyraq.chronicle.models import Period
from shanyraq.directory.namebook import name_text
from shanyraq.directory.reading import Reading, read
from shanyraq.directory.river.figure import Picture
from shanyraq.directory.river.stream import Join, Strip
from shanyraq.directory.versions import shown
from shanyraq.directory.vocabulary import fact_label, tie_label

Row = dict[str, Any]
A_PAGE: Final = 25
EVENTS_A_PAGE: Final = 20


def table(picture: Picture, number: int) -> Row:
    """`organisations` [{body, rows}] of one page, `events` (chronicle items of the flows and territories), `sources`, `pages`. Ten queries."""
    lane = picture.wide.lane
    strips = sorted(picture.stream.strips.values(), key=lambda strip: (lane[strip.pk], strip.lives[0].begin_latest))
    shown_now = strips[(number - 1) * A_PAGE : number * A_PAGE]
    events = _events(picture)
    reading = _reading(picture, shown_now, events[(number - 1) * EVENTS_A_PAGE : number * EVENTS_A_PAGE])
    last = max(1, -(-len(strips) // A_PAGE), -(-len(events) // EVENTS_A_PAGE))
    return {
        "organisations": [_organisation(reading, picture, strip) for strip in shown_now],
        "events": reading.scribe.items(reading.chronicle),
        "sources": reading.notes.rows(),
        "pages": _pages(picture, number, last),
    }


def _events(picture: Picture) -> list[int]:
    """Keys of the changes by which organisations flow into each other and territories change, oldest first."""
    days = {flow.change: flow.latest for flow in picture.stream.flows} | {pk: land.day for land in picture.lands for pk in land.changes}
    return sorted((pk for pk in days if pk), key=lambda pk: (days[pk], pk))


def _reading(picture: Picture, strips: list[Strip], events: list[int]) -> Reading:
    periods: list[Period] = [period for strip in strips for period in (*strip.lives, *strip.names)]
    joins = [join for strip in strips for join in _joins(picture, strip)]
    keys = {strip.key for strip in strips} | {picture.stream.strips[join.tie.parent_id].key for join in joins}
    versions = shown(picture.asked.known_on).filter(change__in=events).order_by("change__latest", "change__earliest", "change__slug")
    reading = read(picture.asked, picture.language, versions, own="", periods=[*periods, *(join.tie for join in joins)], bodies=keys)
    for strip in strips:
        reading.evidence.read(strip.key)
    return reading


def _joins(picture: Picture, strip: Strip) -> list[Join]:
    return [join for join in picture.stream.joins if join.tie.child_id == strip.pk]


def _organisation(reading: Reading, picture: Picture, strip: Strip) -> Row:
    lives = [reading.row(life, fact_label("exists"), sort="life") for life in strip.lives]
    several = strip.names if len(strip.names) > 1 else []
    names = [reading.row(name, name_text(name.text, picture.language), label=fact_label("name"), sort="name") for name in several]
    ties = [_tie(reading, picture, join) for join in _joins(picture, strip)]
    return {"body": reading.body(strip.key), "slug": strip.slug, "rows": _said([*lives, *names, *ties])}


def _tie(reading: Reading, picture: Picture, join: Join) -> Row:
    parent = reading.body(picture.stream.strips[join.tie.parent_id].key)
    return reading.row(join.tie, parent["text"], label=tie_label(join.tie.kind, join.tie.grade), sort="tie") | {"url": parent["url"]}


def _said(rows: Iterable[Row]) -> list[Row]:
    """What holds on the day, in words."""
    words = {"surely": _("yes"), "possibly": _("possibly"), "no": _("no")}
    return [{**row, "held": words[row["certainty"]]} for row in rows]


def _pages(picture: Picture, number: int, last: int) -> Row | None:
    """What `site/parts/pagination.html` takes; None where all fits on one page."""
    if last <= 1:
        return None
    said = _("Page %(number)s of %(last)s") % {"number": number, "last": last}
    base = picture.chosen.query(picture.asked, picture.asked.as_of)
    links = [{"text": str(n), "url": f"{base}&page={n}#table", "current": n == number} for n in range(1, last + 1)]
    return {
        "sentence": said, "links": links,
        "previous_url": links[number - 2]["url"] if 1 < number <= last else "",
        "next_url": links[number]["url"] if number < last else "",
    }  # fmt: skip
