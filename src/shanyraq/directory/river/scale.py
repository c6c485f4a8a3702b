"""Days as places along the picture."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from shanyraq.chronicle.models import OPEN_FUTURE, OPEN_PAST

STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
SHORTEST: Final = 10  # years that a river shows at least, where nobody chose


@dataclass(frozen=True, slots=True)
class Scale:
    """From `first` at `start` to `last` at `end`, in units of the picture; what lies outside is at the edge."""

    first: date
    last: date
    start: float
    end: float

    def at(self, day: date) -> float:
        inside = min(max(day, self.first), self.last)
        share = (inside - self.first).days / max(1, (self.last - self.first).days)
        return self.start + share * (self.end - self.start)

    def shows(self, day: date) -> bool:
        return self.first <= day <= self.last

    def ticks(self, most: int) -> list[int]:
        """Round years, so many at most."""
        years = self.last.year - self.first.year
        step = next((step for step in STEPS if years // step < most), STEPS[-1])
        begin = -(-self.first.year // step) * step
        return [year for year in range(max(1, begin), self.last.year + 1, step) if self.shows(date(year, 1, 1))]


def bounds(days: Iterable[date], today: date, *, first: int | None, last: int | None) -> tuple[date, date]:
    """From the first day that is told to the last, today at least; or the years that were chosen."""
    told = [day for day in days if day not in (OPEN_PAST, OPEN_FUTURE)]
    begin = date(first, 1, 1) if first else date(min([*(day.year for day in told), today.year - SHORTEST]), 1, 1)
    chosen = date(last, 12, 31) if last and last != today.year else today
    end = chosen if last else max([today, *told])
    return begin, max(end, date(min(begin.year + 1, OPEN_FUTURE.year), 1, 1))
