"""`{% load words %}`, then `{{ organisation.name|pick }}`: a text that knows its language and whether it is a fallback."""
from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from shanyraq.words.texts import Text
from shanyraq.words.texts import pick as pick_text

register = template.Library()


@register.filter
def pick(texts: Mapping[str, str]) -> Text:
    """The text for the language of the page."""
    return pick_text(texts, get_language() or "kk")
