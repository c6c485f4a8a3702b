"""What is publicly told of a person: the name, and the offices that a source names."""
from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from shanyraq.chronicle.prepared import prepared
from shanyraq.directory.days import Asked
from shanyraq.directory.names import names_of
from shanyraq.directory.organisation_page import HINGES, chronicle
from shanyraq.directory.reading import Row, read_body
from shanyraq.directory.vocabulary import office_label
from shanyraq.people.models import Holding, Person, PersonName


def page(person: Person, asked: Asked, language: str, number: int) -> Row:
    """What `directory/person.html` takes."""
    key = f"person:{person.slug}"
    names, held = _names(person.pk, asked.known_on), _holdings(person.pk, asked.day, asked.known_on)
    bodies = {f"organisation:{holding.organisation.slug}" for holding in held}
    reading = read_body(asked, language, key, page=number, periods=[*names, *held], bodies=bodies)
    ties = [reading.tie(h, f"organisation:{h.organisation.slug}", office_label(h.office, acting=h.acting)) for h in held]
    return {"key": key, **names_of(reading, key, names), "holdings": ties, **chronicle(reading, key, number)}


@prepared
def _names(pk: int, known: date | None) -> QuerySet[PersonName]:
    return PersonName.objects.filter(person_id=pk).known_on(known).select_related(*HINGES).order_by("begin_earliest", "pk")


@prepared
def _holdings(pk: int, day: date, known: date | None) -> QuerySet[Holding]:
    return Holding.objects.open().filter(person_id=pk).known_on(known).as_of(day).select_related("organisation", *HINGES).order_by("pk")
