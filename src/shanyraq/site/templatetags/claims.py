"""`{% load claims %}`: what sources say against each other."""
from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shanyraq.site.templatetags.sources import refs
from shanyraq.site.templatetags.texts import NOTHING, OPEN
from shanyraq.words.markup import format_html, format_html_join

register = template.Library()
Row = dict[str, Any]


@register.simple_tag
def claims(told: list[Row] | None, unfolded: bool = False) -> SafeString:  # noqa: FBT001, FBT002 (`unfolded=True` in a template)
    """What each source says, the one that answers follow first; nothing where none is told.

    A row: {when, value, source_ref (number or None), preferred, wording, wording_lang (optional)}.
    """
    if not told:
        return NOTHING
    followed = _sides(_("Followed here"), [row for row in told if row.get("preferred")], SafeString(' class="followed"'))
    others = _sides(_("Told as well"), [row for row in told if not row.get("preferred")], NOTHING)
    return format_html(
        '<details class="claims"{}>\n  <summary>{}</summary>\n  <ul class="sides">\n    {}\n    {}\n  </ul>\n</details>',
        OPEN if unfolded else NOTHING, _("Sources disagree"), followed, others,
    )  # fmt: skip


def _sides(label: str, told: list[Row], look: SafeString) -> SafeString:
    return format_html_join("", '<li{}><span class="label">{}</span>\n{}</li>', ((look, label, _claim(row)) for row in told))


def _claim(row: Row) -> SafeString:
    number, wording = row.get("source_ref"), row.get("wording")
    said = format_html('<span class="when">{}</span>{}', row["when"], row.get("value") or "")
    return said + refs([number] if number else None) + (_wording(wording, row.get("wording_lang")) if wording else NOTHING)


def _wording(wording: str, language: str | None) -> SafeString:
    marked = format_html(' lang="{}"', language) if language else NOTHING
    return format_html("<blockquote{}>{}</blockquote>", marked, wording)
