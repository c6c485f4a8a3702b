"""Whom a remark may mean: asked on the page of an organisation, where it is not the page that tells the person."""
from __future__ import annotations

from typing import Final

from shanyraq.chronicle.models import FOREVER
from shanyraq.people.models import Holding, Person
from shanyraq.remarks.models import Remark

MOST: Final = 300


def meant(remark: Remark) -> list[str]:
    """Slugs of persons: the one whose page it was, else those of the organisation, else all who are named; at most 300."""
    kind, _colon, slug = remark.about.partition(":")
    if kind == "person":
        return [slug] if Person.objects.known().filter(slug=slug).exists() else []
    persons = Person.objects.open()
    if kind == "organisation":
        persons = persons.filter(pk__in=Holding.objects.filter(organisation__slug=slug, known_to=FOREVER).values("person"))
    return list(persons.order_by("slug").values_list("slug", flat=True)[:MOST])
