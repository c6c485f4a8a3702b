"""`sitemap.xml` (sitemaps.org, with the other languages as Google's documentation of hreflang has them) and `robots.txt`."""
from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from xml.sax.xmlreader import AttributesImpl

from django.apps import apps
from django.conf import settings
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils import timezone, translation
from django.utils.xmlutils import SimplerXMLGenerator

from shanyraq.chronicle.models import Mention
from shanyraq.directory.namebook import ROUTES
from shanyraq.people.models import Person
from shanyraq.places.models import Place
from shanyraq.registry.models import Organisation
from shanyraq.rights import allows, which
from shanyraq.words.models import Federation

Page = tuple[str, str]  # route, slug; without a slug empty
MOST_ADDRESSES: Final = 10_000
LANGUAGES: Final = tuple(dict(settings.LANGUAGES))
NAMESPACES: Final = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9", "xmlns:xhtml": "http://www.w3.org/1999/xhtml"}
CLOSED: Final = ("/enter/", "/api/", "/*as_of=", "/*known_on=", "/*/desk/", "/*/remarks/", "/*/find/", "/*.pdf", "/*/cite.", "/*/table.")


def pages() -> list[Page]:
    """Every page without a day that everyone may see, each once. Three queries."""
    found = [(route, "") for route in dict.fromkeys(("site:home", *_lists()))]
    tables: tuple[tuple[str, QuerySet[Any]], ...] = (
        ("organisation", Organisation.objects.all()),
        ("place", Place.objects.all()),
        ("person", Person.objects.known()),
    )
    for kind, rows in tables:
        open_ones = which(None, f"directory:{kind}:see", rows).order_by("slug").values_list("slug", flat=True)
        found += [(ROUTES[kind], slug) for slug in open_ones]
    return found


def _lists() -> list[str]:
    offered = (route for room in apps.get_app_configs() for route, _label in getattr(room, "navigation", ()))
    return [route for route in offered if _is_open(route)]


def _is_open(route: str) -> bool:
    view = resolve(_path(settings.LANGUAGE_CODE, (route, ""))).func
    return allows(None, getattr(view, "action"))  # noqa: B009 (`asks` gives each view its action)


def parts(found: list[Page]) -> list[list[Page]]:
    """The pages in files of at most MOST_ADDRESSES addresses."""
    size = MOST_ADDRESSES // len(LANGUAGES)
    return [found[start : start + size] for start in range(0, len(found), size)]


def index(request: HttpRequest, count: int) -> str:
    return _xml("sitemapindex", {"xmlns": NAMESPACES["xmlns"]}, (_file(request, number) for number in range(1, count + 1)))


def _file(request: HttpRequest, number: int) -> list[Any]:
    return ["sitemap", ("loc", request.build_absolute_uri(reverse("crawlers:part", kwargs={"number": number})))]


def addresses(request: HttpRequest, found: list[Page]) -> str:
    """Each page in each language, with the same page in the others, and when something was last recorded of it. One query."""
    changed = _changed(found)
    return _xml("urlset", NAMESPACES, (url for page in found for url in _urls(request, page, changed.get(page))))


def _changed(found: list[Page]) -> dict[Page, datetime]:
    kinds = {route: kind for kind, route in ROUTES.items()}
    keys = {f"{kinds[route]}:{slug}": (route, slug) for route, slug in found if slug}
    mentions = Mention.objects.values_list("body").annotate(Max("version__known_from")).order_by("body")
    return {keys[body]: moment for body, moment in mentions if body in keys}


def _urls(request: HttpRequest, page: Page, changed: datetime | None) -> Iterable[list[Any]]:
    by_language = {code: request.build_absolute_uri(_path(code, page)) for code in LANGUAGES}
    others = [("xhtml:link", {"rel": "alternate", "hreflang": code, "href": address}) for code, address in by_language.items()]
    last = [("lastmod", timezone.localtime(changed).isoformat(timespec="seconds"))] if changed else []
    return (["url", ("loc", address), *last, *others] for address in by_language.values())


def _path(code: str, page: Page) -> str:
    with translation.override(code):
        return reverse(page[0], kwargs={"slug": page[1]} if page[1] else {})


def _xml(root: str, names: Mapping[str, str], elements: Iterable[list[Any]]) -> str:
    """`elements`: a name, then pairs of a name and its text or its attributes."""
    written = io.StringIO()
    xml = SimplerXMLGenerator(written, "utf-8")
    xml.startDocument()
    xml.startElement(root, AttributesImpl(dict(names)))
    for name, *inner in elements:
        xml.startElement(name, AttributesImpl({}))
        for child, said in inner:
            xml.addQuickElement(child, said) if isinstance(said, str) else xml.addQuickElement(child, None, said)
        xml.endElement(name)
    xml.endElement(root)
    xml.endDocument()
    return written.getvalue()


def robots(request: HttpRequest) -> str:
    """Days of the past have no end: crawlers look at today. Invented people and associations are for no search engine at all."""
    kept = Federation.objects.first()
    closed = ("/",) if kept and kept.sample else CLOSED
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {request.build_absolute_uri(reverse('crawlers:sitemap'))}"]
    return "".join(f"{line}\n" for line in lines)
