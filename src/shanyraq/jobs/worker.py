"""Who carries jobs out: a process beside the server. How a job is taken by exactly one of several, `django_tasks_db` knows."""
from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import Final

from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from shanyraq.jobs.changes import forget_old, give_back
from shanyraq.jobs.rounds import go_round

PAUSE: Final = 1.0  # seconds between two looks
ROUND: Final = 60.0  # seconds between two rounds
TIDYING: Final = 3600.0  # seconds between two times


def work_off() -> None:
    """Carry out what waits, until nothing does."""
    give_back(timezone.now())
    if DBTaskResult.objects.ready().exists():  # the worker locks the database to look; that is for when there is something
        _worker().run()


def work_on(goes_on: Callable[[], bool]) -> None:
    """Carry out what is asked for, and what nobody has to ask for, as long as it `goes_on`; a database that does not answer is waited for."""
    went, tidied = -ROUND, -TIDYING
    while goes_on():
        try:
            work_off()
            if time.monotonic() - went > ROUND:
                went = time.monotonic()
                go_round(timezone.now(), timezone.localdate())
            if time.monotonic() - tidied > TIDYING:
                forget_old(timezone.now())
                tidied = time.monotonic()
        except OperationalError:
            close_old_connections()
        time.sleep(PAUSE)


def _worker() -> Worker:
    return Worker(
        queue_names=["*"], excluded_queue_names=[], interval=PAUSE, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=secrets.token_hex(8),
    )  # fmt: skip
