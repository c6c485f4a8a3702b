"""`{% load frame %}`: what many pages show alike, drawn once for a language, a day and what their reader may do, then remembered."""
from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

REMEMBERED: Final = 500  # of a few kB each


class Way(NamedTuple):
    """Where one can go; `current`: one is there."""

    url: str
    text: str
    current: bool


class Shown(NamedTuple):
    """The day of a page, as day.html takes it."""

    is_past: bool
    day_iso: str | None
    known_iso: str | None


@register.simple_tag(takes_context=True)
def ways(context: Context, place: str) -> SafeString:
    """Where one can go from here, at the "top" or the "bottom" of the page."""
    page = context["page"]
    led = tuple(Way(**way) for way in page["ways"])
    return drawn("site/parts/ways.html", ways=led, place=place, query=page["query"])


@register.simple_tag(takes_context=True)
def search(context: Context, field: str) -> SafeString:
    """Finds by a name; `field` is the id of the field. What was typed is not remembered."""
    page, typed = _page(context), context.get("q")
    given = {"field": field, "day_iso": page.get("day_iso"), "known_iso": page.get("known_iso")}
    return render_to_string("site/parts/search.html", {**given, "q": typed}) if typed else drawn("site/parts/search.html", **given)


@register.simple_tag(takes_context=True)
def keys(context: Context) -> SafeString:
    """The keys of a keyboard, and where they lead."""
    return drawn("site/parts/keys.html", query=_page(context).get("query", ""))


@register.simple_tag
def legend() -> SafeString:
    """What the signs mean."""
    return drawn("site/parts/legend.html")


@register.simple_tag(takes_context=True)
def choose_day(context: Context) -> SafeString:
    """Chooses another day of a page whose view says nothing about it (no `day_form`, see day.html)."""
    page = _page(context)
    return drawn("site/parts/day.html", page=Shown(bool(page.get("is_past")), page.get("day_iso"), page.get("known_iso")))


def drawn(part: str, **given: Hashable) -> SafeString:
    """A part that depends on nothing but the language and what it is given."""
    return _drawn(part, get_language(), tuple(given.items()))


@lru_cache(maxsize=REMEMBERED)
def _drawn(part: str, _language: str | None, given: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(part, dict(given))


def _page(context: Context) -> Mapping[str, Any]:
    return context.get("page") or {}
