"""What is certain of one fact on a day."""
from __future__ import annotations

from datetime import date

from .terms import Certainty

OPEN_PAST = date(1, 1, 1)
OPEN_FUTURE = date(9999, 12, 31)


def certainty(begin_earliest: date, begin_latest: date, end_earliest: date, end_latest: date, day: date) -> Certainty:
    """The answer for a fact that began and ended within these days; ends are exclusive, open sides are OPEN_PAST and OPEN_FUTURE."""
    if begin_latest <= day < end_earliest:
        return Certainty.SURELY
    if day < begin_earliest or day >= end_latest:
        return Certainty.NO
    return Certainty.POSSIBLY
