from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.jobs import work
from tests.jobs.work import asked, real_work_off, work_off

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.jobs.changes import JobKeyReused, ask_for, forget_old, give_back, unfinished
from shanyraq.jobs.models import Job
from shanyraq.jobs.progress import Progress, held, is_held, read_progress
from shanyraq.jobs.running import KindUnknown
from shanyraq.jobs.terms import State, Step
from shanyraq.lists.apps import ListsConfig

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ListsConfig, "jobs", work.JOBS)


def died(job: Job, tries: int = 1) -> None:
    """As a worker leaves it that ended in the midst of it."""
    workers = [f"w{n}" for n in range(tries)]
    DBTaskResult.objects.filter(pk=job.task).update(status="RUNNING", started_at=timezone.now() - timedelta(minutes=1), worker_ids=workers)


def state(job: Job) -> str:
    return job.standing.state


def test_a_job_waits_is_carried_out_and_leads_to_its_result() -> None:
    job = asked("write", arguments={"name": "Айгүл"})
    assert (state(job), unfinished("lists:list:x")) == (State.WAITING, job)
    work_off()
    assert (state(job), job.standing.address, unfinished("lists:list:x")) == (State.DONE, "/en/lists/x/", None)
    assert User.objects.get().name == "Айгүл"
    assert read_progress(job.token) == Progress(Step.WRITING, 1200, 3000)


def test_how_far_it_is_as_a_share_of_the_whole() -> None:
    told = [Progress(Step.READING, 0, 1), Progress(Step.WRITING, 1500, 3000), Progress(Step.DERIVING, 9, 9), Progress(Step.DERIVING, 0, 0)]
    assert [one.percent for one in told] == [0, 22, 99, 40]


def test_what_is_refused_is_said_in_words() -> None:
    job = asked("refuse")
    work_off()
    assert (state(job), job.standing.refused) == (State.FAILED, "The list has no names.")


def test_an_error_fails_and_what_it_says_is_kept_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    job = asked("break_off")
    with caplog.at_level(logging.ERROR):
        work_off()
    task = DBTaskResult.objects.get(pk=job.task)
    assert (state(job), job.standing.refused, task.return_value, task.traceback) == (State.FAILED, "", {"broken": "ValueError"}, "")
    assert ("ValueError" in caplog.text, "telephone" in caplog.text) == (True, False)


def test_the_language_of_whoever_asked_is_active() -> None:
    assert asked("refuse").language == "en"


def test_a_kind_that_no_room_declares_cannot_be_asked_for() -> None:
    with pytest.raises(KindUnknown):
        asked("nothing")


def test_a_room_that_was_taken_out_meanwhile_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    job = asked("write")
    monkeypatch.setattr(ListsConfig, "jobs", {})
    work_off()
    assert state(job) == State.FAILED


def test_the_same_request_is_one_job() -> None:
    first = asked("write", key="k")
    assert asked("write", key="k") == first
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (1, 1)
    with pytest.raises(JobKeyReused):
        ask_for(by=None, kind="lists:list:write", thing="lists:list:y", title="", back="/", key="k")


def test_a_job_whose_process_died_is_done_again() -> None:
    job = asked("write", arguments={"name": "Айгүл"})
    died(job)
    work_off()
    assert (state(job), User.objects.count()) == (State.DONE, 1)


def test_a_job_that_somebody_is_at_is_left_to_them() -> None:
    job = asked("write")
    died(job)
    with held(job.token):
        assert (is_held(job.token), give_back(timezone.now()), state(job)) == (True, 0, State.RUNNING)
    assert (is_held(job.token), give_back(timezone.now()), state(job)) == (False, 1, State.WAITING)


def test_a_job_that_was_taken_just_now_is_given_time_to_begin() -> None:
    job = asked("write")
    DBTaskResult.objects.filter(pk=job.task).update(status="RUNNING", started_at=timezone.now(), worker_ids=["w"])
    assert give_back(timezone.now()) == 0


def test_what_ends_its_process_three_times_has_failed() -> None:
    job = asked("write")
    died(job, tries=3)
    assert (give_back(timezone.now()), state(job), unfinished("lists:list:x")) == (1, State.FAILED, None)


def test_what_was_over_thirty_days_ago_is_forgotten() -> None:
    old, new = asked("refuse"), asked("refuse")
    waiting = asked("write")
    for job, day in ((old, 1), (new, 3)):
        DBTaskResult.objects.filter(pk=job.task).update(status="SUCCESSFUL", finished_at=datetime(2026, 10, day, tzinfo=UTC))
    with held(old.token):
        pass
    assert forget_old(datetime(2026, 11, 1, tzinfo=UTC)) == 1
    assert (set(Job.objects.all()), DBTaskResult.objects.count()) == ({new, waiting}, 2)
    assert not (settings.DATA / "jobs" / old.token).exists()


def test_a_task_that_is_gone_has_failed() -> None:
    job = asked("write")
    DBTaskResult.objects.all().delete()
    assert state(job) == State.FAILED


def test_jobs_of_an_account_go_with_it() -> None:
    keeper = open_account(name="Keeper")
    asked("write", by=keeper)
    keeper.delete()
    assert Job.objects.count() == 0


def test_a_file_of_a_job_is_its_owner_s_alone() -> None:
    with held("a"):
        assert oct((settings.DATA / "jobs" / "a").stat().st_mode & 0o777) == "0o600"


@pytest.mark.postgres  # of SQLite tests/cli/test_jobs.py says it, with processes: in memory it does not wait for a lock
@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_carries_it_out() -> None:
    jobs = [asked("write", arguments={"name": f"Айгүл {n}"}) for n in range(4)]
    together, errors = Barrier(2), []

    def run() -> None:
        try:
            together.wait()
            real_work_off()
        except Exception as error:  # noqa: BLE001 (told by the test)
            errors.append(error)
        finally:
            connection.close()

    workers = [Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    tasks: list[Any] = list(DBTaskResult.objects.values_list("worker_ids", flat=True))
    assert (errors, [state(job) for job in jobs], [len(ids) for ids in tasks], User.objects.count()) == ([], [State.DONE] * 4, [1] * 4, 4)
