from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from tests.lists.test_take import DAY, secretariat, slugs, taken
from tests.world import record, told

from shanyraq.chronicle.models import Version
from shanyraq.desk.lines import lines_shown
from shanyraq.directory.questions import show
from shanyraq.journal.models import Entry
from shanyraq.lists.changes import throw_away, undo
from shanyraq.lists.models import List
from shanyraq.lists.since import versions_since
from shanyraq.people.models import Holding, PersonName
from shanyraq.places.models import Name as PlaceName
from shanyraq.registry.models import Life, Name, Seat, Tie, Trait

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LATER = datetime(2026, 11, 1, 9, tzinfo=UTC)
TABLES = (Life, Name, Trait, Seat, Tie, Holding, PersonName, PlaceName)


def left() -> dict[str, int]:
    return {table.__name__: count for table in TABLES if (count := table.objects.known_on(None).count())}  # type: ignore[attr-defined]


def test_undone_as_a_whole_nothing_is_left() -> None:
    kept = secretariat()
    assert set(left()) == {table.__name__ for table in TABLES}
    assert undo(by=None, at=LATER, kept=kept) is True
    assert (left(), Version.objects.known_on(None).exclude(status="withdrawn").count()) == ({}, 0)
    assert show(slugs(kept)[0], as_of=DAY)["exists"] == "no"
    assert "Корей" not in Client().get("/kk/").content.decode()


def test_it_stays_known_that_it_was_told() -> None:
    [slug] = slugs(kept := taken("Бірлік"))
    undo(by=None, at=LATER, kept=kept)
    assert [show(slug, as_of=DAY, known_on=day)["exists"] for day in (date(2026, 10, 19), date(2026, 10, 25), date(2026, 11, 2))] == ["no", "surely", "no"]


def test_names_and_slugs_are_free_again() -> None:
    first = taken("Бірлік\tЕ\nA\tB")
    before = slugs(first)
    undo(by=None, at=LATER, kept=first)
    again = taken("Бірлік\tЕ\nA\tB")
    assert slugs(again) == before
    assert show(before[0], as_of=DAY)["exists"] == "surely"


def test_it_is_undone_once() -> None:
    kept = taken("Бірлік")
    stale = List.objects.get(pk=kept.pk)
    assert [undo(by=None, at=LATER, kept=kept), undo(by=None, at=LATER, kept=stale)] == [True, False]
    assert Entry.objects.filter(action="lists:list:undo").count() == 1


def test_what_others_recorded_on_top_is_named_and_stays() -> None:
    kept = taken("Атауы\tТөраға\nБірлік\tХан К. С.")
    record([told("moved", "renamed", "birlik", "2026-10-10", name="Жаңа Бірлік"), told("other", "founded", "other", "2000", name="Басқа")], on="2026-10-25")
    assert set(Version.objects.filter(pk__in=versions_since(kept)).values_list("change__slug", flat=True)) == {"moved"}
    undo(by=None, at=LATER, kept=kept)
    found = show("birlik", as_of=date(2026, 10, 20))
    assert ([row["text"] for row in found["names"]], found["offices"]) == ([{"und": "Жаңа Бірлік"}], [])


def test_a_change_of_the_list_that_was_corrected_since_stays_as_corrected() -> None:
    kept = taken("Бірлік\nДостық")
    own = f"{kept.source}-1"
    record([told(own, "standing", "birlik", "2026-10-01", name="Түзетілген")], on="2026-10-25")
    assert set(Version.objects.filter(pk__in=versions_since(kept)).values_list("change__slug", flat=True)) == {own}
    undo(by=None, at=LATER, kept=kept)
    assert [[row["text"] for row in show(slug, as_of=DAY)["names"]] for slug in ("birlik", "dostyq")] == [[{"und": "Түзетілген"}], []]


def test_what_was_there_before_the_list_is_there_after_it() -> None:
    record([told("begin", "founded", "unity", "1990", name="Бірлік", level="district")], on="2026-01-01")
    before = show("unity", as_of=DAY)
    kept = taken("Атауы\tДеңгейі\tТөраға\nБірлік\tоблыстық\tХан К. С.")
    assert show("unity", as_of=DAY) != before
    undo(by=None, at=LATER, kept=kept)
    assert show("unity", as_of=DAY) == before


def test_a_draft_is_thrown_away_and_a_list_that_was_taken_is_not() -> None:
    kept = taken("Бірлік")
    assert throw_away(by=None, kept=kept) is False
    draft = List.objects.create(token="x", title="x", day=DAY, lines=[[1, ["A"]]])
    assert throw_away(by=None, kept=draft) is True
    assert list(List.objects.values_list("pk", flat=True)) == [kept.pk]




def test_taking_and_undoing_stand_once_each_in_the_journal_that_is_read() -> None:
    undo(by=None, at=LATER, kept=secretariat())
    assert list(lines_shown().order_by("pk").values_list("action", flat=True)) == ["lists:list:bring", "lists:list:take", "lists:list:undo"]
