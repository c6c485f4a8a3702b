"""What the frame of every page shows: whose pages these are, and the same page in the other languages."""
from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from shanyraq.words.models import Federation
from shanyraq.words.texts import pick


def frame(request: HttpRequest) -> dict[str, Any]:
    """`federation` and `page` for `site/base.html`; a view that shows a day gives a fuller `page` of its own."""
    return {"federation": federation(), "page": {"query": "", "languages": languages(request)}}


def federation() -> dict[str, Any]:
    kept = Federation.objects.first()
    if kept is None:
        return {"name": None, "sample": False}
    return {"name": pick(kept.name, get_language() or settings.LANGUAGE_CODE), "sample": kept.sample}


def languages(request: HttpRequest) -> list[dict[str, Any]]:
    """The address of the page in each language; none where the address has no language, such as a link that signs in."""
    first, _, rest = request.get_full_path().lstrip("/").partition("/")
    if first not in dict(settings.LANGUAGES):
        return []
    return [{"code": code, "name": name, "url": f"/{code}/{rest}", "current": code == first} for code, name in settings.LANGUAGES]
