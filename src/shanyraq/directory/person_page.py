"""What is publicly told of a person: the name, and the offices that a source names."""
from __future__ import annotations

from shanyraq.directory.days import Asked
from shanyraq.directory.names import names_of
from shanyraq.directory.organisation_page import HINGES, chronicle
from shanyraq.directory.reading import Row, read_body
from shanyraq.directory.vocabulary import word
from shanyraq.people.models import Holding, Person, PersonName


def page(person: Person, asked: Asked, language: str, number: int) -> Row:
    """What `directory/person.html` takes."""
    key = f"person:{person.slug}"
    names = list(PersonName.objects.filter(person=person).known_on(asked.known_on).select_related(*HINGES).order_by("begin_earliest", "pk"))
    holdings = Holding.objects.filter(person=person).known_on(asked.known_on).as_of(asked.day).select_related("organisation", *HINGES).order_by("pk")
    held = list(holdings)
    bodies = {f"organisation:{holding.organisation.slug}" for holding in held}
    reading = read_body(asked, language, key, page=number, periods=[*names, *held], bodies=bodies)
    ties = [reading.tie(h, f"organisation:{h.organisation.slug}", word("office", h.office)) for h in held]
    return {"key": key, **names_of(reading, key, names), "holdings": ties, **chronicle(reading, key, number)}
