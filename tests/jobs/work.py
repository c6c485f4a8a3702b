"""Work for tests of jobs: what a room would do."""
from __future__ import annotations

from datetime import date, datetime
from typing import Any
from unittest.mock import patch

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.jobs.changes import ask_for
from shanyraq.jobs.models import Job
from shanyraq.jobs.running import JobRefused
from shanyraq.jobs.terms import Step, Teller
from shanyraq.jobs.worker import work_off as real_work_off

HERE = "tests.jobs.work"
JOBS = {f"lists:list:{name}": (f"{HERE}.{name}", f"What {name} does") for name in ("write", "refuse", "break_off")}


def asked(name: str, by: User | None = None, **said: Any) -> Job:
    return ask_for(by=by, kind=f"lists:list:{name}", thing="lists:list:x", title="Тізім", back="/en/lists/", **said)


def work_off() -> None:
    """Within the transaction of a test, whose connection their worker would close as one that was left open."""
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        real_work_off()


def write(job: Job, teller: Teller) -> str:
    open_account(name=job.arguments["name"])
    teller(Step.WRITING, 1200, 3000)
    return "/en/lists/x/"


def refuse(job: Job, teller: Teller) -> str:
    del job, teller
    raise JobRefused("The list has no names.")


def break_off(job: Job, teller: Teller) -> str:
    del job, teller
    raise ValueError("a telephone that nobody should read")


called: list[datetime] = []


def tick(at: datetime) -> None:
    called.append(at)


def stumble(at: datetime) -> None:
    raise ValueError("a telephone that nobody should read")


def greet(today: date) -> None:
    open_account(name=f"Greeted {today}")


def fall(today: date) -> None:
    open_account(name="Half")
    raise ValueError("a telephone that nobody should read")
