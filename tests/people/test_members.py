"""Who belongs to an organisation: taken in, of another kind, gone; nothing of it is public."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.rights.offices import federation, in_office, organisation

from shanyraq.journal.changes import KeyReused
from shanyraq.journal.models import Entry
from shanyraq.people.members import (
    MemberRefused,
    Named,
    Newcomer,
    Reached,
    change_kind,
    forget_contact,
    join,
    leave,
    name_anew,
    reach_by,
    take_members,
)
from shanyraq.people.models import Contact, Membership, Person, Spelling

DAY = date(2026, 3, 1)
LATER = date(2026, 5, 1)
KIM = Named("cyrillic", "Вера", "Ким", "Сергеевна")

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def taken(body: str = "branch", *names: Named, key: str | None = None, **more: Any) -> Person:
    found = take_members(by=None, organisation=organisation(body), since=DAY, newcomers=[Newcomer(names or (KIM,), **more)], key=key)
    return found[0]


def held() -> list[tuple[str, str, str, str]]:
    rows = Membership.objects.order_by("since", "pk")
    return [(row.organisation.slug, row.kind, row.since.isoformat(), row.until.isoformat() if row.until else "") for row in rows]


def test_somebody_is_taken_in() -> None:
    federation()
    person = taken("branch", KIM, Named("hangul", "베라", "김"), contacts=(Reached("phone", "+7 700 000 00 00"),))
    assert held() == [("branch", "member", "2026-03-01", "")]
    assert list(person.spellings.order_by("pk").values_list("script", "folded", "first")) == [("cyrillic", "kim vera sergevna", True), ("hangul", "김 베라", False)]
    assert list(person.contacts.values_list("kind", "value", "seen_by")) == [("phone", "+7 700 000 00 00", "board")]
    assert [(line.action, line.thing, line.summary) for line in Entry.objects.filter(action__startswith="members:")] == [
        ("members:membership:take", "registry:organisation:branch", "branch 1"),
    ]


def test_the_slug_says_nothing_of_the_person() -> None:
    federation()
    one, other = taken(), taken()
    assert one.slug != other.slug and one.slug.startswith("p-") and "kim" not in one.slug and len(one.slug) == 18


def test_many_are_taken_in_with_few_statements() -> None:
    federation()
    counted = []
    for number in (1, 300):
        with CaptureQueriesContext(connection) as asked:
            take_members(by=None, organisation=organisation("branch"), since=DAY, newcomers=[Newcomer((KIM,))] * number)
        counted.append(len([query for query in asked if "INSERT" in query["sql"]]))
    assert counted[0] == 4 and counted[1] <= 10 and Membership.objects.count() == 301


def test_all_are_taken_in_or_nobody() -> None:
    federation()
    with pytest.raises(MemberRefused, match="given name"):
        take_members(by=None, organisation=organisation("branch"), since=DAY, newcomers=[Newcomer((KIM,)), Newcomer((Named("latin", " "),))])
    assert not Person.objects.exists()


def test_what_is_sent_twice_counts_once() -> None:
    federation()
    person = taken(key="k1")
    assert take_members(by=None, organisation=organisation("branch"), since=DAY, newcomers=[Newcomer((KIM,))], key="k1") == []
    with pytest.raises(KeyReused):
        take_members(by=None, organisation=organisation("centre"), since=DAY, newcomers=[Newcomer((KIM,))], key="k1")
    assert [join(by=None, person=person, organisation=organisation("centre"), kind="volunteer", since=DAY, key="k2") for _twice in range(2)] == [True, False]
    membership = Membership.objects.get(organisation__slug="centre")
    assert [leave(by=None, membership=membership, on=LATER, key="k3") for _twice in range(2)] == [True, False]
    assert held() == [("branch", "member", "2026-03-01", ""), ("centre", "volunteer", "2026-03-01", "2026-05-01")]


@pytest.mark.parametrize(
    ("newcomer", "field"),
    [
        (Newcomer(()), "given"), (Newcomer((KIM, KIM)), "given"), (Newcomer((Named("runes", "A"),)), "given"), (Newcomer((Named("latin", "A" * 81),)), "given"),
        (Newcomer((KIM,), kind="king"), "kind"), (Newcomer((KIM,), contacts=(Reached("phone", ""),)), "contact"),
        (Newcomer((KIM,), contacts=(Reached("pigeon", "x"),)), "contact"), (Newcomer((KIM,), contacts=(Reached("phone", "1", "world"),)), "contact"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(newcomer: Newcomer, field: str) -> None:
    federation()
    with pytest.raises(MemberRefused) as refused:
        take_members(by=None, organisation=organisation("branch"), since=DAY, newcomers=[newcomer])
    assert refused.value.field == field and not Person.objects.exists()


def test_nobody_belongs_twice_on_one_day() -> None:
    federation()
    person = taken()
    branch = organisation("branch")
    with pytest.raises(MemberRefused, match="belongs to the organisation already"):
        join(by=None, person=person, organisation=branch, kind="activist", since=LATER)
    leave(by=None, membership=Membership.objects.get(), on=LATER)
    with pytest.raises(MemberRefused, match="belongs to the organisation already"):
        join(by=None, person=person, organisation=branch, kind="activist", since=date(2026, 4, 30))
    assert join(by=None, person=person, organisation=branch, kind="activist", since=LATER)
    assert held() == [("branch", "member", "2026-03-01", "2026-05-01"), ("branch", "activist", "2026-05-01", "")]


def test_another_kind_leaves_what_was_on_record() -> None:
    federation()
    taken()
    membership = Membership.objects.get()
    for wrong, day in (("member", LATER), ("king", LATER), ("volunteer", DAY)):
        with pytest.raises(MemberRefused):
            change_kind(by=None, membership=membership, kind=wrong, on=day)
    assert change_kind(by=None, membership=membership, kind="volunteer", on=LATER)
    assert held() == [("branch", "member", "2026-03-01", "2026-05-01"), ("branch", "volunteer", "2026-05-01", "")]
    with pytest.raises(MemberRefused, match="is over"):
        leave(by=None, membership=membership, on=LATER)


def test_a_membership_ends_after_it_began() -> None:
    federation()
    taken()
    with pytest.raises(MemberRefused) as refused:
        leave(by=None, membership=Membership.objects.get(), on=DAY)
    assert refused.value.field == "on" and Membership.objects.get().until is None


def test_names_and_contacts_are_written_anew() -> None:
    federation()
    person = taken()
    assert name_anew(by=None, person=person, names=[Named("latin", "Vera", "Kim")])
    assert [(one.script, one.first) for one in Spelling.objects.all()] == [("latin", True)]
    with pytest.raises(MemberRefused):
        name_anew(by=None, person=person, names=[])
    for seen_by in ("board", "self"):
        assert reach_by(by=None, person=person, contact=Reached("phone", "+7", seen_by))
    kept = Contact.objects.get()
    assert (kept.seen_by, forget_contact(by=None, contact=kept), Contact.objects.exists()) == ("self", True, False)


def test_the_journal_holds_no_name_and_no_number() -> None:
    federation()
    person = taken(contacts=(Reached("phone", "77001112233"),))
    name_anew(by=None, person=person, names=[Named("latin", "Vera", "Kim")])
    forget_contact(by=None, contact=Contact.objects.get())
    told = " ".join(f"{line.thing} {line.summary}" for line in Entry.objects.all())
    assert not [word for word in ("Ким", "Kim", "Vera", "77001112233") if word in told]


def test_the_database_keeps_it_so() -> None:
    federation()
    person, branch = taken(), organisation("branch")
    wrong: list[Any] = [
        Membership(person=person, organisation=branch, kind="member", since=LATER),
        Membership(person=person, organisation=organisation("centre"), kind="king", since=LATER),
        Membership(person=person, organisation=organisation("centre"), kind="member", since=LATER, until=LATER),
        Spelling(person=person, script="cyrillic", given="A", folded="a"), Spelling(person=person, script="latin", given="", folded="a"),
        Spelling(person=person, script="latin", given="A", folded="a", first=True), Spelling(person=person, script="runes", given="A", folded="a"),
        Contact(person=person, kind="pigeon", value="1"), Contact(person=person, kind="phone", value=""), Contact(person=person, kind="phone", value="1", seen_by="x"),
    ]  # fmt: skip
    for row in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_who_is_only_a_member_is_known_to_nobody() -> None:
    federation()
    taken()
    in_office("ann", "chair", "centre")
    assert [person.slug for person in Person.objects.all().open()] == ["ann"]


@pytest.mark.parametrize(("office", "known"), [("chair", True), ("treasurer", False), ("methodist", False)])
def test_a_member_is_known_by_an_office_that_is_public(office: str, known: bool) -> None:
    federation()
    person = taken()
    in_office(person.slug, office, "branch")
    assert Person.objects.all().open().filter(pk=person.pk).exists() is known
