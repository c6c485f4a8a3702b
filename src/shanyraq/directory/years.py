"""When something was, in words: the day of a change, the years of a fact."""
from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from shanyraq.chronicle.models import OPEN_FUTURE, OPEN_PAST, Period
from shanyraq.dating.last_days import day_before
from shanyraq.dating.refusal import DateRefused
from shanyraq.dating.sentences import say
from shanyraq.directory.versions import SIGHTINGS, Told

ONE_POINT: Final = re.compile("[0-9X~?%-]+")


def edtf_between(earliest: date, latest: date) -> str:
    """EDTF of some day from `earliest` to `latest`, as coarse as both allow; open sides are those of the chronicle; empty for both."""
    if earliest == OPEN_PAST:
        return "" if latest == OPEN_FUTURE else f"../{_last(latest)}"
    if latest == OPEN_FUTURE:
        return f"[{_first(earliest)}..]"
    if earliest == latest:
        return earliest.isoformat()
    first, last = _first(earliest), _last(latest)
    if earliest.year == latest.year:
        size = max(len(first), len(last))
        first, last = earliest.isoformat()[:size], latest.isoformat()[:size]
    return first if first == last else f"{first}/{last}"


def _first(day: date) -> str:
    """The day, month or year that begins on this day."""
    return f"{day.year:04d}" if (day.month, day.day) == (1, 1) else f"{day.year:04d}-{day.month:02d}" if day.day == 1 else day.isoformat()


def _last(day: date) -> str:
    """The day, month or year that ends on this day."""
    if (day.month, day.day) == (12, 31):
        return f"{day.year:04d}"
    return f"{day.year:04d}-{day.month:02d}" if day.day == monthrange(day.year, day.month)[1] else day.isoformat()


def date_of(told: Told) -> str:
    """The date of a change as told, else as far as it is bounded: EDTF, empty where nothing is known."""
    return told.preferred.date or edtf_between(*told.days)


def side(change: int | None, earliest: date, latest: date, told: Mapping[int, Told]) -> str:
    """EDTF of a begin or an end: the date of the change on which it hangs, if that is an act with a date; else the days between which it lies."""
    one = told.get(change) if change else None
    if one and one.preferred.date and one.act not in SIGHTINGS:
        return one.preferred.date
    return edtf_between(earliest, latest)


def years(period: Period, told: Mapping[int, Told], language: str) -> str:
    """From when to when a fact holds, in words; empty where nothing is known of either. A term that was told ends with its last day."""
    begin = side(period.begin_change_id, period.begin_earliest, period.begin_latest, told) if period.begin_latest != OPEN_FUTURE else ""
    end = _end(period, told) if period.end_latest != OPEN_FUTURE else ""
    if end:
        return f"{say(begin, language) if begin else ''} – {say(end, language)}".strip()
    return _since(begin, language) if begin else ""


def _end(period: Period, told: Mapping[int, Told]) -> str:
    """EDTF of an end; of what ends by itself the last day, as it was told."""
    end = side(period.end_change_id, period.end_earliest, period.end_latest, told)
    by_itself = period.end_change_id is None and any(one.value().get("until") == end for one in told.values())
    return day_before(end) if by_itself else end


def _since(begin: str, language: str) -> str:
    if ONE_POINT.fullmatch(begin):
        try:
            return say(f"{begin}/..", language)
        except DateRefused:
            pass
    said = say(begin, language)
    return said if begin.endswith(("..", "..]")) else _("begun: %(when)s") % {"when": said}
