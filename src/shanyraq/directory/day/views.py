from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from shanyraq.directory.day import compare_page, map_page, tree_page
from shanyraq.directory.day.two_days import FIELDS, TwoDays, fields, read_days
from shanyraq.directory.days import Asked, dated
from shanyraq.directory.paging import page_number
from shanyraq.registry.models import Organisation
from shanyraq.rights.doors import asks


@require_safe
@asks("directory:map:see")
@dated
def the_map(request: HttpRequest, asked: Asked) -> HttpResponse:
    return render(request, "directory/map.html", map_page.page(request.user, asked, get_language() or "kk"))


@require_safe
@asks("directory:tree:see")
@dated
def tree(request: HttpRequest, asked: Asked) -> HttpResponse:
    root, only = _root(request), request.GET.get("only", "")
    return render(request, "directory/tree.html", tree_page.page(request.user, asked, get_language() or "kk", root, only))


@require_safe
@asks("directory:compare:see")
@dated
def compare(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    """Days in words lead to the address with the same days in digits, the earlier one first."""
    root, days = _root(request), read_days(request.GET, asked.today)
    if isinstance(days, TwoDays) and (request.GET.get("from"), request.GET.get("to")) != days.texts:
        given = request.GET.dict() | dict(zip(FIELDS, days.texts, strict=True))
        return HttpResponseRedirect(f"{request.path}?{urlencode(given)}")
    errors = days if isinstance(days, list) else []
    context: dict[str, Any] = {"errors": errors, "fields": fields(request.GET, errors, asked.as_of), "found": None, "suggestions": []}
    context["kept"] = [(name, request.GET[name]) for name in ("as_of", "known_on", "organisation") if request.GET.get(name)]
    language = get_language() or "kk"
    if isinstance(days, TwoDays):
        context["found"] = compare_page.page(
            request.user, asked, days, language, root=root, what=request.GET.get("what", ""), number=page_number(request)
        )
    else:
        context["suggestions"] = compare_page.suggestions(asked, root)
    return render(request, "directory/compare.html", context, status=400 if errors else 200)


def _root(request: HttpRequest) -> Organisation | None:
    """The organisation that the page is narrowed to. One that this visitor may not see is not there."""
    slug = request.GET.get("organisation", "")
    if not slug:
        return None
    found = tree_page.find(request.user, slug)
    if found is None:
        raise Http404
    return found
