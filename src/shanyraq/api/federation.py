"""The federation itself: where every reading of the interface begins."""
from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from shanyraq.api import schemas
from shanyraq.api.bodies import holding
from shanyraq.api.router import reads
from shanyraq.chronicle.models import SourceVersion, Version
from shanyraq.chronicle.terms import Status
from shanyraq.directory import licence
from shanyraq.directory.answers import Row
from shanyraq.directory.days import Asked
from shanyraq.people.models import Person, PersonName
from shanyraq.places.models import Life as PlaceLife
from shanyraq.places.models import Place
from shanyraq.registry.models import Life, Organisation
from shanyraq.rights import Visitor, which
from shanyraq.words.models import Federation
from shanyraq.words.texts import LANGUAGES, pick

SEE: Final = "api:federation:see"
LISTS: Final = ("organisations", "places", "people", "chronicle", "sources", "cultures", "find", "compare")


@reads("/", SEE, schemas.Federation, tag="federation")
def federation(request: HttpRequest) -> Row:
    """The federation.

    Its name, its languages, how much it keeps, under which licence, and where to go on.
    """
    today = timezone.localdate()
    own = which(request.user, SEE, Federation.objects.all()).first()
    name = own.name if own else {}
    return {
        "name": name,
        "languages": own.languages if own else list(LANGUAGES),
        "sample": bool(own and own.sample),
        "today": today.isoformat(),
        "counts": _counts(request.user, today),
        "licence": {"name": licence.NAME, "address": licence.ADDRESS, "attribution": str(pick(name, "en"))},
        "links": {one: reverse(f"api:{one}") for one in LISTS} | {"description": reverse("api:description")},
    }


def _counts(visitor: Visitor, today: date) -> dict[str, int]:
    """Five queries."""
    asked = Asked(today, today)

    def count(rows: Any, *narrowed: Any) -> int:
        return int(which(visitor, SEE, rows).filter(*narrowed).count())

    return {
        "organisations": count(Organisation.objects.all(), holding(Life.objects.all(), "organisation_id", asked)),
        "places": count(Place.objects.all(), holding(PlaceLife.objects.all(), "place_id", asked)),
        "people": count(Person.objects.known(), holding(PersonName.objects.all(), "person_id", asked)),
        "changes": count(Version.objects.known_on(None).exclude(status=Status.WITHDRAWN)),
        "sources": count(SourceVersion.objects.known_on(None)),
    }
