"""What the frame of every page shows: whose pages these are, the day they show, and the same page in the other languages."""
from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override

from shanyraq.chronicle.prepared import prepared
from shanyraq.dating.sentences import say_day
from shanyraq.directory.days import Asked
from shanyraq.site.addresses import address
from shanyraq.site.navigation import doors, keeps, ways
from shanyraq.words.models import Federation
from shanyraq.words.texts import pick


def frame(request: HttpRequest) -> dict[str, Any]:
    """`federation` and `page` for `site/base.html`. The federation is read only where it is shown, and the page only where one is drawn."""
    if not hasattr(request, "frame"):  # a page is put together from several templates
        request.frame = {"federation": SimpleLazyObject(federation), "page": page(request)}  # type: ignore[attr-defined]
    return request.frame  # type: ignore[no-any-return, attr-defined]


@prepared
def _federations() -> QuerySet[Federation]:
    return Federation.objects.order_by("pk")[:1]


def federation() -> dict[str, Any]:
    kept = next(iter(_federations()), None)
    if kept is None:
        return {"name": None, "sample": False, "tried": False}
    name = pick(kept.name, get_language() or settings.LANGUAGE_CODE)
    return {"name": name, "sample": kept.sample, "tried": kept.sample and settings.LOOPBACK_ONLY}


def federation_names() -> dict[str, str]:
    """{language: the name of this federation}; empty where it has none."""
    kept = next(iter(_federations()), None)
    return kept.name if kept else {}


def page(request: HttpRequest) -> dict[str, Any]:
    """Where and when one is; without a day where the page has none, such as that of an error."""
    asked = getattr(request, "asked", None)
    led = {"ways": SimpleLazyObject(lambda: ways(request)), "doors": doors(), "remark_url": remark_url(request)}
    led["keeps"] = SimpleLazyObject(lambda: keeps(request))
    common = {"languages": languages(request), "home_url": address("site:home"), **led}
    return {**common, "query": "", "more": "", "is_past": False, "known": ""} if asked is None else {**common, **_on_a_day(request, asked)}


def remark_url(request: HttpRequest) -> str:
    """Where somebody says that something is wrong on this page; empty where no room takes it."""
    route = _remark_route()
    return f"{address(route)}?{urlencode({'from': request.get_full_path()})}" if route else ""


@cache
def _remark_route() -> str:
    return next((room.remark_route for room in apps.get_app_configs() if hasattr(room, "remark_route")), "")


def _on_a_day(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "query": asked.query,
        "more": asked.query.replace("?", "&", 1),
        "day": say_day(asked.day, language),
        "day_iso": asked.as_of,
        "is_past": asked.is_past,
        "known": say_day(asked.known_on, language) if asked.known_on else "",
        "known_iso": asked.known,
        "dated": bool(asked.query),
        "today_url": request.path,
        "canonical": request.build_absolute_uri(request.path),
    }


def languages(request: HttpRequest) -> list[dict[str, Any]]:
    """The same address in each language; where it has none, that which the view names (`told_at`), or none."""
    first, _, rest = request.get_full_path().lstrip("/").partition("/")
    if first not in dict(settings.LANGUAGES):
        return _told_at(request)
    begin, _first, end = request.build_absolute_uri(f"/{first}/{rest}").partition(f"/{first}/")
    return [
        {"code": code, "name": name, "url": f"/{code}/{rest}", "absolute": f"{begin}/{code}/{end}", "current": code == first}
        for code, name in settings.LANGUAGES
    ]


def _told_at(request: HttpRequest) -> list[dict[str, Any]]:
    match = request.resolver_match
    route = getattr(match.func, "told_at", "") if match else ""
    if match is None or not route:
        return []
    query, found = request.META.get("QUERY_STRING", ""), []
    for code in dict(settings.LANGUAGES):
        with override(code):
            url = reverse(route, kwargs=match.kwargs) + (f"?{query}" if query else "")
        found.append(_language(request, code, url, current=code == get_language()))
    return found


def _language(request: HttpRequest, code: str, url: str, *, current: bool) -> dict[str, Any]:
    return {"code": code, "name": dict(settings.LANGUAGES)[code], "url": url, "absolute": request.build_absolute_uri(url), "current": current}
