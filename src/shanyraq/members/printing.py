"""Papers of members as PDF."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles.finders import find
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shanyraq.papers.typesetting import PressBusy, typeset
from shanyraq.words.models import Federation
from shanyraq.words.texts import Text, pick

BUSY_SECONDS: Final = "10"


def printed(request: HttpRequest, form: str, told: Mapping[str, Any], *, day: date, name: str) -> HttpResponse:
    """The paper, which nobody may keep but who asked for it; or the word to ask again in a moment."""
    try:
        made = typeset(form, told, day=day)
    except PressBusy:
        answer = render(request, "site/error.html", {"status": 503}, status=503)
        answer["Retry-After"] = BUSY_SECONDS
        return answer
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def said(text: Text) -> dict[str, str]:
    return {"value": text.value, "lang": text.lang}


def federation(language: str) -> dict[str, str]:
    kept = Federation.objects.first()
    return said(pick(kept.name if kept else {}, language))


@cache
def mark() -> str:
    """The sign of this register as SVG; empty where no faces are installed."""
    found = find("site/mark.svg")
    return Path(found).read_text(encoding="utf-8") if isinstance(found, str) else ""
