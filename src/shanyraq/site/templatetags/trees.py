"""`{% load trees %}`: a tree of organisations."""
from __future__ import annotations

from typing import Any, Final

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanyraq.site.templatetags.signs import certainty
from shanyraq.site.templatetags.sources import refs
from shanyraq.site.templatetags.texts import NOTHING, OPEN, fallback, kept_day, linked
from shanyraq.words.markup import format_html, format_html_join

register = template.Library()
Row = dict[str, Any]

FOLDED_FROM: Final = 7  # so many below one, and the list is folded
NODE: Final = """<li class="{}{}">
    <div class="node">{}</div>
    {}
  </li>
  """
BELOW: Final = """<details{}>
      <summary><span>{}<span class="unseen">: {}</span></span></summary>
      {}
    </details>"""


@register.simple_tag(takes_context=True)
def tree(context: Context, nodes: list[Row]) -> SafeString:
    """A tree of organisations.

    A node: {url, text, tie_label, certainty, years, again (whether it is shown in full elsewhere), below [nodes], refs (optional), deeper (optional:
    how many stand below it that are shown on its own page only), deeper_url (optional: where they are shown instead), folded (optional: True or
    False, else long lists below the first floor are folded)}.
    """
    return _floor(nodes, kept_day(context), inner=False)


def _floor(nodes: list[Row], query: str, *, inner: bool) -> SafeString:
    rows = ((_root(inner=inner), _possible(node), _named(node, query), _under(node, query, inner=inner)) for node in nodes)
    return format_html('<ul class="tree">\n  {}</ul>', format_html_join("", NODE, rows))


def _root(*, inner: bool) -> str:
    return "" if inner else "root"


def _possible(node: Row) -> str:
    return " possible" if node["certainty"] == "possibly" else ""


def _named(node: Row, query: str) -> SafeString:
    text = node["text"]
    again = format_html(' <span class="aside">{}</span>', _("(shown in full elsewhere in this list)")) if node.get("again") else NOTHING
    return linked(node["url"], text, query) + fallback(text) + _tie(node) + certainty(node["certainty"]) + refs(node.get("refs")) + again


def _tie(node: Row) -> SafeString:
    said = ", ".join(str(part) for part in (node.get("tie_label"), node.get("years")) if part)
    return format_html(' <span class="aside">{}</span>', said) if said else NOTHING


def _under(node: Row, query: str, *, inner: bool) -> SafeString:
    """The floor below, or how many stand there."""
    below, name = node["below"], node["text"].value
    if below and not node.get("again"):
        return format_html(BELOW, _open(node, inner=inner), _count(len(below)), name, _floor(below, query, inner=True))
    if not node.get("deeper"):
        return NOTHING
    shown = node.get("deeper_url") or node["url"] + query
    return format_html('<a class="deeper" href="{}">{}<span class="unseen">: {}</span></a>', shown, _count(node["deeper"]), name)


def _open(node: Row, *, inner: bool) -> SafeString:
    folded = node.get("folded")
    return OPEN if folded is False or (folded is None and (not inner or len(node["below"]) < FOLDED_FROM)) else NOTHING


def _count(count: int) -> str:
    return ngettext("%(count)s organisation below it", "%(count)s organisations below it", count) % {"count": count}
