from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanyraq.directory.days import Asked, dated
from shanyraq.directory.paging import page_number
from shanyraq.directory.river.figure import Chosen, picture
from shanyraq.directory.river.table import table
from shanyraq.rights.doors import asks

LAST_YEAR: Final = 9998


@require_safe
@asks("directory:river:see")
@dated
def river(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The organisations of a federation through time, or one with all that it touches (`?organisation=`), from year to year (`?from=`, `?to=`)."""
    first, last, error = years(request.GET.get("from", ""), request.GET.get("to", ""))
    chosen = Chosen(request.GET.get("organisation", ""), first, last)
    found = picture(request.user, asked, get_language() or "kk", chosen)
    if found is None and chosen.organisation:
        raise Http404
    typed = {"first": request.GET.get("from", "")[:10], "last": request.GET.get("to", "")[:10], "error": error}
    page = {"title": found.title, "river": found.figure(compact=False), **table(found, page_number(request))} if found else {"river": None}
    return render(request, "directory/river.html", {**page, "years": typed})


def years(first: str, last: str) -> tuple[int | None, int | None, str]:
    """The years typed, and a sentence where they are none."""
    given = [_year(text.strip()) for text in (first, last)]
    wrong = [text for text, year in zip((first, last), given, strict=True) if text.strip() and year is None]
    if wrong:
        return None, None, _("“%(typed)s” is no year. Write it in digits, for example 1996.") % {"typed": wrong[0][:10]}
    if given[0] and given[1] and given[0] >= given[1]:
        return None, None, _("The first year must come before the last.")
    return given[0], given[1], ""


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= LAST_YEAR else None  # noqa: PLR2004
