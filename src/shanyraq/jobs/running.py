"""A job carried out: the function of its room is called, and what comes of it is kept as an address, or as words."""
from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.utils import translation
from django.utils.module_loading import import_string
from django_tasks import task

from shanyraq.jobs.models import Job
from shanyraq.jobs.progress import held
from shanyraq.jobs.terms import Teller

log = logging.getLogger("shanyraq.jobs")
Work = Callable[[Job, Teller], str]  # gives the address of the result; raises JobRefused


class JobRefused(Exception):
    """It cannot be done; the message says why, in the language that is active."""


class KindUnknown(LookupError):
    """A kind of job that no installed room declares."""


def kind_of(name: str) -> tuple[str, Any]:
    """(path of the function, what it does in words); raises KindUnknown."""
    for room in apps.get_app_configs():
        if name in (declared := getattr(room, "jobs", {})):
            return declared[name]  # type: ignore[no-any-return]
    raise KindUnknown(f"No room declares the job “{name}”: add it to `jobs` of the room's AppConfig.")


@task()
def carry_out(token: str) -> dict[str, str]:
    """{"address"}, {"refused": why}, or {"broken": name of the error}; of an error its message is kept nowhere, it may hold what was typed."""
    job = Job.objects.select_related("by").get(token=token)
    try:
        work: Work = import_string(kind_of(job.kind)[0])
        with held(token) as tell, translation.override(job.language):
            return {"address": work(job, tell)}
    except JobRefused as refused:
        return {"refused": str(refused)}
    except Exception as error:  # noqa: BLE001 (a job of one room must not stop those of others)
        frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)[-8:]]
        log.error("job failed: %s %s %s", job.kind, type(error).__name__, frames)  # noqa: TRY400 (without the message)
        return {"broken": type(error).__name__}
