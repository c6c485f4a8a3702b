"""Territories and places of a day."""
from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query
from pydantic import Field

from shanyraq.api import parameters, schemas
from shanyraq.api.bodies import BY_SLUG, existing, find, head, holding, links, official, shaped
from shanyraq.api.pages import next_page
from shanyraq.api.problems import Missing
from shanyraq.api.router import reads
from shanyraq.directory.answers import Row
from shanyraq.directory.days import Asked
from shanyraq.directory.questions import UnknownSlug, show_place
from shanyraq.directory.withheld import veil, without_names
from shanyraq.places.models import Life, Name, Parent, Place, Trait
from shanyraq.rights import which

SEE: Final = "api:place:see"
SEE_ALL: Final = "api:places:see"
OWNER: Final = "place_id"
LISTS: Final = ("names", "also", "kinds", "codes", "parents", "centres", "successors", "disputes")


class Sought(parameters.Days):
    """What a list of places is narrowed to."""

    kind: parameters.PlaceKindWord = Field(None, description="Only those of this kind, surely or possibly.")
    existing: parameters.Existing = Field("on_the_day", description="on_the_day: what surely or possibly exists; ever: what did on other days, too.")


@reads("/places", SEE_ALL, schemas.Places, tag="places")
def places(request: HttpRequest, sought: Query[Sought], page: Query[parameters.Page]) -> Row:
    """The territories and places of a day.

    Oblasts, districts, cities and what else sources name, by slug, a page at a time.
    """
    asked = sought.asked(timezone.localdate())
    rows = which(request.user, SEE_ALL, Place.objects.all())
    rows = rows.filter(holding(Life.objects.all(), OWNER, asked, ever=sought.existing == "ever"))
    if sought.kind:
        rows = rows.filter(holding(Trait.objects.all(), OWNER, asked, fact="kind", value=sought.kind))
    shown, after = BY_SLUG.page(rows, page)
    return {**head(asked), "count": rows.count(), "next": next_page(request, after), "places": _rows(shown, asked)}


def _rows(shown: list[Place], asked: Asked) -> list[Row]:
    """Four queries, however many there are."""
    pks = [one.pk for one in shown]
    lives = existing(Life.objects.all(), OWNER, pks, asked)
    names = shaped(Name.objects.filter(use=""), OWNER, pks, asked, official)
    kinds = shaped(Trait.objects.filter(fact="kind"), OWNER, pks, asked, lambda t: {"value": t.value})
    parents = shaped(Parent.objects.select_related("parent"), "child_id", pks, asked, lambda t: {"slug": t.parent.slug, "tie": "parent"})
    return [
        {
            "slug": one.slug,
            "exists": lives[one.pk],
            "names": names[one.pk],
            "kinds": kinds[one.pk],
            "parents": parents[one.pk],
            "link": f"{reverse('api:place', kwargs={'slug': one.slug})}{asked.query}",
        }
        for one in shown
    ]


@reads("/places/{slug:slug}", SEE, schemas.Place, tag="places")
def place(request: HttpRequest, slug: Path[parameters.PathSlug], days: Query[parameters.Days]) -> Row:
    """A territory or place on a day.

    All that is surely or possibly so of it.
    """
    asked = days.asked(timezone.localdate())
    if find(request.user, SEE, Place.objects.all(), slug) is None:
        raise Missing(_("There is no place “%(slug)s”.") % {"slug": slug[:60]})
    try:
        answer = show_place(slug, as_of=asked.day, known_on=asked.known_on)
    except UnknownSlug:
        answer = {"slug": slug, "exists": "no", **{name: [] for name in LISTS}}
    hidden = veil(request.user, SEE)
    return {**answer, **head(asked), "disputes": without_names(answer["disputes"], hidden), "links": links("place", slug, asked)}
