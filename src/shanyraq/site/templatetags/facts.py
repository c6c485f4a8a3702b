"""`{% load facts %}`: what is known of something, and who holds which office, as a table of facts."""
from __future__ import annotations

from typing import Any, Final

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shanyraq.site.templatetags.signs import alternative, grounds, wrong
from shanyraq.site.templatetags.texts import NOTHING, kept_day, led
from shanyraq.words.markup import format_html, format_html_join

register = template.Library()
Row = dict[str, Any]

FACT: Final = """<div class="fact">
  <dt>{}{}</dt>
  {}
</div>"""
OFFICE: Final = """<div class="fact">
    <dt>{}{}{}</dt>
    <dd>{}{}</dd>
  </div>
  """


@register.simple_tag(takes_context=True)
def facts(context: Context, told: list[Row]) -> SafeString:
    """A table of facts: {label, values}, each as the tag `fact` takes them."""
    rows = ((fact(context, row["label"], row["values"]),) for row in told)
    return format_html('<dl class="facts">\n  {}\n</dl>', format_html_join("\n  ", "{}", rows))


@register.simple_tag(takes_context=True)
def fact(context: Context, label: str, values: list[Row]) -> SafeString:
    """One line of a table of facts; says so where no source tells it.

    A value: {text, certainty, refs, url (or empty), group (optional: values that exclude each other), years (optional), claims (optional)}.
    """
    query = kept_day(context)
    said = ((alternative(value, place), led(value["url"], value["text"], query), grounds(value)) for place, value in enumerate(values))
    told = format_html_join("\n  ", "<dd>{}{}{}</dd>", said)
    return format_html(FACT, label, wrong(context, label), told or format_html('<dd class="none">{}</dd>', _("No source tells this.")))


@register.simple_tag(takes_context=True)
def offices(context: Context, held: list[Row]) -> SafeString:
    """Who holds which office: {office_label, person {url, text}, certainty, years, refs, claims (optional), note (optional: "acting")}."""
    return format_html('<dl class="facts">\n  {}</dl>', format_html_join("", OFFICE, (_office(context, row) for row in held)))


def _office(context: Context, row: Row) -> tuple[Any, ...]:
    label, note, person = row["office_label"], row.get("note"), row["person"]
    noted = format_html(" ({})", note) if note else NOTHING
    return label, noted, wrong(context, label), led(person["url"], person["text"], kept_day(context)), grounds(row)
