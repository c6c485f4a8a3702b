"""The verbs of reminders. Who asked for what stands in the journal by the verb that calls these."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from shanyraq.accounts.models import User
from shanyraq.journal.changes import write
from shanyraq.people.models import Person
from shanyraq.reminders.models import Reminder
from shanyraq.reminders.terms import KEPT


def remind(*, about: str, day: date, whom: User | Person) -> None:
    """Let somebody be reminded once, of `room:table:key`, from that day on; the same again is nothing new."""
    remind_all(about=about, day=day, whom=[whom])


def remind_all(*, about: str, day: date, whom: Iterable[User | Person]) -> None:
    """As `remind`, of many; who is among them twice is reminded once."""
    remind_many(asked=[(about, day, one) for one in whom])


@transaction.atomic
def remind_many(*, asked: Iterable[tuple[str, date, User | Person]]) -> None:
    """As `remind`, of many things: what about, the day, whom."""
    rows = [Reminder(about=about, day=day, **_receiver(one)) for about, day, one in asked]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def done(*, about: str, at: datetime, whom: User | Person | None = None, by: User | None = None, key: str | None = None) -> int:
    """Nobody, or only this one, is reminded of a thing any more; gives the number of reminders that ended."""
    if not write(by=by, action="reminders:reminder:end", thing=about, key=key):
        return 0
    rows = Reminder.objects.filter(about=about, done=None)
    if isinstance(whom, User):
        rows = rows.of(whom)
    elif whom is not None:
        rows = rows.filter(person=whom)
    return rows.update(done=at)


def forget(today: date) -> int:
    """Those whose day was more than a year ago are gone; gives their number."""
    return Reminder.objects.filter(day__lt=today - KEPT).delete()[0]


def _receiver(whom: User | Person) -> dict[str, User | Person]:
    return {"account": whom} if isinstance(whom, User) else {"person": whom}
