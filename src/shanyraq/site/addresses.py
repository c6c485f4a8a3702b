"""Addresses of the house, each found once for a language: Django looks through all routes for each."""
from __future__ import annotations

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language


def address(route: str, *given: str) -> str:
    """The address of a route in the language of the page. Raises NoReverseMatch where no room has it."""
    return _address(route, given, get_language())


@lru_cache(maxsize=5000)
def _address(route: str, given: tuple[str, ...], _language: str | None) -> str:
    return reverse(route, args=given)
