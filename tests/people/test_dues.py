"""Dues: what is asked, who paid, and receipts whose numbers have no gap."""
from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.rights.offices import federation, organisation

from shanyraq.people.dues import set_rate, settle
from shanyraq.people.members import MemberRefused, Named, Newcomer, take_members
from shanyraq.people.models import Dues, DuesRate, Membership, Receipt

DAY = date(2026, 3, 1)

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def members(number: int, body: str = "branch") -> list[Membership]:
    federation() if not Membership.objects.exists() else None
    take_members(by=None, organisation=organisation(body), since=DAY, newcomers=[Newcomer((Named("latin", "Vera"),))] * number)
    return list(Membership.objects.filter(organisation__slug=body).order_by("pk"))


def receipts() -> list[tuple[str, int, int, int, bool]]:
    rows = Receipt.objects.order_by("organisation", "year", "number")
    return [(row.organisation.slug, row.year, row.number, row.amount, row.void) for row in rows]


def asked(amount: int = 500_000, body: str = "branch", year: int = 2026) -> None:
    set_rate(by=None, organisation=organisation(body), kind="member", year=year, amount=amount)


def test_numbers_have_no_gap_in_an_organisation_and_year() -> None:
    held, other = members(3), members(1, "centre")
    asked(), asked(body="centre"), asked(year=2025)
    for membership in (*held, *other):
        settle(by=None, membership=membership, year=2026, state="paid", on=DAY)
    settle(by=None, membership=held[0], year=2025, state="paid", on=DAY)
    settle(by=None, membership=held[1], year=2025, state="paid", on=date(2027, 1, 5))
    assert sorted(receipts()) == [
        ("branch", 2026, 1, 500_000, False), ("branch", 2026, 2, 500_000, False), ("branch", 2026, 3, 500_000, False), ("branch", 2026, 4, 500_000, False),
        ("branch", 2027, 1, 500_000, False), ("centre", 2026, 1, 500_000, False),
    ]  # fmt: skip


def test_a_receipt_that_was_wrong_is_void_and_stays() -> None:
    [held] = members(1)
    asked()
    for state in ("paid", "open", "paid", "waived"):
        settle(by=None, membership=held, year=2026, state=state, on=DAY)
    assert receipts() == [("branch", 2026, 1, 500_000, True), ("branch", 2026, 2, 500_000, True)]
    assert Dues.objects.get().state == "waived"


def test_what_is_sent_twice_counts_once() -> None:
    [held] = members(1)
    asked()
    first = settle(by=None, membership=held, year=2026, state="paid", on=DAY, key="k")
    assert (first is not None, settle(by=None, membership=held, year=2026, state="paid", on=DAY, key="k")) == (True, None)
    settle(by=None, membership=held, year=2026, state="paid", on=DAY, key="k2")
    assert receipts() == [("branch", 2026, 1, 500_000, False)]


def test_another_rate_leaves_receipts_as_they_are() -> None:
    [held] = members(1)
    asked()
    settle(by=None, membership=held, year=2026, state="paid", on=DAY)
    asked(700_000)
    assert (DuesRate.objects.get().amount, Receipt.objects.get().amount) == (700_000, 500_000)
    asked(0)
    assert not DuesRate.objects.exists()


def test_what_cannot_be_is_refused() -> None:
    [held] = members(1)
    for wrong in ({"kind": "king"}, {"year": 1900}, {"amount": -1}, {"amount": 10**12}):
        with pytest.raises(MemberRefused):
            set_rate(by=None, organisation=organisation("branch"), **{"kind": "member", "year": 2026, "amount": 1, **wrong})
    for state in ("paid", "waived", "sold"):
        with pytest.raises(MemberRefused):
            settle(by=None, membership=held, year=2026, state=state, on=DAY)
    assert not Dues.objects.exists() and not DuesRate.objects.exists()


def test_the_database_keeps_it_so() -> None:
    [held] = members(1)
    asked()
    dues = settle(by=None, membership=held, year=2026, state="paid", on=DAY)
    branch = organisation("branch")
    wrong = [
        DuesRate(organisation=branch, kind="member", year=2026, amount=1, currency="KZT"), DuesRate(organisation=branch, kind="member", year=2027, amount=0, currency="KZT"),
        Dues(membership=held, year=2026, state="open", day=DAY), Dues(membership=held, year=2027, state="sold", day=DAY),
        Receipt(organisation=branch, year=2026, number=1, dues=dues, amount=1, currency="KZT", day=DAY, void=True),
        Receipt(organisation=branch, year=2026, number=2, dues=dues, amount=1, currency="KZT", day=DAY),
    ]  # fmt: skip
    for row in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
