"""`{% load rivers %}`: a picture of the river. It has hundreds of shapes, of which each is a line of text."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shanyraq.words.markup import format_html, format_html_join

register = template.Library()
Row = dict[str, Any]

NOTHING: Final = SafeString("")
ROLES: Final = "uao"  # of umbrellas, of associations, of others
PICTURE: Final = """<svg class="{}" viewBox="0 0 {} {}" role="group" aria-label="{}">
<defs>{}<pattern id="{}v" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6L6 0" class="hatch"/></pattern></defs>
<g class="ruler" aria-hidden="true">{}</g>
<g class="land" aria-hidden="true">{}</g>
<g>{}</g>
{}
<g class="words" aria-hidden="true">{}{}{}{}</g>
</svg>"""
FADES: Final = (
    '<linearGradient id="{0}i{1}" class="{1}"{2}><stop stop-opacity="0"/><stop offset="1"/></linearGradient>'
    '<linearGradient id="{0}e{1}" class="{1}"{2}><stop/><stop offset="1" stop-opacity="0"/></linearGradient>'
)
LABELLED: Final = '<a class="{}{}" href="{}" aria-label="{}">{}{}{}{}</a>'
# Threads bear no words: the name stands under the pointer, without a script, too.
TITLED: Final = '<a class="{}{}" href="{}"><title>{}</title>{}{}{}{}</a>'
DOUBT: Final = '<g class="doubt" transform="translate({} {})"><circle r="6"/><path d="M-3-1.5H3M-3 1.5H3M-1.7 3.6L1.7-3.6"/></g>'


@register.simple_tag
def river_svg(svg: Row) -> SafeString:
    """One picture of the river (see directory/river/figure.py).

    It takes {prefix, tall, close (whether the lanes lie close together), threads (whether they are too thin for names), width, height, ruler, lands,
    now, runs, strips, texts, dates}.
    """
    prefix = svg["prefix"]
    strips = _strips(svg["strips"], prefix, TITLED if svg["threads"] else LABELLED)
    ground = _fades(svg), prefix, _ruler(svg["ruler"]), _paths(svg["lands"]), _runs(svg["runs"]), strips
    words = _lands(svg["lands"]), _dates(svg["dates"]), _now(svg["now"]), _names(svg["texts"])
    return format_html(PICTURE, _look(svg), svg["width"], svg["height"], _("The river: organisations through time"), *ground, *words)


def _look(svg: Row) -> str:
    return " ".join(["tall" if svg["tall"] else "wide", *(name for name in ("close", "threads") if svg[name])])


def _fades(svg: Row) -> SafeString:
    down = SafeString(' x2="0" y2="1"') if svg["tall"] else NOTHING
    return format_html_join("", FADES, ((svg["prefix"], role, down) for role in ROLES))


def _ruler(years: Iterable[Row]) -> SafeString:
    return format_html_join("", '<path d="{}"/><text x="{}" y="{}">{}</text>', ((year["d"], year["x"], year["y"], year["text"]) for year in years))


def _paths(rows: Iterable[Row]) -> SafeString:
    return format_html_join("", '<path d="{}"/>', ((row["d"],) for row in rows))


def _runs(runs: Iterable[Row]) -> SafeString:
    return format_html_join("", '<path class="{}"{} d="{}"/>', ((run["cls"], _named("data-of", run.get("of")), run["d"]) for run in runs))


def _strips(strips: Iterable[Row], prefix: str, form: str) -> SafeString:
    return format_html_join("", form, (_strip(strip, prefix) for strip in strips))


def _strip(strip: Row, prefix: str) -> tuple[Any, ...]:
    """A life from its beginning to its end: its pieces, to whom it belonged, how it changed, what is in doubt."""
    pieces = ((piece["cls"], _fill(prefix, piece.get("fill")), piece["d"]) for piece in strip["pieces"])
    changes = ((change["cls"], _fill(prefix, "v" if change["cls"] == "v" else ""), change["d"]) for change in strip["changes"])
    return (
        strip["role"], " own" if strip["own"] else "", strip["url"], strip["label"],
        format_html_join("", '<path class="{}" {}d="{}"/>', pieces),
        format_html_join("", '<path class="{}" data-of="{}" d="{}"/>', ((line["cls"], line["of"], line["d"]) for line in strip["belongs"])),
        format_html_join("", '<path class="{}" {}d="{}"/>', changes),
        format_html_join("", DOUBT, ((doubt["x"], doubt["y"]) for doubt in strip["doubts"])),
    )  # fmt: skip


def _fill(prefix: str, name: str | None) -> SafeString:
    return format_html('fill="url(#{}{})" ', prefix, name) if name else NOTHING


def _lands(lands: Iterable[Row]) -> SafeString:
    told = ((land["x"], land["y"], _named("text-anchor", land.get("anchor")), land["text"]) for land in lands if land["text"])
    return format_html_join("", '<text class="said" x="{}" y="{}"{}>{}</text>', told)


def _dates(dates: Iterable[Row]) -> SafeString:
    return format_html_join("", '<text class="date" x="{}" y="{}">{}</text>', ((date["x"], date["y"], date["text"]) for date in dates))


def _now(now: Row | None) -> SafeString:
    if not now:
        return NOTHING
    line = '<path class="now" d="{}"/><text class="day" x="{}" y="{}" text-anchor="{}">{}</text>'
    return format_html(line, now["d"], now["x"], now["y"], now["anchor"], now["text"])


def _names(texts: Iterable[Row]) -> SafeString:
    lines = (_name(text, line) for text in texts for line in text["lines"])
    return format_html_join("", '<text{} x="{}" y="{}" font-size="{}"{}{}{}>{}</text>', lines)


def _name(text: Row, line: Row) -> tuple[Any, ...]:
    beside = SafeString(' class="beside"') if text.get("beside") else NOTHING
    more = _named("transform", line.get("turn")), _named("text-anchor", text.get("anchor")), _named("lang", text.get("lang"))
    return beside, line["x"], line["y"], text["size"], *more, line["text"]


def _named(attribute: str, value: object) -> SafeString:
    return format_html(' {}="{}"', attribute, value) if value else NOTHING
