"""`{% load signs %}`: the small signs beside a fact: how sure it is, since when, who says so, and the way to say that it is wrong."""
from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote as quoted

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shanyraq.site.templatetags.claims import claims
from shanyraq.site.templatetags.sources import refs
from shanyraq.site.templatetags.texts import NOTHING
from shanyraq.words.markup import format_html

register = template.Library()
Row = dict[str, Any]

SENT: Final = 150  # so many letters of a fact go into the form
MOST_FACTS: Final = 2000  # remembered as they are sent
READ_OUT: Final = 60  # so many are read out with the link to it


@register.simple_tag
def certainty(word: str) -> SafeString:
    """The word for what is only possible, nothing for what is sure ("surely" or "possibly")."""
    return format_html(' <span class="maybe">{}</span>', _("possibly")) if word == "possibly" else NOTHING


@register.simple_tag
def grounds(row: Row) -> SafeString:
    """What stands behind a value: {years (in words), certainty, refs, claims (see the tag claims)}, each left out where it is empty or absent."""
    years = row.get("years")
    said = format_html(' <span class="aside">{}</span>', years) if years else NOTHING
    return said + certainty(row.get("certainty", "")) + refs(row.get("refs")) + claims(row.get("claims"))


@register.simple_tag
def either() -> SafeString:
    """The "or" before a value that excludes the one before it."""
    return format_html('<span class="or">{}</span>', pgettext("between two alternatives", "or"))


def alternative(row: Row, place: int) -> SafeString:
    """The same where the value at that place, counted from 0, has a `group`: it is one of several, not known which."""
    return format_html("{} ", either()) if place and row.get("group") else NOTHING


@register.simple_tag(takes_context=True)
def wrong(context: Context, quote: str, anchor: str = "") -> SafeString:
    """Says that something is wrong with a fact: the fact in a few words, its id on the page. Nothing where no room takes it (page.remark_url)."""
    address = (context.get("page") or {}).get("remark_url")
    if not address:
        return NOTHING
    fact = format_html("&amp;fact={}", anchor) if anchor else NOTHING
    asked = _("Something wrong?")
    return format_html(
        ' <a class="amiss" rel="nofollow" href="{}{}&amp;quote={}" aria-label="{} {}" title="{}"></a>',
        address, fact, _sent(quote), asked, _shortened(quote, READ_OUT), asked,
    )  # fmt: skip


@lru_cache(MOST_FACTS)
def _sent(said: str) -> str:
    return quoted(_shortened(said, SENT))


@lru_cache(MOST_FACTS)
def _shortened(said: str, most: int) -> str:
    composed = unicodedata.normalize("NFC", str(said))
    return composed if len(composed) <= most else Truncator(composed).chars(most)
