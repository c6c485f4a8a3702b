"""From parts to days: the calendar, seasons, and what "about" and "uncertain" widen."""
from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .library import years
from .refusal import DateRefused, quoted

if TYPE_CHECKING:
    from .shapes import Part

FIRST = date(1, 1, 1)
LAST = date(9998, 12, 31)
Span = tuple[date, date]

_STRENGTH = {"~": 1, "?": 1, "%": 2}
# first month counted from January, and length in months: ISO 8601-2 sub-year groupings; winter runs into the next year
_DIVISIONS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip


def plain(year: int, month: int, day: int) -> Span:
    """First and last day of a year, a month (day 0) or a day; month 0 is the whole year. Raises DateRefused."""
    if not FIRST.year <= year <= LAST.year:
        raise DateRefused(_("The year %(year)04d is not taken. Years run from 0001 to 9998.") % {"year": year})
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    length = monthrange(year, month)[1]
    if not day:
        return date(year, month, 1), date(year, month, length)
    if day > length:
        raise DateRefused(
            _("The day %(day)02d does not exist in %(year)04d-%(month)02d, which has %(length)d days.")
            % {"day": day, "year": year, "month": month, "length": length}
        )
    return date(year, month, day), date(year, month, day)


def bare(part: Part) -> Span:
    """First and last day of a part, its marks left aside. Raises DateRefused."""
    if "X" in part.year or part.digits:
        first, last = years(part.year + part.digits)
        return date(max(first, FIRST.year), 1, 1), date(min(last, LAST.year), 12, 31)
    year = int(part.year)
    plain(year, 0, 0)
    if part.month in ("", "XX"):
        return plain(year, 0, 0)
    if "X" in part.month:
        return _masked_months(year, part.month)
    if int(part.month) in _DIVISIONS:
        return _division(year, int(part.month))
    return _in_month(part, year)


def widened(part: Part) -> Span:
    """First and last day of a part: each mark widens by one unit of the part at which it stands, `%` by two; clamped to FIRST..LAST."""
    first, last = bare(part)
    months = days = 0
    for place, mark in part.marks:
        unit, of_days = _unit(part, place)
        months += 0 if of_days else unit * _STRENGTH[mark]
        days += unit * _STRENGTH[mark] if of_days else 0
    if part.day in ("", "XX"):
        return _shifted(first, -months), _last_shifted(last, months)
    return _by_days(_shifted(first, -months), -days), _by_days(_shifted(last, months), days)


def _in_month(part: Part, year: int) -> Span:
    month = int(part.month)
    if not 1 <= month <= 12:  # noqa: PLR2004
        raise DateRefused(
            _("“%(month)s” is neither a month (01 to 12) nor a season (21 to 24), a quarter (33 to 36) or a half (40, 41) of the year %(year)s.")
            % {"month": part.month, "year": part.year}
        )
    if "X" in part.day and part.day != "XX":
        return _masked_days(year, month, part.day)
    if part.day == "00":
        raise DateRefused(_("The day 00 does not exist; days begin with 01. Understood was %(known)s.") % {"known": f"{part.year}-{part.month}"})
    return plain(year, month, int(part.day) if part.day.isdigit() else 0)


def _masked_months(year: int, month: str) -> Span:
    first, last = (10, 12) if month[0] == "1" else (1, 9)
    return plain(year, first, 0)[0], plain(year, last, 0)[1]


def _masked_days(year: int, month: int, day: str) -> Span:
    first = max(1, int(day[0]) * 10)
    last = min(int(day[0]) * 10 + 9, monthrange(year, month)[1])
    return plain(year, month, first)[0], plain(year, month, max(first, last))[1]


def _division(year: int, code: int) -> Span:
    month, length = _DIVISIONS[code]
    first = date(year, month, 1)
    return first, _last_shifted(first, length - 1)


def _unit(part: Part, place: str) -> tuple[int, bool]:
    """The length of the unit at a place, in days (True) or months; an unknown part takes the unit of the one before."""
    if place == "day" and part.day != "XX":
        return 1, True
    if place != "year" and part.month != "XX":
        return _DIVISIONS.get(int(part.month), (0, 1))[1], False
    return 12 * 10 ** part.year.count("X"), False


def _shifted(day: date, months: int) -> date:
    """A day so many months off, at the month's end where that month is shorter; clamped."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < FIRST.year:
        return FIRST
    if year > LAST.year:
        return LAST
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _last_shifted(last: date, months: int) -> date:
    """The last day of the month so many months off."""
    day = _shifted(last, months)
    return day.replace(day=monthrange(day.year, day.month)[1])


def _by_days(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, FIRST.toordinal()), LAST.toordinal()))


def reversed_pair(first: str, last: str) -> DateRefused:
    return DateRefused(
        _("The end %(last)s lies before the begin %(first)s. Write the earlier one first.") % {"first": quoted(first), "last": quoted(last)}
    )
