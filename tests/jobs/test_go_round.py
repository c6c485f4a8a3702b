from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from tests.jobs import work

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.jobs.models import Round
from shanyraq.jobs.rounds import done_once, due, go_round, named
from shanyraq.lists.apps import ListsConfig
from shanyraq.mail.apps import MailConfig

pytestmark = [pytest.mark.django_db, pytest.mark.both]

NOON = datetime(2026, 11, 24, 7, tzinfo=UTC)
TODAY = date(2026, 11, 24)
DECLARED = {kind: [f"{work.HERE}.{name}" for name in names] for kind, names in {"each_minute": ("stumble", "tick"), "daily": ("fall", "greet")}.items()}


@pytest.fixture(autouse=True)
def _declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rooms declare is theirs; here one room alone does something."""
    for room in apps.get_app_configs():
        for kind in ("each_minute", "daily"):
            monkeypatch.setattr(room, kind, DECLARED[kind] if room.label == "lists" else [], raising=False)
    work.called.clear()


def greeted() -> int:
    return User.objects.filter(name__startswith="Greeted").count()


def test_each_minute_and_once_a_day() -> None:
    for minute in range(3):
        go_round(NOON + timedelta(minutes=minute), TODAY)
    assert (work.called, greeted()) == ([NOON + timedelta(minutes=minute) for minute in range(3)], 1)
    go_round(NOON + timedelta(days=1), TODAY + timedelta(days=1))
    assert greeted() == 2


def test_what_fails_stops_nothing_else_is_taken_back_and_tried_again_in_an_hour(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        go_round(NOON, TODAY)
    assert (User.objects.filter(name="Half").count(), greeted(), len(work.called)) == (0, 1, 1)
    assert [caplog.text.count(word) for word in (f"{work.HERE}.fall ValueError", f"{work.HERE}.stumble ValueError", "telephone")] == [1, 1, 0]
    assert [due(NOON + timedelta(minutes=minutes), TODAY) for minutes in (59, 60)] == [[], [f"{work.HERE}.fall"]]


def test_a_day_that_was_left_out_is_not_done_later() -> None:
    go_round(NOON, TODAY)
    go_round(NOON + timedelta(days=9), TODAY + timedelta(days=9))
    assert greeted() == 2


def test_a_day_that_went_back_is_not_done_again() -> None:
    go_round(NOON, TODAY)
    go_round(NOON, TODAY - timedelta(days=1))
    assert greeted() == 1


def test_what_rooms_declare_is_found_in_a_string_and_in_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ListsConfig, "tries", "a.b", raising=False)
    monkeypatch.setattr(MailConfig, "tries", ["c.d", "e.f"], raising=False)
    assert sorted(named("tries")) == ["a.b", "c.d", "e.f"]


@pytest.mark.postgres  # SQLite has one writer, and takes its lock at the begin
@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_does_it() -> None:
    open_account(name="Keeper")
    name = f"{work.HERE}.greet"
    due(NOON, TODAY)
    together: Barrier = Barrier(2)
    found: list[Any] = []

    def run() -> None:
        try:
            together.wait()
            found.append(done_once(name, NOON, TODAY))
        finally:
            connection.close()

    workers = [Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (sorted(found), greeted(), Round.objects.get(name=name).day) == ([False, True], 1, TODAY)
