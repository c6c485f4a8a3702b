"""`{% load frame %}`: what many pages show alike, drawn once for a language, a day and what their reader may do, then remembered."""
from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django import template
from django.template import Context
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.site.templatetags.texts import NOTHING
from shanyraq.words.markup import format_html, format_html_join

register = template.Library()

REMEMBERED: Final = 500  # of a few kB each
HERE: Final = SafeString(' aria-current="true"')
ALTERNATE: Final = '<link rel="alternate" hreflang="{}" href="{}">\n'
LANGUAGE: Final = """<li><a href="{}" lang="{}" hreflang="{}"{}>{}</a></li>
  """
LANGUAGES: Final = """<nav class="languages" aria-label="{}"><ul>
  {}
</ul></nav>"""


class Shown(NamedTuple):
    """The day of a page, as day.html takes it."""

    is_past: bool
    day_iso: str | None
    known_iso: str | None


@register.simple_tag(takes_context=True)
def ways(context: Context, place: str) -> SafeString:
    """Where one can go from here, at the "top" or the "bottom" of the page."""
    page = context["page"]
    return drawn("site/parts/ways.html", ways=page["ways"], place=place, query=page["query"])


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


@register.simple_tag(takes_context=True)
def languages(context: Context) -> SafeString:
    """The languages of this page as links that keep path and query: {code, name, url, current}."""
    rows = ((one["url"], one["code"], one["code"], HERE if one["current"] else NOTHING, one["name"]) for one in _page(context)["languages"])
    return format_html(LANGUAGES, _("Language"), format_html_join("", LANGUAGE, rows))


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> SafeString:
    """Where the same page stands in each language, for machines."""
    return format_html_join("", ALTERNATE, ((one["code"], one["absolute"]) for one in _page(context)["languages"]))


class Once(Node):
    """A piece of a template that hangs on nothing but the language and some values. No block stands within."""

    child_nodelists = ()

    def __init__(self, given: list[FilterExpression], inner: NodeList) -> None:
        self.given, self.nodelist = given, inner
        self.kept: dict[Hashable, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key = get_language(), *(one.resolve(context, ignore_failures=True) for one in self.given)
        found = self.kept.get(key)
        if found is None:
            if len(self.kept) >= REMEMBERED:
                self.kept.clear()
            found = self.kept[key] = self.nodelist.render(context)
        return found


@register.tag
def once(parser: Parser, token: Token) -> Once:
    """`{% once page.day user.name %}...{% endonce %}`: drawn once for a language and these values, on which alone it may hang, then remembered."""
    inner = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once([parser.compile_filter(word) for word in token.split_contents()[1:]], inner)


def drawn(part: str, **given: Hashable) -> SafeString:
    """A part that depends on nothing but the language and what it is given."""
    return _drawn(part, get_language(), tuple(given.items()))


@lru_cache(maxsize=REMEMBERED)
def _drawn(part: str, _language: str | None, given: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(part, dict(given))


def _page(context: Context) -> Mapping[str, Any]:
    return context.get("page") or {}
