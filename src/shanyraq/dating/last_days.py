"""The last day of a state and the day after it, which the chronicle keeps: a term that is told as "until 30 June" is kept as 1 July."""
from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from .edtf_date import EDTFDate, parse

PLAIN: Final = "0123456789-"


def is_plain(when: EDTFDate) -> bool:
    """Whether it is a day, a month or a year, and nothing else."""
    return bool(when.text) and set(when.text) <= set(PLAIN)


def next_day(edtf: str) -> str:
    """The day after an exact day; anything coarser stays as it is. Raises DateRefused."""
    day = _exact(edtf)
    return (day + timedelta(days=1)).isoformat() if day else edtf


def day_before(edtf: str) -> str:
    """The last day of the old state, of an exact day; anything coarser stays as it is. Raises DateRefused."""
    day = _exact(edtf)
    return (day - timedelta(days=1)).isoformat() if day and day != date.min else edtf


def is_day(edtf: str) -> bool:
    """Whether it is one exact day. Raises DateRefused."""
    return _exact(edtf) is not None


def _exact(edtf: str) -> date | None:
    when = parse(edtf)
    return when.earliest if is_plain(when) and when.earliest == when.latest else None
