"""Files for those who use the pages elsewhere."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from shanyraq.directory import organisation_page
from shanyraq.directory.days import Asked, dated
from shanyraq.papers.typesetting import PressBusy, typeset
from shanyraq.registry.models import Organisation
from shanyraq.rights.doors import asks
from shanyraq.site.context import federation
from shanyraq.site.elsewhere import feed, sitemap
from shanyraq.site.elsewhere.cite import citation
from shanyraq.site.elsewhere.extract import extract as extract_data
from shanyraq.site.elsewhere.plain import plain
from shanyraq.site.elsewhere.subjects import FILES, subject
from shanyraq.site.elsewhere.visit import visit as visit_data

Make = Callable[[HttpRequest, Organisation, Asked, str], dict[str, Any]]
BUSY_SECONDS: Final = 10


@require_safe
@asks("site:citation:see")
@dated
def cite(request: HttpRequest, kind: str, slug: str, ending: str, asked: Asked) -> HttpResponse:
    """The citation of a page as a file."""
    language = get_language() or "kk"
    about = subject(request.user, kind, slug, asked, language) if ending in FILES else None
    if about is None:
        raise Http404
    said = citation(request, about, asked, language, publisher=federation()["name"])
    answer = HttpResponse(said.file(ending), content_type=f"{FILES[ending]}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-{asked.day.isoformat()}.{ending}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
@asks("site:extract:see")
@dated
def extract(request: HttpRequest, slug: str, asked: Asked) -> HttpResponse:
    return _paper(request, slug, asked, "extract", extract_data)


@require_safe
@asks("site:visit:see")
@dated
def visit(request: HttpRequest, slug: str, asked: Asked) -> HttpResponse:
    return _paper(request, slug, asked, "visit", visit_data)


def _paper(request: HttpRequest, slug: str, asked: Asked, form: str, make: Make) -> HttpResponse:
    language = get_language() or "kk"
    found = organisation_page.find(request.user, slug)
    if found is None:
        raise Http404
    try:
        paper = typeset(form, make(request, found, asked, language), day=asked.today)
    except PressBusy:
        answer = render(request, "site/error.html", {"status": 503}, status=503)
        answer["Retry-After"] = str(BUSY_SECONDS)
        return answer
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{slug}-{form}-{asked.day.isoformat()}-{language}.pdf"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


@conditional_page
@require_safe
@asks("site:feed:see")
def changes(request: HttpRequest) -> HttpResponse:
    """The last changes of the whole memory."""
    name = federation()["name"]
    title = _("Changes: %(name)s") % {"name": name} if name else _("Changes")
    return _atom(request, title, reverse("site:home"), "")


@conditional_page
@require_safe
@asks("site:feed:see")
def organisation_changes(request: HttpRequest, slug: str) -> HttpResponse:
    today = timezone.localdate()
    about = subject(request.user, "organisation", slug, Asked(today, today), get_language() or "kk")
    if about is None:
        raise Http404
    return _atom(request, _("Changes: %(name)s") % {"name": about.title}, about.path, about.key)


def _atom(request: HttpRequest, title: str, page: str, key: str) -> HttpResponse:
    author = str(federation()["name"] or _("A register of associations"))
    versions = list(feed.latest(key))
    said = feed.atom(request, plain(title), page, versions, author=plain(author), today=timezone.localdate(), language=get_language() or "kk")
    return HttpResponse(said, content_type="application/atom+xml; charset=utf-8")


@require_safe
@asks("site:sitemap:see")
def sitemap_whole(request: HttpRequest) -> HttpResponse:
    """All pages, or the list of the files that hold them."""
    files = sitemap.parts(sitemap.pages())
    said = sitemap.addresses(request, files[0]) if len(files) == 1 else sitemap.index(request, len(files))
    return HttpResponse(said, content_type="application/xml; charset=utf-8")


@require_safe
@asks("site:sitemap:see")
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    files = sitemap.parts(sitemap.pages())
    if not 1 <= number <= len(files):
        raise Http404
    return HttpResponse(sitemap.addresses(request, files[number - 1]), content_type="application/xml; charset=utf-8")


@require_safe
@asks("site:sitemap:see")
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(sitemap.robots(request), content_type="text/plain; charset=utf-8")
