"""`{% load names %}`: the names of something, through time or beside each other."""
from __future__ import annotations

from typing import Any, Final

from django import template
from django.utils.safestring import SafeString

from shanyraq.site.templatetags.signs import alternative, grounds
from shanyraq.site.templatetags.texts import NOTHING, text
from shanyraq.words.markup import format_html, format_html_join

register = template.Library()
Row = dict[str, Any]

NOT_THEN: Final = SafeString(' class="then"')


@register.simple_tag
def names(told: list[Row]) -> SafeString:
    """Names, one a line, alternatives joined by "or".

    A name: {text, certainty ("no": not a name of this day), group, refs, years, claims (optional), use_label (optional: what the name is used for)}.
    """
    rows = ((_then(row), alternative(row, place), text(row["text"]), _use(row), grounds(row)) for place, row in enumerate(told))
    return format_html('<ul class="names">\n  {}\n</ul>', format_html_join("\n  ", "<li{}>{}{}{}{}</li>", rows))


def _then(row: Row) -> SafeString:
    return NOT_THEN if row["certainty"] == "no" else NOTHING


def _use(row: Row) -> SafeString:
    return format_html(' <span class="aside">{}</span>', row["use_label"]) if row.get("use_label") else NOTHING
