"""Pages of a long chronicle, and of other long lists."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

from shanyraq.directory.days import Asked
from shanyraq.directory.versions import ITEMS_A_PAGE, of_body

Row = dict[str, Any]
NEAR: Final = 2  # pages shown on each side of this one
LONGEST_NUMBER: Final = 6


def page_number(request: HttpRequest) -> int:
    """The page asked for; whatever is no number of a page is the first."""
    typed = request.GET.get("page", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER and int(typed) else 1


def pages(key: str, asked: Asked, number: int, shown: int) -> Row | None:
    """What `site/parts/pagination.html` takes, of a page that shows so many; None where all fits on one. No query of a first page with room."""
    if number == 1 and shown < ITEMS_A_PAGE:
        return None
    count = of_body(key, asked.known_on).count()
    last = -(-count // ITEMS_A_PAGE)
    if last <= 1:
        return None
    first = (number - 1) * ITEMS_A_PAGE + 1
    said = _("%(first)s to %(last)s of %(count)s") % {"first": first, "last": min(number * ITEMS_A_PAGE, count), "count": count}
    near = [n for n in range(1, last + 1) if abs(n - number) <= NEAR or n in (1, last)]
    return {
        "sentence": said,
        "links": [{"text": str(n), "url": _url(asked, n), "current": n == number} for n in near],
        "previous_url": _url(asked, number - 1) if number > 1 else "",
        "next_url": _url(asked, number + 1) if number < last else "",
    }


def steps(page: Page[Any], url: Callable[[int], str]) -> Row:
    """What `site/parts/pagination.html` takes, of a page that leads to those beside it alone; empty where all fits on one."""
    if not page.has_other_pages():
        return {}
    last = {"first": page.start_index(), "last": page.end_index(), "count": page.paginator.count}
    return {
        "sentence": _("%(first)s to %(last)s of %(count)s") % last, "links": [],
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
    }  # fmt: skip


def _url(asked: Asked, number: int) -> str:
    return f"{asked.query}&page={number}" if asked.query else f"?page={number}"
