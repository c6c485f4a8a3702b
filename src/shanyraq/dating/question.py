"""The day that a question is put for."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .refusal import DateRefused, quoted
from .spans import plain

if TYPE_CHECKING:
    from datetime import date

_DAY = re.compile("([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")


def day(text: str, *, today: date) -> date:
    """The day of `YYYY-MM-DD`, the last day of `YYYY-MM` or `YYYY`; nothing else, no blank either. Raises DateRefused.

    `today` is only named as an example to whoever is refused.
    """
    match = _DAY.fullmatch(text)
    if match is None:
        raise DateRefused(
            _("“%(text)s” is not a day that can be asked for. Write a day, a month or a year: %(day)s, %(month)s or %(year)s.")
            % {"text": quoted(text), "day": today.isoformat(), "month": f"{today:%Y-%m}", "year": f"{today:%Y}"}
        )
    year, month, day_of_month = (int(number or 0) for number in match.groups())
    return plain(year, month, day_of_month)[1]
