from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation
from tests.jobs import work
from tests.jobs.work import asked, work_off

from shanyraq.cli.main import parser
from shanyraq.cli.portable import tables
from shanyraq.jobs.models import Job
from shanyraq.lists.apps import ListsConfig

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ListsConfig, "jobs", work.JOBS)
    monkeypatch.setattr("shanyraq.cli.jobs.work_off", work_off)
    monkeypatch.setattr("signal.signal", lambda *_said: None)  # the interrupt of the tests stays theirs


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    known = parser().parse_args(["jobs", *arguments])
    assert known.run(known) == 0
    return [re.sub(r"^\S+ \S+  ", "", line) for line in capsys.readouterr().out.splitlines()]


def test_what_was_asked_for_and_how_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    asked("write", arguments={"name": "A"})
    asked("refuse")
    assert said(capsys) == ["waiting  What refuse does: Тізім", "waiting  What write does: Тізім"]
    assert said(capsys, "--run") == ["failed  What refuse does: Тізім: The list has no names.", "done  What write does: Тізім"]


def test_when_it_was_asked_for_stands_first(capsys: pytest.CaptureFixture[str]) -> None:
    asked("write")
    Job.objects.update(asked_at=datetime(2026, 10, 1, 7, 5, tzinfo=UTC))
    known = parser().parse_args(["jobs"])
    known.run(known)
    assert capsys.readouterr().out == "2026-10-01 12:05+05:00  waiting  What write does: Тізім\n"


def test_jobs_are_in_no_backup() -> None:
    assert {table.name for table in tables()} & {"jobs_job", "django_tasks_database_dbtaskresult"} == set()


def test_a_job_whose_room_is_gone_is_listed_by_its_kind(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked("write")
    monkeypatch.setattr(ListsConfig, "jobs", {})
    with translation.override("en"):
        assert said(capsys) == ["waiting  lists:list:write: Тізім"]


ASK = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "shanyraq.settings"
import django
django.setup()
from shanyraq.jobs.changes import ask_for
for n in range(12):
    ask_for(by=None, kind="lists:list:take", thing="lists:list:x", title="T", back="/en/lists/", arguments={"list": "x"})
"""


def test_of_two_workers_on_sqlite_one_carries_it_out(command: Callable[..., object], tmp_path: Path) -> None:
    command("migrate")
    env = os.environ | {"SHANYRAQ_DATA": str(tmp_path / "data")}
    env.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", ASK], env=env, check=True, timeout=60)
    workers = [subprocess.Popen([sys.executable, "-m", "shanyraq.cli.main", "jobs", "--run"], env=env, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [worker.wait(timeout=60) for worker in workers] == [0, 0]
    with sqlite3.connect(tmp_path / "data" / "shanyraq.sqlite3") as database:
        found = database.execute("SELECT status, json_array_length(worker_ids) FROM django_tasks_database_dbtaskresult").fetchall()
    database.close()
    assert found == [("SUCCESSFUL", 1)] * 12
