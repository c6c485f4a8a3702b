"""A job as whoever asked for it sees it: how far it is in words and as a bar, what failed, and the way back."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from shanyraq.jobs.models import Job, Standing
from shanyraq.jobs.progress import Progress, read_progress
from shanyraq.jobs.running import KindUnknown, kind_of
from shanyraq.jobs.terms import State, Step

PATIENCE: Final = timedelta(minutes=1)  # after which whoever waits is told where to ask


def page(job: Job, standing: Standing, now: datetime) -> dict[str, Any]:
    """What `site/job.html` takes, besides the frame."""
    told = read_progress(job.token) if standing.state == State.RUNNING else None
    return {
        "job": job,
        "heading": heading(job.kind),
        "failed": standing.state == State.FAILED,
        "refused": standing.refused,
        "percent": told.percent if told else 0,
        "step": told.step.label if told else _("It begins in a moment."),
        "numbers": _numbers(told) if told else "",
        "stuck": standing.state == State.WAITING and now - job.asked_at > PATIENCE,
    }


def heading(kind: str) -> str:
    try:
        return str(kind_of(kind)[1])
    except KindUnknown:
        return kind


def _numbers(told: Progress) -> str:
    done, total = (number_format(number, use_l10n=True, force_grouping=True) for number in (told.done, told.total))
    if told.step == Step.READING:
        return ""
    if told.step == Step.WRITING:
        return _("%(done)s of %(total)s rows") % {"done": done, "total": total}
    return _("%(done)s of %(total)s facts") % {"done": done, "total": total}
