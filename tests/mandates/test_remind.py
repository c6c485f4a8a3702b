"""Both are reminded of a hand-over; whoever is in office is told who steps in."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.mandates.test_hand_over import DAY, handed, on, read
from tests.mandates.test_pages import client_of, day, post
from tests.rights.offices import federation, in_office
from tests.world import record, told

from shanyraq.journal.models import Entry
from shanyraq.mail.models import Letter
from shanyraq.mandates.reminding import foretell
from shanyraq.reminders.models import Reminder
from shanyraq.reminders.running import run_due

pytestmark = [pytest.mark.django_db, pytest.mark.both]

BEFORE = DAY - timedelta(days=14)


def at(today: date) -> datetime:
    return datetime(today.year, today.month, today.day, 7, tzinfo=UTC)


def letters() -> list[tuple[str, str]]:
    return list(Letter.objects.order_by("pk").values_list("receiver", "text"))


def test_a_fortnight_before_and_on_the_day_a_letter_goes_to_both(monkeypatch: pytest.MonkeyPatch) -> None:
    handed(monkeypatch, BEFORE)
    foretell(BEFORE - timedelta(days=1))
    assert not Reminder.objects.exists()
    for today in (BEFORE, BEFORE + timedelta(days=1)):
        foretell(today)
        run_due(at(today))
    old, new = (text for _to, text in letters())
    assert [to for to, _text in letters()] == ["ann@example.org", "bob@example.org"]
    assert [name in old for name in ("2026 ж. 30 маусым", "2026 ж. 1 шілде", "Bob", "/kk/my-offices/hand-over/centre/chair/2026-07-01/")] == [True] * 4
    assert [name in new for name in ("2026 ж. 1 шілде", "Ann", "/kk/my-offices/hand-over/centre/chair/2026-07-01/")] == [True] * 3
    for today in (DAY, DAY + timedelta(days=1)):
        foretell(today)
        run_due(at(today))
    assert [to for to, _text in letters()[2:]] == ["ann@example.org", "bob@example.org"]
    assert ["hand-over/" in text for _to, text in letters()[2:]] == [False, True]


def test_what_is_recorded_late_is_told_within_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    handed(monkeypatch)
    foretell(DAY + timedelta(days=8))
    assert not Reminder.objects.exists()
    foretell(DAY + timedelta(days=7))
    assert [one.day for one in Reminder.objects.all()] == [DAY, DAY]


def test_it_stands_among_ones_own_offices_until_it_is_put_away(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, bob = handed(monkeypatch, BEFORE)
    foretell(BEFORE)
    assert "To be thought of Hand-over: chair, Centre" in read(ann, "my-offices/")
    pk = Reminder.objects.get(person__slug="ann", day=BEFORE).pk
    post(client_of(bob), f"my-offices/reminders/{pk}/away/", 404)
    post(client_of(ann), f"my-offices/reminders/{pk}/away/", key="k")
    assert ("To be thought of" in read(ann, "my-offices/"), "To be thought of" in read(bob, "my-offices/")) == (False, True)
    assert Entry.objects.filter(action="reminders:reminder:end", user=ann).count() == 1


def test_a_day_that_was_corrected_is_told_of_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, _bob = handed(monkeypatch, BEFORE)
    foretell(BEFORE)
    record(told("bob-appointed", "appointed", "centre", "2026-09-01", office="chair", person="bob"), on="2026-01-05")
    assert "To be thought of" not in read(ann, "my-offices/")
    assert (run_due(at(BEFORE)), letters()) == (0, [])


def test_whoever_holds_an_office_there_is_told_who_steps_in() -> None:
    federation()
    ann = client_of(in_office("ann", "chair", "centre"))
    board, old = in_office("mem", "board_member", "branch"), in_office("old", "secretary", "branch", until="2021")
    post(ann, "step-in/", organisation="branch", reason="The chair has moved away", until=day(3), key="k")
    post(ann, "step-in/", organisation="branch", reason="The chair has moved away", until=day(3), key="k")
    assert [one.person.slug for one in Reminder.objects.select_related("person")] == ["mem"]
    page = read(board, "my-offices/")
    assert "Ann steps in for Branch" in page and "The reason given: The chair has moved away" in page
    assert "steps in" not in read(old, "my-offices/")
    post(ann, f"step-in/{Reminder.objects.get().about.rpartition(':')[2]}/back/")
    assert "steps in" not in read(board, "my-offices/")


@pytest.mark.parametrize("many", [1, 9])
def test_what_both_are_told_asks_the_same_number_of_questions(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    on(monkeypatch, BEFORE)
    federation()
    ann = in_office("ann", "chair", "centre")
    record([told(f"b{n}", "founded", f"b{n}", "2003", name={"en": str(n)}, branch_of="centre") for n in range(many)], on="2026-01-03")
    record([told(f"ann-{n}", "appointed", f"b{n}", "2021", office="chair", person="ann", until=DAY.isoformat()) for n in range(many)], on="2026-01-04")
    with CaptureQueriesContext(connection) as asked:
        foretell(BEFORE)
    assert (len(asked), Reminder.objects.filter(person__account=ann).count()) == (5, 2 * many)
