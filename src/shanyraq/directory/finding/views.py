from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanyraq.directory.days import Asked, dated
from shanyraq.directory.finding.find import Sought, find, sought
from shanyraq.directory.finding.matching import A_PAGE
from shanyraq.directory.paging import NEAR, page_number
from shanyraq.rights.doors import asks

Row = dict[str, Any]


@require_safe
@asks("directory:name:find")
@dated
def find_by_name(request: HttpRequest, asked: Asked) -> HttpResponse:
    what = sought(request.GET.get("q", ""))
    page: Row = {"q": what.typed, "too_short": bool(what.typed) and what.too_short, "hits": [], "count": 0, "pages": None}
    if not what.too_short:
        number = page_number(request)
        hits, count = find(request.user, asked, what, get_language() or "kk", page=number)
        page |= {"hits": hits, "count": count, "pages": _pages(what, asked, count, number)}
    return render(request, "directory/find.html", page)


def _pages(what: Sought, asked: Asked, count: int, number: int) -> Row | None:
    """What `site/parts/pagination.html` takes; None where all fits on one page."""
    last = -(-count // A_PAGE)
    if last <= 1:
        return None
    here = number if number <= last else 1
    near = [n for n in range(1, last + 1) if abs(n - here) <= NEAR or n in (1, last)]
    said = {"first": (here - 1) * A_PAGE + 1, "last": min(here * A_PAGE, count), "count": count}
    return {
        "sentence": _("%(first)s to %(last)s of %(count)s") % said,
        "links": [{"text": str(n), "url": _url(what, asked, n), "current": n == here} for n in near],
        "previous_url": _url(what, asked, here - 1) if here > 1 else "",
        "next_url": _url(what, asked, here + 1) if here < last else "",
    }


def _url(what: Sought, asked: Asked, number: int) -> str:
    kept = {"q": what.typed, "as_of": asked.as_of, "known_on": asked.known, "page": str(number)}
    return f"?{urlencode({name: text for name, text in kept.items() if text})}"
