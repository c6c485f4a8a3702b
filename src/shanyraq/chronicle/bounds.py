"""Bounds tightened by order, before anything is derived (rule 5)."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from shanyraq.chronicle.book import Book
from shanyraq.chronicle.errors import ChangeRefused


def tighten(book: Book, changes: Iterable[int]) -> set[int]:
    """Tighten the days of these changes and of all that hangs on them; returns the changes whose days moved.

    Raises ChangeRefused where no day is left, naming both changes.
    """
    waiting = list(changes)
    moved: set[int] = set()
    while waiting:
        change = waiting.pop()
        for earlier, later, between in book.neighbours(change):
            for pk in _narrow(book, earlier, later, between):
                moved.add(pk)
                waiting.append(pk)
    book.moved |= moved
    return moved


def _narrow(book: Book, earlier: int, later: int, between: int) -> list[int]:
    book.read_changes((earlier, later))
    a, b = book.days[earlier], book.days[later]
    narrowed = []
    if b.lo < a.lo + between:
        b.lo = a.lo + between
        narrowed.append(later)
    if a.hi > b.hi - between:
        a.hi = b.hi - between
        narrowed.append(earlier)
    if a.lo > a.hi or b.lo > b.hi:
        first, second = (f"{days.slug} ({_between(days.told_lo, days.told_hi)})" for days in (a, b))
        raise ChangeRefused(f"{first} would have to come before {second}, and no day is left for that.")
    return narrowed


def _between(lo: int, hi: int) -> str:
    first, last = date.fromordinal(lo).isoformat(), date.fromordinal(hi).isoformat()
    return first if first == last else f"{first} to {last}"


def loosen(book: Book, changes: Iterable[int]) -> set[int]:
    """Give these changes their days as told, and all whose days were tightened through them; returns what was loosened."""
    waiting, loosened = list(changes), set()
    book.read_bodies_of(waiting)
    book.read_orders(waiting)
    while waiting:
        change = waiting.pop()
        if change in loosened:
            continue
        loosened.add(change)
        days = book.days[change]
        if days.tightened:
            days.lo, days.hi = days.told_lo, days.told_hi
            book.moved.add(change)
        for *pair, _ in book.neighbours(change):
            book.read_changes(pair)
            waiting += [pk for pk in pair if pk not in loosened and book.days[pk].tightened]
    return loosened
