"""What the directory offers to pages that are put together from several rooms."""
from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_language

from shanyraq.directory import organisation_page
from shanyraq.directory.days import Asked
from shanyraq.directory.paging import page_number
from shanyraq.directory.reading import Row


def organisation(request: HttpRequest, slug: str, asked: Asked) -> Row | None:
    """The panel of an organisation's page; None where this visitor may see none of that slug, or nothing is told of it any more."""
    found = organisation_page.find(request.user, slug)
    page = organisation_page.page(found, asked, get_language() or "kk", page_number(request)) if found else None
    return page if page and (page["told"] or asked.known_on) else None
