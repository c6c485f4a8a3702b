"""`{% load addresses %}`: `{% address "site:organisation" slug %}` as `{% url %}`, found once for a language; `{% file %}` as `{% static %}`."""
from __future__ import annotations

from functools import cache

from django import template
from django.templatetags.static import static

from shanyraq.site.addresses import address

register = template.Library()
register.simple_tag(address)


@register.simple_tag
@cache
def file(path: str) -> str:
    """The address of one of our own static files; while a process runs, it stays the same."""
    return static(path)
