"""`{% load sources %}`: the sources of a page, and the small numbers that lead to them."""
from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.site.templatetags.texts import NOTHING, fallback, text
from shanyraq.words.markup import format_html, format_html_join

register = template.Library()
Row = dict[str, Any]

ONE: Final = """<li id="s{0}" value="{0}">
    <span class="number" aria-hidden="true">{0}</span>
    <div>
      <cite>{1}</cite>{2}
      <div class="about">{3}</div>
      {4}
      {5}
      {6}
    </div>
  </li>
  """


@register.simple_tag
def refs(numbers: list[int] | None) -> SafeString:
    """Small numbers that lead to the sources of the page."""
    return _refs(tuple(numbers), get_language() or "") if numbers else NOTHING


@lru_cache(maxsize=1000)
def _refs(numbers: tuple[int, ...], _language: str) -> SafeString:
    said = ((number, _("Source %(number)s") % {"number": number}, number) for number in numbers)
    return format_html('<sup class="refs">{}</sup>', format_html_join("", '<a href="#s{}" aria-label="{}">{}</a>', said))


@register.simple_tag
def cited(rows: list[Row]) -> SafeString:
    """The sources of a page as items of a list, numbered.

    A row: {number, title (text), kind_label, publisher, day, address, said [{locator, wordings (list)}] (optional: where it stands, and the words),
    author (optional), copies [{url, name}] (optional)}.
    """
    return format_html_join("", ONE, (_source(row) for row in rows))


def _source(row: Row) -> tuple[Any, ...]:
    title = row["title"]
    return row["number"], text(title, quiet=True), fallback(title), _about(row), _said(row.get("said")), _open(row), _copies(row.get("copies") or [])


def _about(row: Row) -> SafeString:
    """What sort of source it is; who wrote it, who published it, when."""
    sort = format_html("<span>{}</span>", row["kind_label"]) if row.get("kind_label") else NOTHING
    more = ((row[name],) for name in ("author", "publisher", "day") if row.get(name))
    return sort + format_html_join("", " · <span>{}</span>", more)


def _said(places: list[Row] | None) -> SafeString:
    if not places:
        return NOTHING
    rows = ((place.get("locator") or "", ": " if place.get("locator") and place["wordings"] else "", _quoted(place["wordings"])) for place in places)
    return format_html('<ul class="said">{}</ul>', format_html_join("", "<li>{}{}{}</li>", rows))


def _quoted(wordings: list[str]) -> SafeString:
    return format_html_join(", ", "<q>{}</q>", ((wording,) for wording in wordings))


def _open(row: Row) -> SafeString:
    if not row.get("address"):
        return NOTHING
    return format_html(
        '<a class="open" href="{}" rel="noopener noreferrer external">{}<span class="unseen">: {}</span></a>',
        row["address"], _("Open the source"), row["title"].value,
    )  # fmt: skip


def _copies(copies: list[Row]) -> SafeString:
    label = _("Copy")
    return format_html_join("", '<a class="open" href="{}">{}: {}</a>', ((copy["url"], label, copy["name"]) for copy in copies))
