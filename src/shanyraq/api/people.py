"""Persons as far as they are publicly named, and the offices they hold."""
from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query

from shanyraq.api import parameters, schemas
from shanyraq.api.bodies import BY_SLUG, head, holding, links, shaped
from shanyraq.api.pages import next_page
from shanyraq.api.problems import Missing
from shanyraq.api.router import reads
from shanyraq.chronicle.models import Mention
from shanyraq.directory.answers import Row
from shanyraq.directory.days import Asked
from shanyraq.directory.disputes import disputes
from shanyraq.directory.withheld import veil, without_names
from shanyraq.people.models import Holding, Person, PersonName
from shanyraq.rights import Visitor, which

SEE: Final = "api:person:see"
SEE_ALL: Final = "api:people:see"
OWNER: Final = "person_id"


@reads("/people", SEE_ALL, schemas.People, tag="people")
def people(request: HttpRequest, days: Query[parameters.Days], page: Query[parameters.Page]) -> Row:
    """Persons who are publicly named.

    Those whose names sources tell for the day, with the offices that they hold on it; by slug, a page at a time.
    Whoever asked not to be named is not among them.
    """
    asked = days.asked(timezone.localdate())
    rows = which(request.user, SEE_ALL, Person.objects.known()).filter(holding(PersonName.objects.all(), OWNER, asked))
    shown, after = BY_SLUG.page(rows, page)
    pks = [one.pk for one in shown]
    names, offices = _names(pks, asked), _offices(pks, asked)
    listed = [
        {
            "slug": one.slug,
            "names": [_without_use(row) for row in names[one.pk] if not row["use"]],
            "offices": offices[one.pk],
            "link": f"{reverse('api:person', kwargs={'slug': one.slug})}{asked.query}",
        }
        for one in shown
    ]
    return {**head(asked), "count": rows.count(), "next": next_page(request, after), "people": listed}


@reads("/people/{slug:slug}", SEE, schemas.Person, tag="people")
def person(request: HttpRequest, slug: Path[parameters.PathSlug], days: Query[parameters.Days]) -> Row:
    """A person on a day.

    The names and the offices that sources tell. No more is stored of anybody.
    """
    asked = days.asked(timezone.localdate())
    found = _find(request.user, slug)
    names = _names([found.pk], asked)[found.pk]
    told = disputes(f"person:{slug}", as_of=asked.day, known_on=asked.known_on)
    return {
        "slug": slug,
        **head(asked),
        "names": [_without_use(row) for row in names if not row["use"]],
        "also": [row for row in names if row["use"]],
        "offices": _offices([found.pk], asked)[found.pk],
        "disputes": without_names(told, veil(request.user, SEE)),
        "links": links("person", slug, asked),
    }


def _find(visitor: Visitor, slug: str) -> Person:
    """Raises Missing. Of whom nothing is known and who asked not to be named, the answer is the same."""
    found: Person | None = which(visitor, SEE, Person.objects.known()).filter(slug=slug).first()
    if found is None or not Mention.objects.filter(body=f"person:{slug}").exists():
        raise Missing(_("There is no person “%(slug)s” here who may be named.") % {"slug": slug[:60]})
    return found


def _names(pks: list[int], asked: Asked) -> dict[int, list[Row]]:
    return shaped(PersonName.objects.all(), OWNER, pks, asked, lambda name: {"text": name.text, "use": name.use})


def _without_use(row: Row) -> Row:
    return {key: said for key, said in row.items() if key != "use"}


def _offices(pks: list[int], asked: Asked) -> dict[int, list[Row]]:
    return shaped(Holding.objects.open().select_related("organisation"), OWNER, pks, asked, _office)


def _office(holding: Any) -> Row:
    return {"office": holding.office, "organisation": holding.organisation.slug, "acting": holding.acting}
