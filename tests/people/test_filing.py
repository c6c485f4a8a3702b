"""Under which words a membership is filed: whatever the verbs do, what the names say."""
from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.members.members import federation, in_office, named, organisation, taken

from shanyraq.people.filing import filed_of
from shanyraq.people.members import change_kind, join, name_anew
from shanyraq.people.models import Membership, Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = date(2026, 5, 1)
VERBS: dict[str, Callable[[Person], object]] = {
    "take": lambda _person: None,
    "name": lambda person: name_anew(by=None, person=person, names=(named("Pak", "Olga"), named("박", "민수", "hangul"))),
    "kind": lambda person: change_kind(by=None, membership=Membership.objects.get(person=person), kind="volunteer", on=DAY),
    "join": lambda person: join(by=None, person=person, organisation=organisation("far"), kind="member", since=DAY),
}


@pytest.mark.parametrize("verb", VERBS)
def test_it_says_what_the_names_say(verb: str) -> None:
    federation()
    person = taken("branch", named("Kim"), named("김", "민수", "hangul"))
    VERBS[verb](person)
    said = {"kim vera\n김민수"} if verb != "name" else {"pak olga\n박민수"}
    assert {row.filed for row in Membership.objects.filter(person=person)} == said == {filed_of(person)}


def test_of_a_person_of_the_public_memory_it_says_the_public_name() -> None:
    federation()
    in_office("bob", "chair", "branch")
    person = Person.objects.get(slug="bob")
    join(by=None, person=person, organisation=organisation("branch"), kind="member", since=DAY)
    assert Membership.objects.get(person=person).filed == "bob"
