"""`{% load chronicles %}`: the lines of a chronicle."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shanyraq.site.addresses import address
from shanyraq.site.templatetags.claims import claims
from shanyraq.site.templatetags.signs import wrong
from shanyraq.site.templatetags.sources import refs
from shanyraq.site.templatetags.texts import NOTHING, kept_day
from shanyraq.words.markup import format_html, format_html_join

register = template.Library()
Row = dict[str, Any]

LINE: Final = """<li id="c-{}"{}>
  {}
  <div>
    <p>{}{}{}{}</p>
    {}
  </div>
</li>
  """
PLANNED: Final = SafeString(' class="planned"')
OPEN: Final = SafeString(' class="open"')


@register.simple_tag(takes_context=True)
def lines(context: Context, items: list[Row]) -> SafeString:
    """The lines of a chronicle, in the order given.

    An item: {id, slug (for the keeper), when, datetime, sentence (safe), status ("done" or "announced"), open, refs, claims (where sources disagree,
    see the tag claims), clauses (safe, optional: what else it says), note, day_url (optional: this page on that day), permalink (optional: id of the
    change, which has a page of its own)}.
    """
    return format_html_join("", LINE, (_line(context, item) for item in items))


def _line(context: Context, item: Row) -> tuple[Any, ...]:
    planned = item["status"] == "announced"
    chip = format_html(' <span class="chip">{}</span>', _("announced")) if planned else NOTHING
    look = PLANNED if planned else OPEN if item["open"] else NOTHING
    amiss = wrong(context, item["when"], f"c-{item['id']}")
    more = SafeString("\n    ".join(_more(context, item)))
    return item["id"], look, _when(item), item["sentence"], chip, refs(item["refs"]), amiss, more


def _when(item: Row) -> SafeString:
    """The day, leading to this page on that day."""
    if item["open"] or not item["datetime"]:
        return format_html('<data class="when" value="{}">{}</data>', item["datetime"], item["when"])
    said = item["when"]
    if item.get("day_url"):
        said = format_html('<a href="{}"><span class="unseen">{}: </span>{}</a>', item["day_url"], _("See this day"), said)
    return format_html('<time class="when" datetime="{}">{}</time>', item["datetime"], said)


def _more(context: Context, item: Row) -> Iterator[SafeString]:
    """What stands under the sentence."""
    yield from (format_html('<p class="note">{}</p>', item[name]) for name in ("clauses", "note") if item.get(name))
    if item["claims"]:
        yield claims(item["claims"])
    page = context.get("page")
    if page and page.get("keeps"):
        yield render_to_string("site/parts/mend.html", {"change": item["slug"], "page": page})
    if item.get("permalink"):
        yield _permalink(item, kept_day(context))


def _permalink(item: Row, query: str) -> SafeString:
    own = address("directory:change", item["permalink"])
    return format_html('<a class="permalink" href="{}{}">{}<span class="unseen">: {}</span></a>', own, query, _("Page of this change"), item["when"])
