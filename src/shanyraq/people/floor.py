"""The floor of persons and offices, as the chronicle needs it."""
from __future__ import annotations

import json

from shanyraq.chronicle.floors import FLOORS, Columns, Fact, Floor
from shanyraq.chronicle.keys import Keyed
from shanyraq.people.models import Holding, Person, PersonName
from shanyraq.people.telling import is_closed, read_organisation, read_person
from shanyraq.registry.floor import organisation_id
from shanyraq.words.folding import skeletons


def person_id(slug: str) -> Keyed:
    return Keyed(Person, slug)


def _name(use: str, owner: str, _other: str, value: str) -> Columns:
    text = json.loads(value)
    return {"person_id": person_id(owner), "use": use, "text": text, "folded": skeletons(text)}


def _holding(qualifier: str, owner: str, other: str, value: str) -> Columns:
    office, _, acting = qualifier.partition("+")
    return {"organisation_id": organisation_id(owner), "person_id": person_id(other or value), "office": office, "acting": bool(acting)}


FLOOR = Floor(
    "people",
    {"name": Fact(PersonName, _name, owner="person"), "holding": Fact(Holding, _holding, handed_on=True)},
    {"organisation": read_organisation, "person": read_person},
    tables={"person": Person},
    closes=is_closed,
)


def join() -> None:
    FLOORS.add(FLOOR)
