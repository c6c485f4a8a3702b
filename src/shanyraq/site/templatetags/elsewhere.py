"""Parts of pages for those who use them elsewhere: `cite_page`, `press_box`, `linked_data`."""
from __future__ import annotations

from typing import Any, NamedTuple, cast

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from shanyraq.directory import licence
from shanyraq.site.elsewhere import linked, press
from shanyraq.site.elsewhere.cite import citation
from shanyraq.site.elsewhere.subjects import FILES, Subject
from shanyraq.site.templatetags.frame import drawn

register = template.Library()
Row = dict[str, Any]


class File(NamedTuple):
    """A file to take along."""

    url: str
    ending: str



@register.simple_tag(takes_context=True)
def cite_page(context: Context, kind: str) -> SafeString:
    """How to cite the page of an organisation, a place or a person: its view gives `title`, its route `slug`."""
    request = context["request"]
    slug = request.resolver_match.kwargs["slug"]
    about = Subject(kind, slug, context["title"])
    said = citation(request, about, request.asked, get_language() or "kk", publisher=context["federation"]["name"])
    query = context["page"]["query"]
    files = tuple(File(about.file(ending) + query, ending) for ending in FILES)
    return drawn("site/parts/cite.html", kind=kind, slug=slug, citation=said, files=files, licence=licence, query=query)


@register.inclusion_tag("site/parts/press.html", takes_context=True)
def press_box(context: Context) -> Row:
    return {**press.press(_all(context)), "page": context["page"]}


@register.inclusion_tag("site/parts/linked.html", takes_context=True)
def linked_data(context: Context, kind: str) -> Row:
    """The data of the page as it is today; empty for a page of a day."""
    request = context["request"]
    if request.asked.query:
        return {}
    if kind == "home":
        return {"data": linked.script(linked.home(request, context["federation"]["name"]))}
    make = {"organisation": linked.organisation, "place": linked.place, "person": linked.person}[kind]
    return {"data": linked.script(make(request, _all(context)))}


def _all(context: Context) -> Row:
    return cast("Row", context.flatten())
