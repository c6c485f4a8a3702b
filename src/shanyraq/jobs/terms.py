"""Words of jobs: how they stand, what happens in one, and how a verb tells it."""
from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class Step(TextChoices):
    READING = "reading", _("What is there is read.")
    WRITING = "writing", _("The rows are written down.")
    DERIVING = "deriving", _("What follows from them is worked out.")


SHARES: Final = {Step.READING: (0, 5), Step.WRITING: (5, 40), Step.DERIVING: (40, 99)}  # of the whole, in percent: from, to

Teller: TypeAlias = Callable[[Step, int, int], None]  # the step, how much of it is done, of how much


def tell_nobody(step: Step, done: int, total: int) -> None:
    """For work that nobody watches."""
