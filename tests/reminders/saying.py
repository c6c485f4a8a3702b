"""A room that has something to say, for tests of reminders."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from shanyraq.reminders.models import Reminder
from shanyraq.reminders.terms import Words

REMINDS = {f"lists:{name}": f"tests.reminders.saying.{name}" for name in ("cake", "fall")}


def cake(reminders: Sequence[Reminder], language: str) -> Mapping[int, Words]:
    """Of the cake that was eaten nothing is said."""
    return {one.pk: Words(f"Cake ({language})", "There is cake.", "/kk/cake/") for one in reminders if not one.about.endswith(":eaten")}


def fall(reminders: Sequence[Reminder], language: str) -> Mapping[int, Words]:
    raise ValueError("a name that nobody should read")
