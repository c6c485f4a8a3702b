"""The verbs of jobs: one is asked for, one that was broken off is given back, old ones are forgotten."""
from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import get_language
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from shanyraq.accounts.models import User
from shanyraq.jobs.models import Job
from shanyraq.jobs.progress import forget, is_held
from shanyraq.jobs.running import carry_out, kind_of

TOKEN_BYTES: Final = 12
KEPT: Final = timedelta(days=30)  # after its end
SETTLING: Final = timedelta(seconds=10)  # between that a worker takes a job and that it holds its file
MOST_TRIES: Final = 3
OVER: Final = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)


class JobKeyReused(ValueError):
    """A request key came back with another job."""


@transaction.atomic
def ask_for(
    *, by: User | None, kind: str, thing: str, title: str, back: str, arguments: dict[str, Any] | None = None, key: str | None = None
) -> Job:
    """A job that waits for a worker; the same `key` gives the same job. Raises KindUnknown, and JobKeyReused where the key is another job's."""
    kind_of(kind)
    known = Job.objects.filter(key=key).first() if key else None
    if known:
        if (known.kind, known.thing) != (kind, thing):
            raise JobKeyReused(f"The request key “{key}” belongs to another job; every request needs a key of its own.")
        return known
    token = secrets.token_hex(TOKEN_BYTES)
    asked = carry_out.enqueue(token)
    said = {"thing": thing, "title": title, "arguments": arguments or {}, "back": back, "language": get_language() or "kk"}
    return Job.objects.create(token=token, key=key, kind=kind, by=by, task=asked.id, **said)


def unfinished(thing: str) -> Job | None:
    """The newest job about a thing, if it is waiting or under way."""
    job = Job.objects.about(thing).first()
    return job if job and not job.standing.is_over else None


def give_back(at: datetime) -> int:
    """Let those jobs wait again whose process ended in the midst of them; one that did so three times has failed. Returns their number."""
    found = 0
    for task in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=at - SETTLING):
        [token] = task.args_kwargs["args"]
        if is_held(token):
            continue
        ended = len(task.worker_ids) >= MOST_TRIES
        said = {"status": TaskResultStatus.FAILED, "finished_at": at} if ended else {"status": TaskResultStatus.READY}
        found += DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, worker_ids=task.worker_ids).update(**said)
    return found


@transaction.atomic
def forget_old(at: datetime) -> int:
    """Forget jobs that were over thirty days ago; returns their number."""
    old = DBTaskResult.objects.filter(status__in=OVER, finished_at__lt=at - KEPT)
    jobs = Job.objects.filter(task__in=list(old.values_list("pk", flat=True)))
    tokens = list(jobs.values_list("token", flat=True))
    jobs.delete()
    old.delete()
    for token in tokens:
        forget(token)
    return len(tokens)
