"""What may mean two things, and what was understood of that which means nothing."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .refusal import DateRefused, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

WINTER = 24
MONTHS = 12

_SHORT_YEAR = re.compile(r"'?([0-9]{1,2})")
_NO_YEAR = re.compile(r"[0-9]{1,2}[./ -][0-9]{1,2}")
_SHORT_DATE = re.compile(r"[0-9]{1,2}[./-] ?[0-9]{1,2}[./-] ?[0-9]{1,2}")
_TWO_ORDERS = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")


def refuse_short(typed: str, plain: str) -> None:
    """Raise DateRefused for numbers that lack a year or its century."""
    if any(sign.isnumeric() and sign not in "0123456789" for sign in typed):
        raise DateRefused(_("“%(text)s” has digits of another script. Write them as 0 to 9.") % {"text": quoted(typed)})
    if _SHORT_YEAR.fullmatch(plain):
        raise DateRefused(_("“%(text)s” may be a year of any century. Write the year with four digits.") % {"text": quoted(typed)})
    if _NO_YEAR.fullmatch(plain) or _SHORT_DATE.fullmatch(plain):
        raise DateRefused(_("“%(text)s” has no year of four digits. Write for example 1996-04-15 or 15.04.1996.") % {"text": quoted(typed)})


def slashed(typed: str, plain: str) -> str | None:
    """The day of `15/04/1996`, which only one order allows. Raises DateRefused where both orders or none do."""
    match = _TWO_ORDERS.fullmatch(plain)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[2]), match[3]
    orders = dict.fromkeys(((first, second), (second, first)))
    days = [f"{year}-{month:02d}-{day:02d}" for day, month in orders if 1 <= month <= MONTHS and day >= 1]
    if not days:
        raise DateRefused(_("“%(text)s” is no day of the calendar. Understood was the year %(year)s.") % {"text": quoted(typed), "year": year})
    if len(days) > 1:
        raise DateRefused(_("“%(text)s” may be %(one)s or %(two)s. Write one of these.") % {"text": quoted(typed), "one": days[0], "two": days[1]})
    return days[0]


def winter(year: str, second: str | None) -> str:
    """EDTF of a winter of two years. Raises DateRefused for one year, which has two winters, and for years that do not follow."""
    following = f"{int(year) + 1:04d}"
    if second is None:
        raise DateRefused(
            _("The winter of %(year)s may be %(before)s/%(year)s or %(year)s/%(following)s. Write both years.")
            % {"year": year, "before": f"{int(year) - 1:04d}", "following": following}
        )
    if not following.endswith(second):
        raise DateRefused(_("A winter lies in two years that follow: %(year)s/%(following)s.") % {"year": year, "following": following})
    return f"{year}-{WINTER}"


def until(edtf: str) -> str:
    """Always raises DateRefused: the languages differ in whether "until" includes what it names."""
    raise DateRefused(
        _("“Until %(date)s” may or may not include it. Write “not later than %(date)s” or “before %(date)s”.") % {"date": edtf}
    )


def last_century(digits: str) -> str:
    """The century of two digits, where only the last one can be meant. Raises DateRefused."""
    if digits < "30":
        raise DateRefused(
            _("“%(digits)s” may be of 19%(digits)s or of 20%(digits)s. Write the year with four digits.") % {"digits": digits}
        )
    return "19"


def one_decade(digits: str) -> str:
    """Four digits that name a decade. Raises DateRefused where they may name a century."""
    if digits.endswith("00") and digits != "2000":
        raise DateRefused(
            _("The years from %(year)s may be ten or a hundred. Write %(decade)s or %(century)s.")
            % {"year": digits, "decade": f"{digits[:3]}X", "century": f"{digits[:2]}XX"}
        )
    return digits


def not_understood(typed: str, known: Iterable[str]) -> DateRefused:
    """The refusal of words that make no date, naming those which were understood."""
    names = list(dict.fromkeys(known))[:5]
    if names:
        return DateRefused(
            _("“%(text)s” could not be read as one date. Understood was: %(known)s. Write for example “April 1996”, “about 2006” or 1996-04-15.")
            % {"text": quoted(typed), "known": ", ".join(names)}
        )
    return DateRefused(
        _("“%(text)s” could not be read as a date; nothing in it was understood. Write for example “April 1996”, “about 2006” or 1996-04-15.")
        % {"text": quoted(typed)}
    )
