"""`{% load texts %}`: a text that knows its language, alone or leading to its page. Its language is marked where it is not the page's."""
from __future__ import annotations

from typing import Any, Final

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from shanyraq.words.markup import escape, format_html
from shanyraq.words.texts import UNDETERMINED, Text

register = template.Library()

NOTHING: Final = SafeString("")
OPEN: Final = SafeString(" open")  # of `<details>`
IN: Final = {
    "kk": _("(in Kazakh)"),
    "ru": _("(in Russian)"),
    "ko": _("(in Korean)"),
    "en": _("(in English)"),
}
ELSE: Final = _("(in another language)")


@register.simple_tag
def text(said: Text, quiet: bool = False) -> SafeString:  # noqa: FBT001, FBT002 (`quiet=True` in a template)
    """A text, marked with its language where that is not the page's; quiet: without the note in words."""
    if not said.fallback:
        return escape(said.value)
    marked = format_html('<span lang="{}">{}</span>', said.lang, said.value)
    return marked if quiet else marked + fallback(said)


@register.simple_tag
def fallback(said: Text) -> SafeString:
    """Says that a text is not in the page's language; nothing where it is, or where nobody knows which language it is in."""
    if not said.fallback or said.lang == UNDETERMINED:
        return NOTHING
    return format_html(' <small class="aside">{}</small>', IN.get(said.lang, ELSE))


@register.simple_tag(takes_context=True)
def link(context: Context, url: str, said: Text) -> SafeString:
    """A text that leads to its page and keeps the day; the text alone where `url` is empty."""
    return led(url, said, kept_day(context))


def led(url: str | None, said: Text, query: str) -> SafeString:
    """The same to those who know the part of an address that keeps the day."""
    return linked(url, said, query) + fallback(said) if url else text(said)


def linked(url: str, said: Text, query: str) -> SafeString:
    """The link alone, without a note in words: an address, and the part of it that keeps the day."""
    if not said.fallback:
        return format_html('<a href="{}{}">{}</a>', url, query, said.value)
    return format_html('<a href="{}{}" lang="{}">{}</a>', url, query, said.lang, said.value)


def kept_day(context: Context) -> str:
    """What an address within the house ends in, so that its page shows the same day; empty on a page of today, and on one without a frame."""
    page: dict[str, Any] = context.get("page") or {}
    return str(page.get("query", ""))
