"""Work that takes longer than a page may: who asked for what, and what came of it. That it is carried out is the task's affair."""
from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from shanyraq.accounts.models import User
from shanyraq.jobs.terms import State

STATES = {TaskResultStatus.READY: State.WAITING, TaskResultStatus.RUNNING: State.RUNNING, TaskResultStatus.FAILED: State.FAILED}


class JobQuerySet(models.QuerySet["Job"]):
    def open(self) -> JobQuerySet:
        """A job is open to nobody but who asked for it."""
        return self.none()

    def asked_by(self, user: User) -> JobQuerySet:
        return self.filter(by=user)

    def about(self, thing: str) -> JobQuerySet:
        """On one thing, `room:table:key`, newest first."""
        return self.filter(thing=thing).order_by("-pk")


class Job(models.Model):
    """`kind` is the `room:thing:verb` that a room declares, `thing` the `room:table:key` it is about, `key` the request that asked for it."""

    token = models.CharField(max_length=32, unique=True)
    key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    kind = models.CharField(max_length=120)
    thing = models.CharField(max_length=200, db_index=True)
    title = models.CharField(max_length=300)  # of the thing, in whatever language it has
    arguments = models.JSONField(default=dict)
    back = models.CharField(max_length=400)  # the address to which one goes back where it failed
    language = models.CharField(max_length=8)  # of whoever asked
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Account"))
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    task = models.UUIDField(unique=True)  # of `django_tasks_db`: the only one that says how it stands

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"

    @property
    def standing(self) -> Standing:
        return Standing(DBTaskResult.objects.filter(pk=self.task).first())


class Round(models.Model):
    """When what a room does each day was done last; `again`: not before this moment, after it failed. Asked for by nobody, so no job."""

    name = models.CharField(max_length=200, unique=True)  # of the function, dotted
    day = models.DateField()
    again = models.DateTimeField(null=True)


class Standing:
    """How a job stands; a task that is gone has failed."""

    def __init__(self, task: DBTaskResult[Any, Any] | None) -> None:
        said = (task.return_value if task else None) or {}
        self.address: str = said.get("address", "")  # where the result is
        self.refused: str = said.get("refused", "")  # why it was not done, in the language of whoever asked
        broken = task is None or "broken" in said or bool(self.refused)
        self.state = State.FAILED if broken or task is None else STATES.get(TaskResultStatus(task.status), State.DONE)
        self.started_at = task.started_at if task else None

    @property
    def is_over(self) -> bool:
        return self.state in (State.DONE, State.FAILED)
