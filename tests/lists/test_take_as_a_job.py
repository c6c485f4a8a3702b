"""A long list is taken and undone by a job, with a page that says how far it is; a short one at once."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.directory.reading_pages import heading
from tests.jobs.work import work_off
from tests.lists.test_pages import bring, keeper, page  # noqa: F401 (a fixture)
from tests.lists.test_take import brought
from tests.world import record, told

from shanyraq.chronicle.models import Version
from shanyraq.jobs.models import Job
from shanyraq.jobs.terms import Step
from shanyraq.journal.models import Entry
from shanyraq.lists.changes import take, undo
from shanyraq.lists.models import List
from shanyraq.lists.works import AT_ONCE

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def names(count: int) -> str:
    return "Атауы\n" + "\n".join(f"Бірлестік {n}" for n in range(count))


LONG = names(AT_ONCE)  # with the headings one line more


def test_a_long_list_is_taken_by_a_job(keeper: Client) -> None:  # noqa: F811
    url = bring(keeper, LONG)
    asked = keeper.post(f"{url}take/", {"key": "k"})["Location"]
    assert (asked, Version.objects.count()) == (f"/en/jobs/{Job.objects.get().token}/", 0)
    assert heading(page(keeper, asked)) == "Taking a list"
    work_off()
    assert (keeper.get(asked).status_code, keeper.get(asked)["Location"]) == (303, url)
    assert heading(page(keeper, url)) == "The list is in the register"
    assert Entry.objects.get(action="lists:list:take").user == Job.objects.get().by


def test_a_short_list_is_taken_at_once(keeper: Client) -> None:  # noqa: F811
    url = bring(keeper, names(AT_ONCE - 1))
    assert (keeper.post(f"{url}take/")["Location"], Job.objects.count()) == (url, 0)


def test_while_it_is_under_way_every_page_of_the_list_leads_to_it(keeper: Client) -> None:  # noqa: F811
    url = bring(keeper, LONG)
    asked = keeper.post(f"{url}take/", {"key": "k"})["Location"]
    assert [keeper.get(url)["Location"], keeper.post(f"{url}drop/")["Location"]] == [asked] * 2
    assert [keeper.post(f"{url}{verb}/", {"column-0": "note"})["Location"] for verb in ("take", "look")] == [url] * 2
    assert (Job.objects.count(), List.objects.get().columns) == (1, {})


def test_the_same_request_is_one_job(keeper: Client) -> None:  # noqa: F811
    url = bring(keeper, LONG)
    asked = keeper.post(f"{url}take/", {"key": "k"})["Location"]
    work_off()
    other = bring(keeper, f"{LONG}\nТағы")
    assert keeper.post(f"{other}take/", {"key": "k"})["Location"] == other
    assert (keeper.post(f"{url}take/", {"key": "k"})["Location"], Job.objects.count()) == (url, 1)
    assert keeper.get(asked).status_code == 303


def test_what_is_refused_is_said_and_the_list_can_be_corrected(keeper: Client) -> None:  # noqa: F811
    url = bring(keeper, LONG)
    keeper.post(f"{url}look/", {"column-0": "note"})
    asked = keeper.post(f"{url}take/", {"key": "k"})["Location"]
    work_off()
    assert "Nothing was taken. No column tells the names of the associations" in page(keeper, asked)
    keeper.post(f"{url}look/", {"column-0": "name"})
    keeper.post(f"{url}take/", {"key": "l"})
    work_off()
    assert heading(page(keeper, url)) == "The list is in the register"


def test_a_draft_that_was_thrown_away_meanwhile(keeper: Client) -> None:  # noqa: F811
    asked = keeper.post(f"{bring(keeper, LONG)}take/", {"key": "k"})["Location"]
    List.objects.all().delete()
    work_off()
    assert "This draft was thrown away meanwhile." in page(keeper, asked)


def test_a_long_list_is_undone_by_a_job(keeper: Client) -> None:  # noqa: F811
    url = bring(keeper, LONG)
    keeper.post(f"{url}take/", {"key": "k"})
    work_off()
    asked = keeper.post(f"{url}undo/", {"key": "l"})["Location"]
    assert heading(page(keeper, asked)) == "Undoing a list"
    assert keeper.get(f"{url}undo/")["Location"] == asked
    work_off()
    assert (keeper.get(asked)["Location"], heading(page(keeper, url))) == (url, "The list was undone")
    assert keeper.post(f"{url}undo/", {"key": "m"})["Location"] == url


def steps_of(act: Callable[..., object], kept: List) -> list[tuple[Step, int, int]]:
    said: list[tuple[Step, int, int]] = []
    act(by=None, at=timezone.now(), kept=kept, teller=lambda *told: said.append(told))
    return said


def test_it_tells_how_far_it_is_in_rows_then_in_facts() -> None:
    kept = brought(names(600))
    for act in (take, undo):
        said = steps_of(act, kept)
        assert said[:3] == [(Step.READING, 0, 1), (Step.WRITING, 499 if act is take else 500, 600), (Step.WRITING, 600, 600)]
        assert {step for step, _done, _total in said[3:]} == {Step.DERIVING}
        assert [done for _step, done, _total in said[3:]] == sorted(done for _step, done, _total in said[3:])
        assert said[-1][1] == said[-1][2]


@pytest.mark.parametrize("count", [30, 90])
def test_undoing_asks_the_database_no_more_of_a_longer_list(count: int) -> None:
    kept = brought("Атауы\tАудан\tТөраға\n" + "\n".join(f"Бірлестік {n}\tАудан{n % 3} ауданы\tТөраға{n} К. С." for n in range(count)))
    take(by=None, at=timezone.now(), kept=kept)
    with CaptureQueriesContext(connection) as queries:
        undo(by=None, at=timezone.now(), kept=kept)
    told_alone = [query for query in queries if "chronicle_telling" in query["sql"] and query["sql"].startswith("SELECT")]
    assert len(told_alone) == 6


def test_what_was_there_before_is_not_doubled_by_a_job_that_is_done_again(keeper: Client) -> None:  # noqa: F811
    record([told("begin", "founded", "unity", "1990", name="Бірлестік 1")], on="2026-01-01")
    url = bring(keeper, LONG)
    keeper.post(f"{url}take/", {"key": "k"})
    kept: Any = List.objects.get()
    take(by=None, at=timezone.now(), kept=kept)  # as a worker that died before it could say so
    work_off()
    assert Entry.objects.filter(action="lists:list:take").count() == 1
    assert keeper.get(f"/en/jobs/{Job.objects.get().token}/")["Location"] == url
