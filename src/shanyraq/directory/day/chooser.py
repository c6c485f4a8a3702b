"""The chooser of a day: years one tap away, the year before and after, the change before and after."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Max, Min, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.chronicle.models import OPEN_FUTURE, OPEN_PAST, Version
from shanyraq.chronicle.prepared import prepared, summed
from shanyraq.chronicle.terms import Act, Status
from shanyraq.dating.sentences import say_day
from shanyraq.directory.days import Asked
from shanyraq.directory.versions import SIGHTINGS, shown
from shanyraq.registry.models import Life

Row = dict[str, Any]
STEP_YEARS: Final = 5


def day_form(asked: Asked, kept: Mapping[str, str] | None = None) -> Row:
    """What `site/parts/day.html` takes, with years one tap away from the first that is told of to this one; two queries.

    `kept` are parameters of the page besides the day, which all its links carry on.
    """
    more = {name: text for name, text in (kept or {}).items() if text}
    [(told,)] = _first(asked.known_on)
    steps = [_step(asked, year, more) for year in years_between(told, asked.today)] if told else []
    today = {"url": _today(asked, more), "text": _("today"), "current": not asked.is_past}
    return {
        "id": "as-of",
        "value": asked.as_of,
        "known_on": asked.known,
        "kept": [{"name": name, "value": text} for name, text in more.items()],
        "steps": [*steps, today] if told else [],
        "first": told.year if told else 0,
        "last": asked.today.year,
        "near": _near(asked, more) if told else [],
    }


@prepared
def _first(known_on: date | None) -> QuerySet[Life, tuple[date | None]]:
    return summed(Life.objects.known_on(known_on).exclude(begin_latest=OPEN_PAST), first=Min("begin_latest"))


def years_between(first: date, today: date) -> list[int]:
    """A dozen round years or fewer, the first not later than what is told first."""
    step = next(step for step in (STEP_YEARS, 10, 20, 50, 100, 200, 500, 1000) if (today.year - first.year) // step < 12)  # noqa: PLR2004
    return list(range(first.year // step * step, today.year, step))


def _step(asked: Asked, year: int, more: Mapping[str, str]) -> Row:
    return {"url": _on(asked, f"{year:04d}", more), "text": str(year), "current": asked.is_past and asked.day == date(year, 12, 31)}


def _on(asked: Asked, as_of: str, more: Mapping[str, str]) -> str:
    return f"{asked.on(as_of)}&{urlencode(more)}" if more else asked.on(as_of)


def _today(asked: Asked, more: Mapping[str, str]) -> str:
    if asked.known:
        return _on(asked, asked.today.isoformat(), more)
    return f"?{urlencode(more)}"


def _near(asked: Asked, more: Mapping[str, str]) -> list[Row]:
    """The year before and after, and the days by which the change before and the change after were done."""
    [(before, after)] = _changes(asked.day, asked.today, asked.known_on)
    links = [
        (_("Year before"), _year(asked, -1)),
        (_("Change before"), before),
        (_("Change after"), after),
        (_("Year after"), _year(asked, 1)),
    ]
    language = get_language() or "kk"
    return [{"label": label, "text": _said(day, asked, language), "url": _to(asked, day, more)} for label, day in links if day]


def _said(day: date, asked: Asked, language: str) -> str:
    return _("today") if day == asked.today else str(day.year) if (day.month, day.day) == (12, 31) else say_day(day, language)


def _to(asked: Asked, day: date, more: Mapping[str, str]) -> str:
    if day == asked.today:
        return _today(asked, more)
    return _on(asked, f"{day.year:04d}" if (day.month, day.day) == (12, 31) else day.isoformat(), more)


def _year(asked: Asked, by: int) -> date | None:
    """The last day of the year before or after; that of this year is today."""
    year = asked.day.year + by
    if (by < 0 and year >= asked.today.year) or (by > 0 and year == asked.today.year):
        return asked.today
    return date(year, 12, 31) if 1 <= year < asked.today.year else None


@prepared
def _changes(day: date, today: date, known_on: date | None) -> QuerySet[Version, tuple[date | None, date | None]]:
    """The nearest days before and after this one on which a change was surely done; sightings are none."""
    done = shown(known_on).filter(status=Status.DONE).exclude(act__in=(*SIGHTINGS, Act.ANNOUNCED)).exclude(change__latest=OPEN_FUTURE)
    return summed(
        done,
        before=Max("change__latest", filter=Q(change__latest__lt=day)),
        after=Min("change__latest", filter=Q(change__latest__gt=day, change__latest__lte=today)),
    )
