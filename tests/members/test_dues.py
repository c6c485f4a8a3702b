"""Dues on pages: the treasurer of the organisation writes down who paid, the board sees it, the member has the receipt."""
from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.members.members import client_of, federation, in_office, named, post, read, taken, with_account

from shanyraq.members.money import amount_of, said
from shanyraq.people.models import Dues, DuesRate, Membership, Receipt
from shanyraq.rights.models import Demand

QUERIES = 21

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def treasurer(slug: str = "tim", body: str = "branch") -> Any:
    Demand.objects.all().delete()  # what a second factor opens is told elsewhere
    return client_of(in_office(slug, "treasurer", body))


def this_year() -> int:
    return timezone.localdate().year


def test_the_treasurer_sets_dues_and_writes_down_who_paid() -> None:
    federation()
    person, tim = taken("branch", named("Kim")), treasurer()
    assert "asks for no dues" in read(tim, "members/dues/")
    post(tim, "members/dues/rate/", organisation="branch", year=this_year(), kind="member", amount="5 000", key="a")
    page = read(tim, "members/dues/")
    assert "Member: 5,000 ₸" in page
    assert "paid: 0 · waived: 0 · open: 1" in page and "Kim Vera" in page
    held = Membership.objects.get()
    for _twice in range(2):
        post(tim, f"members/dues/{held.pk}/", year=this_year(), state="paid", key="b")
    page = read(tim, "members/dues/")
    assert "paid: 1 · waived: 0 · open: 0" in page and "Receipt" in page and Receipt.objects.count() == 1
    paper = tim.get(f"/en/members/receipts/{Receipt.objects.get().pk}.pdf")
    assert (paper.status_code, paper["Content-Type"], paper.content[:5]) == (200, "application/pdf", b"%PDF-")
    me = client_of(with_account(person))
    assert f"{this_year()}: paid" in read(me, "my-membership/")
    assert me.get(f"/en/my-membership/receipts/{Receipt.objects.get().pk}.pdf").content == paper.content
    post(tim, f"members/dues/{held.pk}/", year=this_year(), state="open", key="c")
    assert Dues.objects.get().state == "open" and tim.get(f"/en/members/receipts/{Receipt.objects.get().pk}.pdf").status_code == 404


@pytest.mark.parametrize("typed", ["", "much", "-5", "1e5", "0.001", "5.5.5", "9" * 20, "NaN"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    federation()
    taken("branch", named("Kim"))
    page = post(treasurer(), "members/dues/rate/", 422, organisation="branch", year=this_year(), kind="member", amount=typed, key="a")
    assert "Write an amount" in page and not DuesRate.objects.exists()


@pytest.mark.parametrize(("typed", "amount"), [("5000", 500_000), ("5 000,50", 500_050), ("0", 0), ("0.05", 5)])
def test_amounts_are_read_as_people_write_them(typed: str, amount: int) -> None:
    assert amount_of(typed) == amount


def test_amounts_are_said_in_each_language() -> None:
    told = [said(500_000, "KZT", language) for language in ("kk", "ru", "ko", "en")] + [said(550, "KZT", "en"), said(500_000, "EUR", "en")]
    plain = [text.replace("\xa0", " ").replace("\u202f", " ") for text in told]
    assert plain == ["5 000 ₸", "5 000 ₸", "5,000 ₸", "5,000 ₸", "5.50 ₸", "5,000 EUR"]


@pytest.mark.parametrize(
    ("office", "body", "sees", "keeps"),
    [("chair", "centre", True, False), ("chair", "branch", True, True), ("secretary", "branch", True, False), ("treasurer", "centre", False, False), ("chair", "other", False, False)],
)  # fmt: skip
def test_whose_office_reaches_the_dues(office: str, body: str, sees: bool, keeps: bool) -> None:
    federation()
    taken("branch", named("Kim"))
    held, tim = Membership.objects.get(), treasurer()
    post(tim, "members/dues/rate/", organisation="branch", year=this_year(), kind="member", amount="5000", key="a")
    post(tim, f"members/dues/{held.pk}/", year=this_year(), state="paid", key="b")
    client = client_of(in_office("ann", office, body))
    assert ("Kim Vera" in client.get("/en/members/dues/?organisation=branch").content.decode()) is sees
    assert (client.get(f"/en/members/receipts/{Receipt.objects.get().pk}.pdf").status_code == 200) is sees
    assert client.get(f"/en/my-membership/receipts/{Receipt.objects.get().pk}.pdf").status_code == 404
    client.post(f"/en/members/dues/{held.pk}/", {"year": this_year(), "state": "open", "key": "c"})
    client.post("/en/members/dues/rate/", {"organisation": "branch", "year": this_year(), "kind": "member", "amount": "1", "key": "d"})
    assert (Dues.objects.get().state == "open", DuesRate.objects.get().amount == 100) == (keeps, keeps)


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_asks_the_same_number_of_questions(many: int) -> None:
    federation()
    tim = treasurer()
    for number in range(many):
        taken("branch", named(f"Kim{number}"))
    post(tim, "members/dues/rate/", organisation="branch", year=this_year(), kind="member", amount="5000", key="a")
    with CaptureQueriesContext(connection) as asked:
        assert f"open: {many}" in read(tim, "members/dues/")
    assert len(asked) == QUERIES
