from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.utils import IntegrityError
from tests.reminders.saying import REMINDS
from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.journal.models import Entry
from shanyraq.mail.models import Letter
from shanyraq.people.consents import give, withdraw
from shanyraq.people.models import Contact, Person
from shanyraq.people.seeds import seed as seed_texts
from shanyraq.reminders.changes import done, forget, remind, remind_all
from shanyraq.reminders.models import Reminder
from shanyraq.reminders.running import run_due, send_one
from shanyraq.reminders.telling import shown

pytestmark = [pytest.mark.django_db, pytest.mark.both]

DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 7, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 1, tzinfo=UTC)  # six in the morning where the federation is


@pytest.fixture(autouse=True)
def _declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apps.get_app_config("lists"), "reminds", REMINDS, raising=False)


def somebody(name: str = "ann", email: str | None = "ann@example.org") -> User:
    return open_account(name=name, email=email)


def person(slug: str = "bob") -> Person:
    record(told(f"{slug}-named", "standing", f"person:{slug}", "2010", name={"en": slug}))
    return Person.objects.get(slug=slug)


def letters() -> list[tuple[str, str]]:
    return list(Letter.objects.order_by("pk").values_list("receiver", "subject"))


def test_on_its_day_a_letter_goes_out_once_and_the_page_says_it() -> None:
    ann = somebody()
    remind(about="lists:cake:a", day=DAY, whom=ann)
    assert (run_due(NOON - timedelta(days=1)), letters(), shown(ann, DAY - timedelta(days=1), "en")) == (0, [], [])
    assert (run_due(NOON), run_due(NOON), letters()) == (1, 0, [("ann@example.org", "Cake (kk)")])
    [row] = shown(ann, DAY, "ru")
    assert (row["subject"], row["text"], row["path"]) == ("Cake (ru)", "There is cake.", "/kk/cake/")


def test_the_letter_leads_to_the_page() -> None:
    remind(about="lists:cake:a", day=DAY, whom=somebody())
    run_due(NOON)
    assert "There is cake.\n\nhttp://localhost:8000/kk/cake/\n" in Letter.objects.get().text


def test_nobody_is_woken() -> None:
    remind(about="lists:cake:a", day=DAY, whom=somebody())
    assert (run_due(NIGHT), run_due(NIGHT + timedelta(hours=1))) == (0, 1)


def test_the_same_again_is_nothing_new() -> None:
    ann, bob = somebody(), person()
    for _twice in range(2):
        remind_all(about="lists:cake:a", day=DAY, whom=[ann, ann, bob, bob])
    remind(about="lists:cake:a", day=DAY + timedelta(days=1), whom=ann)
    assert Reminder.objects.count() == 3


def test_who_has_no_address_sees_it_all_the_same() -> None:
    bob, carl = person("bob"), person("carl")
    ann = somebody(email=None)
    Person.objects.filter(pk=bob.pk).update(account=ann)
    remind_all(about="lists:cake:a", day=DAY, whom=[bob, carl])
    assert (run_due(NOON), letters(), len(shown(ann, DAY, "en"))) == (2, [], 1)


@pytest.mark.parametrize(("active", "sent"), [(True, ["ann@example.org"]), (False, [])])
def test_of_a_person_the_account_is_written_to(active: bool, sent: list[str]) -> None:
    bob = person()
    Person.objects.filter(pk=bob.pk).update(account=somebody())
    User.objects.update(is_active=active)
    remind(about="lists:cake:a", day=DAY, whom=bob)
    run_due(NOON)
    assert [to for to, _subject in letters()] == sent


def test_who_has_no_account_is_written_to_in_the_language_of_their_letters() -> None:
    bob = person()
    Person.objects.filter(pk=bob.pk).update(letters_in="ru")
    Contact.objects.create(person=bob, kind="email", value="bob@example.org")
    remind(about="lists:cake:a", day=DAY, whom=bob)
    run_due(NOON)
    assert letters() == [("bob@example.org", "Cake (ru)")]


@pytest.mark.parametrize(("seen_by", "sent"), [("self", []), ("board", ["bob@example.org"]), ("members", ["bob@example.org"])])
def test_an_address_that_a_member_keeps_to_oneself_is_not_written_to(seen_by: str, sent: list[str]) -> None:
    bob = person()
    Contact.objects.create(person=bob, kind="email", value="bob@example.org", seen_by=seen_by)
    remind(about="lists:cake:a", day=DAY, whom=bob)
    run_due(NOON)
    assert [to for to, _subject in letters()] == sent


@pytest.mark.parametrize(("account", "sent"), [(False, []), (True, ["ann@example.org"])])
def test_whoever_withdrew_is_written_to_by_the_address_they_sign_in_with_alone(account: bool, sent: list[str]) -> None:
    seed_texts()
    bob = person()
    give(person=bob, purpose="data", on=DAY, by=None, how="paper")
    withdraw(person=bob, purpose="data", on=DAY, by=None)
    Contact.objects.create(person=bob, kind="email", value="bob@example.org")
    Person.objects.filter(pk=bob.pk).update(account=somebody() if account else None)
    remind(about="lists:cake:a", day=DAY, whom=bob)
    run_due(NOON)
    assert [to for to, _subject in letters()] == sent


def test_an_address_that_is_none_takes_nothing_from_the_page() -> None:
    bob = person()
    Contact.objects.create(person=bob, kind="email", value="bob at home")
    remind(about="lists:cake:a", day=DAY, whom=bob)
    assert (run_due(NOON), letters(), Reminder.objects.get().sent) == (1, [], NOON)


def test_what_came_to_nothing_is_said_to_nobody() -> None:
    ann = somebody()
    remind_all(about="lists:cake:eaten", day=DAY, whom=[ann])
    remind_all(about="words:nothing:a", day=DAY, whom=[ann])
    assert (shown(ann, DAY, "en"), run_due(NOON), letters()) == ([], 0, [])
    assert set(Reminder.objects.values_list("sent", "done")) == {(None, NOON)}


def test_one_that_fails_stops_no_other_and_is_tried_again() -> None:
    ann = somebody()
    remind(about="lists:fall:a", day=DAY, whom=ann)
    remind(about="lists:cake:a", day=DAY, whom=ann)
    assert (run_due(NOON), len(letters())) == (1, 1)
    fallen = Reminder.objects.get(about="lists:fall:a")
    assert (fallen.sent, fallen.again) == (None, NOON + timedelta(hours=1))
    assert [Reminder.objects.due(DAY, NOON + timedelta(minutes=minutes)).count() for minutes in (59, 60)] == [0, 1]


def test_what_is_done_is_said_no_more_and_the_journal_says_who() -> None:
    ann, eve = somebody(), somebody("eve", "eve@example.org")
    remind_all(about="lists:cake:a", day=DAY, whom=[ann, eve])
    assert done(about="lists:cake:a", at=NOON, whom=ann, by=ann, key="k") == 1
    assert done(about="lists:cake:a", at=NOON, whom=ann, by=ann, key="k") == 0
    assert (shown(ann, DAY, "en"), len(shown(eve, DAY, "en")), run_due(NOON), len(letters())) == ([], 1, 1, 1)
    assert list(Entry.objects.filter(key="k").values_list("user", "action", "thing", "summary")) == [(ann.pk, "reminders:reminder:end", "lists:cake:a", "")]
    assert done(about="lists:cake:a", at=NOON) == 1
    assert shown(eve, DAY, "en") == []


def test_of_a_person_only_theirs_ends() -> None:
    bob, carl = person("bob"), person("carl")
    remind_all(about="lists:cake:a", day=DAY, whom=[bob, carl])
    assert (done(about="lists:cake:a", at=NOON, whom=bob), Reminder.objects.get(done=None).person) == (1, carl)


def test_after_a_year_it_is_forgotten() -> None:
    ann = somebody()
    for days in (401, 400):
        remind(about="lists:cake:a", day=DAY - timedelta(days=days), whom=ann)
    assert (forget(DAY), Reminder.objects.count()) == (1, 1)


def test_it_is_for_exactly_one() -> None:
    with pytest.raises(IntegrityError, match="reminders_reminder_whom"):
        Reminder.objects.create(about="lists:cake:a", day=DAY)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_sends_it() -> None:
    remind(about="lists:cake:a", day=DAY, whom=somebody())
    reminder, together = Reminder.objects.get(), Barrier(2)
    found: list[Any] = []

    def run() -> None:
        try:
            together.wait()
            found.append(send_one(reminder, NOON))
        finally:
            connection.close()

    workers = [Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (sorted(found), Letter.objects.count()) == ([False, True], 1)
