"""Taking and undoing: at once where a list is short, as a job with a page of its own where it is long."""
from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.tomlfile import ChronicleFaults
from shanyraq.jobs import changes as jobs
from shanyraq.jobs.models import Job
from shanyraq.jobs.running import JobRefused
from shanyraq.jobs.terms import Teller, tell_nobody
from shanyraq.lists import changes
from shanyraq.lists.models import List

AT_ONCE: Final = 60  # rows; more of them would let a browser wait without a word


def is_long(kept: List) -> bool:
    return len(kept.lines) > AT_ONCE


def under_way(kept: List) -> Job | None:
    """The job that takes or undoes it, if there is one that is not over."""
    return jobs.unfinished(_thing(kept)) if is_long(kept) else None


def ask_for(*, by: User | None, kind: str, kept: List, key: str | None) -> Job:
    """Raises JobKeyReused."""
    back = reverse("lists:list", args=[kept.token])
    return jobs.ask_for(by=by, kind=kind, thing=_thing(kept), title=kept.title, back=back, arguments={"list": kept.token}, key=key)


def take(job: Job, teller: Teller) -> str:
    kept = _kept(job)
    take_now(by=job.by, kept=kept, teller=teller)
    return reverse("lists:list", args=[kept.token])


def undo(job: Job, teller: Teller) -> str:
    kept = _kept(job)
    undo_now(by=job.by, kept=kept, teller=teller)
    return reverse("lists:list", args=[kept.token])


def take_now(*, by: User | None, kept: List, teller: Teller = tell_nobody) -> None:
    """Raises JobRefused."""
    try:
        changes.take(by=by, at=timezone.now(), kept=kept, teller=teller)
    except (changes.ListRefused, ChangeRefused, ChronicleFaults) as refused:
        raise JobRefused(_("Nothing was taken. %(why)s") % {"why": str(refused).split("\n")[0]}) from None


def undo_now(*, by: User | None, kept: List, teller: Teller = tell_nobody) -> None:
    """Raises JobRefused."""
    try:
        changes.undo(by=by, at=timezone.now(), kept=kept, teller=teller)
    except (changes.ListRefused, ChangeRefused) as refused:
        raise JobRefused(_("Nothing was undone. %(why)s") % {"why": refused}) from None


def _kept(job: Job) -> List:
    kept = List.objects.filter(token=job.arguments["list"]).first()
    if kept is None:
        raise JobRefused(_("This draft was thrown away meanwhile."))
    return kept


def _thing(kept: List) -> str:
    return f"lists:list:{kept.token}"
