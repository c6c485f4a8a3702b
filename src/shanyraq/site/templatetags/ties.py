"""`{% load ties %}`: ties up or down, successors, places."""
from __future__ import annotations

from itertools import groupby
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shanyraq.site.templatetags.signs import grounds, wrong
from shanyraq.site.templatetags.texts import NOTHING, kept_day, led
from shanyraq.words.markup import format_html, format_html_join

register = template.Library()
Row = dict[str, Any]


@register.simple_tag(takes_context=True)
def ties(context: Context, told: list[Row]) -> SafeString:
    """Ties, those that exclude each other together.

    A tie: {body {url, text}, tie_label, certainty, years, refs, group (optional), claims (optional)}; those of one group stand side by side.
    """
    clusters = ((_cluster(context, group, list(rows)),) for group, rows in groupby(told, key=lambda row: row.get("group")))
    return format_html('<ul class="rows">\n  {}\n</ul>', format_html_join("\n  ", "{}", clusters))


def _cluster(context: Context, group: Any, rows: list[Row]) -> SafeString:
    each = format_html_join("\n  ", "<li>{}</li>", ((_tie(context, row),) for row in rows))
    if not group or len(rows) == 1:
        return each
    return format_html('<li class="oneof"><p>{}</p><ul>{}</ul></li>', _("One of these, not known which:"), each)


def _tie(context: Context, row: Row) -> SafeString:
    body, label = row["body"], row.get("tie_label")
    labelled = format_html('<span class="label">{}</span>', label) if label else NOTHING
    return labelled + led(body["url"], body["text"], kept_day(context)) + grounds(row) + wrong(context, body["text"].value)
