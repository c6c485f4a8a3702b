"""Cultures that organisations keep. A culture is of an organisation, never of a person."""
from __future__ import annotations

from collections import Counter
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from ninja import Query

from shanyraq.api import parameters, schemas
from shanyraq.api.bodies import head
from shanyraq.api.router import reads
from shanyraq.directory.answers import Row
from shanyraq.directory.days import Asked
from shanyraq.directory.organisation_page import texts_of
from shanyraq.directory.withheld import Veil, veil
from shanyraq.registry.models import Organisation, Trait
from shanyraq.rights import Visitor, which
from shanyraq.words.texts import pick

SEE: Final = "api:cultures:see"


@reads("/cultures", SEE, schemas.Cultures, tag="organisations")
def cultures(request: HttpRequest, days: Query[parameters.Days]) -> Row:
    """The cultures that organisations keep on a day.

    Each as it is told, by language, with the number of organisations that surely or possibly keep it.
    """
    asked = days.asked(timezone.localdate())
    counted = _counted(request.user, asked)
    hidden = veil(request.user, SEE)
    rows = [_row(value, number, asked, hidden) for value, number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
    return {**head(asked), "cultures": rows}


def _counted(visitor: Visitor, asked: Asked) -> Counter[str]:
    """How many organisations keep each; one query."""
    seen = which(visitor, SEE, Organisation.objects.all())
    kept = Trait.objects.known_on(asked.known_on).as_of(asked.day).filter(fact="culture", organisation__in=seen)
    return Counter(value for value, _pk in kept.values_list("value", "organisation_id").distinct())


def _row(value: str, number: int, asked: Asked, hidden: Veil) -> Row:
    texts = hidden.texts(texts_of(value))
    query = {"culture": str(pick(texts, "kk"))[:100]} | {name: said for name, said in (("as_of", asked.as_of), ("known_on", asked.known)) if said}
    return {"text": texts, "organisations": number, "link": f"{reverse('api:organisations')}?{urlencode(query)}"}


def values_named(name: str, asked: Asked) -> list[str]:
    """The values of threads that are this culture in any language; one query."""
    told = Trait.objects.known_on(asked.known_on).as_of(asked.day).filter(fact="culture").values_list("value", flat=True).distinct()
    return [value for value in told if name.casefold() in {text[:100].casefold() for text in texts_of(value).values()}]
