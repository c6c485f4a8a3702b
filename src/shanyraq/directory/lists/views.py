"""The lists: each a page, and under `table.csv` and `table.xlsx` the same as a file."""
from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanyraq.chronicle.models import Source
from shanyraq.directory.days import Asked, dated
from shanyraq.directory.lists import chronicle as told
from shanyraq.directory.lists import culture_list, downloads, organisations, people, places, sheets, source_page, sources
from shanyraq.directory.lists.kept_cultures import culture_named
from shanyraq.directory.lists.selection import Selection
from shanyraq.directory.lists.sheets import Listing, Row
from shanyraq.directory.lists.wishes import wish_of
from shanyraq.rights.doors import asks

FILES: Final = {"csv": downloads.as_csv, "xlsx": downloads.as_xlsx}
TABLE: Final = "directory/lists/table.html"
OF_A_CULTURE: Final = replace(organisations.SHAPE, usual=("name", "level", "seat", "chair", "contact"))


@require_safe
@asks("directory:organisation:list")
@dated
def organisation_list(request: HttpRequest, asked: Asked, ending: str = "") -> HttpResponse:
    wish = wish_of(request, asked, organisations.SHAPE)
    listing = organisations.Organisations(Selection(request.user, asked, wish.filters), wish, _language())
    lead = _("Who there was on this day: kind, level, registration, seat, and who led it. The numbers lead to the sources.")
    empty = {"heading": _("No organisation is known on this day"), "hint": _("Choose a later day, or begin with your own list."), **_begin()}
    return _answer(request, listing, ending, lead=lead, findable=True, empty=empty)


@require_safe
@asks("directory:place:list")
@dated
def place_list(request: HttpRequest, asked: Asked, ending: str = "") -> HttpResponse:
    listing = places.Places(request.user, wish_of(request, asked, places.SHAPE), _language())
    lead = _("The territories of this day, what they lay in, and their centres.")
    empty = {"heading": _("No place is known on this day"), "hint": _("Places come with the organisations that have their seat there."), **_begin()}
    return _answer(request, listing, ending, lead=lead, findable=True, empty=empty)


@require_safe
@asks("directory:person:list")
@dated
def person_list(request: HttpRequest, asked: Asked, ending: str = "") -> HttpResponse:
    listing = people.People(request.user, wish_of(request, asked, people.SHAPE), _language())
    lead = _("Persons as far as a source names their public office. Nothing else is kept of them.")
    empty = {"heading": _("No source names a person yet"), "hint": _("Chairs come with the list of your associations."), **_begin()}
    return _answer(request, listing, ending, lead=lead, findable=True, empty=empty)


@require_safe
@asks("directory:source:see")
@dated
def source_list(request: HttpRequest, asked: Asked, ending: str = "") -> HttpResponse:
    listing = sources.Sources(request.user, wish_of(request, asked, sources.SHAPE), _language())
    lead = _("Everything that is told here has a source. Each leads to all that it tells.")
    empty = {"heading": _("No source is on record yet"), "hint": _("Your own list can be the first."), **_begin()}
    return _answer(request, listing, ending, lead=lead, findable=True, empty=empty)


@require_safe
@asks("directory:source:see")
@dated
def source(request: HttpRequest, slug: str, asked: Asked) -> HttpResponse:
    found = get_object_or_404(Source, slug=slug)
    wish = wish_of(request, asked, source_page.SHAPE)
    return render(request, "directory/lists/source.html", source_page.page(request.user, found, wish, _language()))


@require_safe
@asks("directory:culture:see")
@dated
def culture_table(request: HttpRequest, asked: Asked, ending: str = "") -> HttpResponse:
    listing = culture_list.CultureList(Selection(request.user, asked), wish_of(request, asked, culture_list.SHAPE), _language())
    lead = _("The cultures that organisations keep, each with all that keep it, in every oblast. An organisation that keeps two counts for both.")
    hint = _("Choose a later day, or begin with your own list.")
    empty = {"heading": _("No organisation is told to keep a culture on this day"), "hint": hint, **_begin()}
    return _answer(request, listing, ending, lead=lead, findable=False, empty=empty)


@require_safe
@asks("directory:culture:see")
@dated
def culture(request: HttpRequest, slug: str, asked: Asked, ending: str = "") -> HttpResponse:
    wish = wish_of(request, asked, OF_A_CULTURE)
    selection = Selection(request.user, asked, wish.filters)
    selection.only = culture_named(slug, selection.cultures)
    if selection.only is None:
        raise Http404
    text = selection.only.text(_language())
    heading = text.value[:1].upper() + text.value[1:]
    listing = organisations.Organisations(selection, wish, _language(), name=f"culture-{selection.only.slug}", heading=heading)
    lead = _("All organisations that keep it, in every oblast, with chair and contact. The page can be printed.")
    empty = {"heading": _("No organisation keeps it on this day"), "hint": _("Choose another day."), "url": "", "action": ""}
    return _answer(request, listing, ending, lead=lead, findable=True, empty=empty, lang=text.lang if text.fallback else "")


@require_safe
@asks("directory:change:see")
@dated
def chronicle(request: HttpRequest, asked: Asked, ending: str = "") -> HttpResponse:
    wish = wish_of(request, asked, told.SHAPE)
    listing = told.Chronicle(wish, _language())
    if ending:
        return _as_file(request, listing, ending)
    count = listing.count()
    cut = sheets.page_of(wish, count)
    shown = listing.keys(cut.start, min(cut.end, count))
    reading = listing.reading(shown)
    page = {**sheets.frame(listing), "items": told.items(reading, shown), "pages": cut.pages, "count": count, "sources": reading.notes.rows()}
    turned = {"newest_first": wish.falling, "turned": wish.link({"sort": "when" if wish.falling else "-when"})}
    return render(request, "directory/lists/chronicle.html", {**page, **turned, **_years(wish.filters), "empty": _begin()})


@require_safe
@asks("directory:change:see")
@dated
def change(request: HttpRequest, slug: str, asked: Asked) -> HttpResponse:
    """One change alone, under an address that stays."""
    wish = wish_of(request, asked, told.SHAPE)
    found = told.find(slug, asked.known_on)
    keys = [found.pk] if found else []
    reading = told.Chronicle(wish, _language()).reading(keys)
    items = [item for item in told.items(reading, keys) if item["id"] == slug and reading.scribe.items(reading.chronicle)]
    if not items:
        raise Http404
    return render(request, "directory/lists/change.html", {"items": items, "sources": reading.notes.rows()})


def _answer(request: HttpRequest, listing: Listing, ending: str, *, lead: str, findable: bool, empty: Row, lang: str = "") -> HttpResponse:
    if ending:
        return _as_file(request, listing, ending)
    return render(request, TABLE, {**sheets.page(listing), "lead": lead, "findable": findable, "empty": empty, "title_lang": lang})


def _as_file(request: HttpRequest, listing: Listing, ending: str) -> HttpResponse:
    if ending not in FILES:
        raise Http404
    return FILES[ending](request, listing)


def _years(filters: dict[str, str]) -> Row:
    """The fields for a span of years, with what was typed, and what is wrong with it."""
    labels = {"from": _("From the year"), "to": _("To the year")}
    wrong = {name for name in labels if filters.get(name) and told.year(filters[name]) is None}
    error = _("Write a year, for example 1996.")
    said = {name: {"value": filters.get(name, ""), "error": error if name in wrong else ""} for name in labels}
    fields = [{"id": name, "name": name, "label": label, **said[name]} for name, label in labels.items()]
    return {"year_fields": fields, "errors": [{"text": error, "target": name} for name in labels if name in wrong]}


def _language() -> str:
    return get_language() or "kk"


def _begin() -> dict[str, Any]:
    """How a list begins, where the room for it is installed."""
    try:
        return {"url": reverse("lists:begin"), "action": _("Begin with your own list")}
    except NoReverseMatch:
        return {"url": "", "action": ""}
