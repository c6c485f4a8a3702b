"""`{% load cells %}`: the rows of a list, and by what it can be narrowed."""
from __future__ import annotations

from typing import Any, Final

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from shanyraq.site.templatetags.signs import alternative, grounds
from shanyraq.site.templatetags.texts import NOTHING, kept_day, linked, text
from shanyraq.words.markup import format_html, format_html_join

register = template.Library()
Row = dict[str, Any]

FILTER: Final = '<li><a href="{}" rel="nofollow"{}><span>{}</span> <span class="aside">{}</span></a></li>'
HERE: Final = SafeString(' aria-current="true"')


@register.simple_tag(takes_context=True)
def rows(context: Context, listed: list[Row]) -> SafeString:
    """The rows of a list (see table.html); the first cell names the row."""
    query = kept_day(context)
    return format_html_join("\n  ", '<tr role="row">{}</tr>', ((_row(row["cells"], query),) for row in listed))


def _row(cells: list[Row], query: str) -> SafeString:
    name, *others = cells
    head = format_html('<th role="rowheader" scope="row">{}</th>', _cell(name["values"], query))
    rest = ((_nil(cell), cell["label"], _cell(cell["values"], query)) for cell in others)
    return head + format_html_join("", '<td role="cell"{} data-label="{}">{}</td>', rest)


def _nil(cell: Row) -> SafeString:
    return NOTHING if cell["values"] else SafeString(' class="nil"')


def _cell(values: list[Row], query: str) -> SafeString:
    """The values of a cell, one a line; what excludes the one before it is joined by "or"."""
    return format_html_join("", "<div>{}{}</div>", ((alternative(value, place), _value(value, query)) for place, value in enumerate(values)))


def _value(value: Row, query: str) -> SafeString:
    label = format_html('<span class="aside">{}</span> ', value["label"]) if value.get("label") else NOTHING
    said = linked(value["url"], value["text"], query) if value.get("url") else text(value["text"], quiet=True)
    return label + said + grounds(value)


@register.simple_tag
def narrowing(links: list[Row]) -> SafeString:
    """The values of a filter: {text, count, url, current}."""
    return format_html_join("", FILTER, ((one["url"], HERE if one["current"] else NOTHING, one["text"], one["count"]) for one in links))
