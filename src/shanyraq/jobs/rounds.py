"""What is done without anybody asking: each minute, and once a day. A room names its functions in its AppConfig, by their dotted names:

`each_minute`: functions of a moment, in no transaction; what must be done by one of several workers, they see to themselves.
`daily`: functions of a day where the federation is, each in a transaction of its own and by one worker alone. One that fails is taken back, and
tried again an hour later. It must bear to be called twice for a day, and for a day after others that were left out while nothing ran.
"""
from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from shanyraq.jobs.models import Round

log = logging.getLogger("shanyraq.jobs")
AGAIN: Final = timedelta(hours=1)  # after a failure


def named(declared: str) -> Iterator[str]:
    """The functions that the installed rooms name; in one string, or in a list of them."""
    for room in apps.get_app_configs():
        said = getattr(room, declared, ())
        yield from (said,) if isinstance(said, str) else said


def go_round(at: datetime, today: date) -> None:
    """Do what this minute and this day ask for; what fails stops nothing else. `today`: the day of `at` where the federation is."""
    for name in named("each_minute"):
        try:
            import_string(name)(at)
        except Exception as error:  # noqa: BLE001 (of one room; the others go on)
            _failed(name, error)
    for name in due(at, today):
        try:
            done_once(name, at, today)
        except Exception as error:  # noqa: BLE001 (of one room; the others go on)
            _failed(name, error)
            Round.objects.filter(name=name, day__lt=today).update(again=at + AGAIN)


def due(at: datetime, today: date) -> list[str]:
    """The daily functions that were not done today, and not tried within an hour."""
    names = list(dict.fromkeys(named("daily")))
    known = set(Round.objects.filter(name__in=names).values_list("name", flat=True))
    if lacking := [Round(name=name, day=date.min) for name in names if name not in known]:
        Round.objects.bulk_create(lacking, ignore_conflicts=True)
    open_today = set(Round.objects.filter(_open(at, today)).values_list("name", flat=True))
    return [name for name in names if name in open_today]


@transaction.atomic
def done_once(name: str, at: datetime, today: date) -> bool:
    """Whether it was done by this call; another worker that is at it, or has done it, is left alone."""
    mine = Round.objects.select_for_update(skip_locked=True).filter(_open(at, today), name=name).first()
    if mine is None or not Round.objects.filter(_open(at, today), pk=mine.pk).update(day=today, again=None):
        return False
    import_string(name)(today)
    return True


def _open(at: datetime, today: date) -> Q:
    return Q(Q(again=None) | Q(again__lte=at), day__lt=today)


def _failed(name: str, error: Exception) -> None:
    """Of an error its message is kept nowhere, it may hold what was typed."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)[-8:]]
    log.error("round failed: %s %s %s", name, type(error).__name__, frames)
