"""Ages by the day: who is a child on it."""
from __future__ import annotations

from datetime import date

from shanyraq.people.terms import OF_AGE


def of_age_on(born: date) -> date:
    """The day of the 18th birthday; of somebody born on a 29 February the first of March, as long as that year has no such day."""
    try:
        return born.replace(year=born.year + OF_AGE)
    except ValueError:
        return date(born.year + OF_AGE, 3, 1)


def is_child(born: date | None, day: date) -> bool:
    """Of whom no birth is kept, nobody says so."""
    return born is not None and day < of_age_on(born)


def age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
