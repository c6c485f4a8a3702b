"""`{% load names %}`: what something is called, through time or beside each other, where it lies, and whether it existed."""
from __future__ import annotations

from typing import Any, Final

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shanyraq.site.templatetags.signs import alternative, certainty, either, grounds
from shanyraq.site.templatetags.sources import refs
from shanyraq.site.templatetags.texts import NOTHING, kept_day, led, text
from shanyraq.words.markup import format_html, format_html_join
from shanyraq.words.texts import Text

register = template.Library()
Row = dict[str, Any]

NOT_THEN: Final = SafeString(' class="then"')
BESIDE: Final = SafeString(' class="beside"')
NOT_THERE: Final = SafeString(" no")
TERRITORY: Final = """<nav class="territory" aria-label="{}"><ol>
  {}
</ol></nav>"""
STEP: Final = """<li{}>{}{}{}</li>
  """


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


@register.simple_tag
def heading(names: list[Row], title: Text) -> SafeString:
    """The heading of a page, with the alternatives of the day: name rows, and a text for a day without a name."""
    return format_html("<h1>{}</h1>", format_html_join(format_html(" {} ", either()), "{}", ((text(row["text"]),) for row in names)) or text(title))


@register.simple_tag
def existence(exists: str, sentence: str, numbers: list[int] | None = None) -> SafeString:
    """Whether something existed on the day ("surely", "possibly" or "no"), as a sentence with its sources; nothing without a sentence."""
    if not sentence:
        return NOTHING
    if exists == "surely":
        return format_html('<p class="lead">{}{}</p>', sentence, refs(numbers))
    return format_html('<p class="notice{}">{}{}{}</p>', NOT_THERE if exists == "no" else NOTHING, sentence, certainty(exists), refs(numbers))


@register.simple_tag(takes_context=True)
def territory(context: Context, steps: list[Row]) -> SafeString:
    """The territories that something lies in, from the largest down: {url, text, certainty, beside (an alternative to the one before it)}."""
    if not steps:
        return NOTHING
    return format_html(TERRITORY, _("Territory"), format_html_join("", STEP, (_step(step, kept_day(context)) for step in steps)))


def _step(step: Row, query: str) -> tuple[SafeString, ...]:
    beside = (BESIDE, either()) if step.get("beside") else (NOTHING, NOTHING)
    return *beside, led(step["url"], step["text"], query), certainty(step["certainty"])
