"""The map of a day: its territories with the borders of that day, and how many organisations have their seat in each."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanyraq.dating.sentences import say_day
from shanyraq.directory.day.chooser import day_form
from shanyraq.directory.day.lands import Land, Seats, parents, seats
from shanyraq.directory.days import Asked
from shanyraq.directory.namebook import Namebook
from shanyraq.directory.reading import certainty_of
from shanyraq.places.outlines import NOW
from shanyraq.places.outlines.country import FIRST, Region, country
from shanyraq.rights import Visitor

Row = dict[str, Any]
MOST_SMALLER: Final = 400
LINE: Final = 13  # signs of a name in one line on the map
STEPS: Final = (1, 4, 10, 25)  # from how many organisations on a region is drawn darker
LINE_HEIGHT: Final = 12


def page(visitor: Visitor, asked: Asked, language: str) -> Row:
    """What `directory/map.html` takes, besides the frame."""
    told = seats(visitor, asked)
    smaller = told.smaller[:MOST_SMALLER]
    above = parents(asked, smaller)
    names = Namebook(language)
    parts_of = {f"place:{tie.parent.slug}" for ties in above.values() for tie in ties}
    names.read({land.key for land in (*told.regions, *smaller)} | parts_of, asked.known_on)
    regions = [_row(names, asked, land) for land in told.regions]
    return {
        "map": _map(regions, asked),
        "no_map": _why_no_map(told, asked, language),
        "regions": _by_name(regions),
        "smaller": _by_name([_row(names, asked, land) | {"within": _above(names, asked, above.get(land.pk, []))} for land in smaller]),
        "cut": len(told.smaller) > MOST_SMALLER,
        "totals": told,
        "day_form": day_form(asked),
    }


def _row(names: Namebook, asked: Asked, land: Land) -> Row:
    most = land.surely + land.possibly
    number = str(most) if not land.possibly else f"{land.surely}–{most}"
    counts = {"surely": land.surely, "possibly": land.possibly, "number": number, "step": sum(most >= step for step in STEPS)}
    return {**names.body(land.key, asked.day), "slug": land.slug, "certainty": str(land.certainty), **counts, "within": []}


def _above(names: Namebook, asked: Asked, ties: Sequence[Any]) -> list[Row]:
    return [{**names.body(f"place:{tie.parent.slug}", asked.day), "certainty": str(certainty_of(tie, asked.day))} for tie in ties]


def _by_name(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row["text"]).casefold())


def _why_no_map(told: Seats, asked: Asked, language: str) -> str:
    if not any(land.slug in NOW for land in told.regions):
        return _("No outlines are at hand for the territories of this register. The table says the same as a map would.") if told.regions else ""
    if asked.day < FIRST:
        return _("The borders of this day are not at hand: those that are begin with %(day)s. So no map is drawn; the table says what is known.") % {
            "day": say_day(FIRST, language)
        }
    return ""


def _map(rows: list[Row], asked: Asked) -> Row | None:
    """`regions` (each with its row of the table, or None where the register does not tell of it), `view_box`, `unknown`; or None."""
    by_slug = {row["slug"]: row for row in rows}
    drawn = country(asked.day)
    if drawn is None or not by_slug.keys() & NOW.keys():
        return None
    regions = [_region(region, by_slug.get(region.slug)) for region in drawn.regions]
    return {"regions": regions, "view_box": drawn.view_box, "unknown": drawn.unknown}


def _region(region: Region, row: Row | None) -> Row:
    shape: Row = {"d": region.d, "x": region.x, "y": region.y, "leader": region.leader, "row": row}
    if row is None:
        return shape
    width = 16 + 10 * len(row["number"])
    lines = [{"text": line, "y": region.y + 22 + LINE_HEIGHT * n} for n, line in enumerate(_lines(str(row["text"])))]
    return {**shape, "said": _said(row), "left": region.x - width / 2, "top": region.y - 13, "width": width, "lines": lines}


def _said(row: Row) -> str:
    """The region and its numbers in words."""
    if not row["surely"] + row["possibly"]:
        return _("%(region)s: no organisation") % {"region": row["text"]}
    sure = ngettext("%(n)s organisation", "%(n)s organisations", row["surely"]) % {"n": row["surely"]}
    if not row["possibly"]:
        return _("%(region)s: %(sure)s") % {"region": row["text"], "sure": sure}
    return _("%(region)s: surely %(sure)s, possibly %(more)s more") % {"region": row["text"], "sure": row["surely"], "more": row["possibly"]}


def _lines(name: str) -> list[str]:
    """A name broken between words."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
