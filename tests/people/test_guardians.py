"""Under 18 somebody stands in; from the 18th birthday on nobody does."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.rights.offices import federation, organisation

from shanyraq.accounts.changes import open_account
from shanyraq.people.about import tell
from shanyraq.people.ages import age, is_child, of_age_on
from shanyraq.people.guardians import entrust, release
from shanyraq.people.members import NONE, MemberRefused, Named, Newcomer, take_members
from shanyraq.people.models import Guardian, Membership, Person

DAY = date(2026, 3, 1)
BORN = date(2014, 5, 9)
MAJORITY = date(2032, 5, 9)

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def newcomer(given: str = "Vera", **more: Any) -> Newcomer:
    return Newcomer((Named("latin", given, "Kim"),), **more)


def taken(*newcomers: Newcomer) -> list[Person]:
    return take_members(by=None, organisation=organisation("branch"), since=DAY, newcomers=newcomers)


def standing(day: date) -> list[tuple[str, str]]:
    rows = Guardian.objects.on(day).order_by("pk")
    return [(row.child.spellings.get().given, row.guardian.spellings.get().given) for row in rows]


@pytest.mark.parametrize(("born", "day"), [(date(2008, 3, 1), date(2026, 3, 1)), (date(2008, 2, 29), date(2026, 3, 1))])
def test_of_age_on_the_birthday(born: date, day: date) -> None:
    assert of_age_on(born) == day and not is_child(born, day) and is_child(born, date(2026, 2, 28))
    assert (age(born, date(2026, 2, 28)), age(born, day)) == (17, 18)


def test_a_child_alone_is_refused() -> None:
    federation()
    with pytest.raises(MemberRefused, match="needs a guardian") as refused:
        taken(newcomer(born=BORN))
    assert refused.value.field == "guardian" and not Person.objects.filter(private=True).exists()


def test_a_child_comes_with_a_guardian_taken_in_at_once() -> None:
    federation()
    taken(newcomer("Anna"), newcomer("Vera", born=BORN, guardian=0))
    assert standing(DAY) == [("Vera", "Anna")] and Membership.objects.count() == 2


def test_a_guardian_need_be_no_member() -> None:
    federation()
    taken(newcomer("Vera", born=BORN, guardian=1), newcomer("Anna", kind=NONE))
    assert standing(DAY) == [("Vera", "Anna")] and [row.person.spellings.get().given for row in Membership.objects.all()] == ["Vera"]


def test_or_with_somebody_who_is_kept() -> None:
    federation()
    [anna] = taken(newcomer("Anna"))
    taken(newcomer("Vera", born=BORN, guardian=anna))
    assert standing(DAY) == [("Vera", "Anna")]


@pytest.mark.parametrize(("wrong", "why"), [
    ([newcomer(born=BORN, guardian=0)], "their own guardian"),
    ([newcomer(born=BORN, guardian=5)], "their own guardian"),
    ([newcomer(born=BORN, guardian=1), newcomer(born=BORN, guardian=0)], "18 or older"),
    ([newcomer(guardian=1), newcomer()], "under 18 alone"),
    ([newcomer(kind=NONE)], "one of the kinds"),
    ([newcomer(born=date(2027, 1, 1))], "day that can be one"),
    ([newcomer(languages=("Russian",))], "languages of the list"),
    ([newcomer(letters_in="xx")], "one of the list"),
])  # fmt: skip
def test_what_cannot_be_is_refused(wrong: list[Newcomer], why: str) -> None:
    federation()
    with pytest.raises(MemberRefused, match=why):
        taken(*wrong)


def test_from_the_birthday_on_nobody_stands_in() -> None:
    federation()
    taken(newcomer("Anna"), newcomer("Vera", born=BORN, guardian=0))
    assert [len(standing(day)) for day in (date(2026, 2, 28), DAY, date(2032, 5, 8), MAJORITY)] == [0, 1, 1, 0]


def test_whoever_guards_finds_the_child_by_account() -> None:
    federation()
    anna, vera = taken(newcomer("Anna"), newcomer("Vera", born=BORN, guardian=0))
    user = open_account(name="Anna", email="anna@example.org")
    Person.objects.filter(pk=anna.pk).update(account=user)
    assert [list(Person.objects.guarded_by(user, day)) for day in (DAY, MAJORITY)] == [[vera], []]


def test_another_birth_moves_the_day() -> None:
    federation()
    _anna, vera = taken(newcomer("Anna"), newcomer("Vera", born=BORN, guardian=0))
    told: dict[str, Any] = {"by": None, "person": vera, "languages": ["ko", "ru", "ko"], "letters_in": "ko", "on": DAY}
    assert tell(born=date(2014, 6, 1), **told)
    assert Guardian.objects.get().until == date(2032, 6, 1)
    vera.refresh_from_db()
    assert (vera.languages, vera.letters_in) == (["ko", "ru"], "ko")
    assert tell(born=date(2000, 6, 1), **told) and not Guardian.objects.exists()


def test_whoever_turns_out_a_child_needs_a_guardian() -> None:
    federation()
    anna, vera = taken(newcomer("Anna"), newcomer("Vera"))
    told: dict[str, Any] = {"by": None, "person": vera, "born": BORN, "languages": [], "letters_in": "", "on": DAY}
    with pytest.raises(MemberRefused, match="needs a guardian"):
        tell(**told)
    vera.refresh_from_db()
    assert vera.born is None
    assert tell(guardian=anna, **told) and standing(DAY) == [("Vera", "Anna")]


def test_the_last_guardian_stays() -> None:
    federation()
    anna, olga, vera = taken(newcomer("Anna"), newcomer("Olga"), newcomer("Vera", born=BORN, guardian=0))
    [first] = Guardian.objects.all()
    with pytest.raises(MemberRefused, match="name another one first"):
        release(guardianship=first, on=date(2026, 4, 1), by=None)
    second = entrust(child=vera, guardian=olga, on=date(2026, 4, 1), by=None)
    assert entrust(child=vera, guardian=olga, on=date(2026, 5, 1), by=None) == second
    assert release(guardianship=first, on=date(2026, 4, 1), by=None)
    assert standing(date(2026, 4, 1)) == [("Vera", "Olga")] and standing(DAY) == [("Vera", "Anna")]
    with pytest.raises(MemberRefused, match="under 18 alone"):
        entrust(child=anna, guardian=olga, on=DAY, by=None)
