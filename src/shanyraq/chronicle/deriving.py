"""Deriving: from what one moment of recording touches to the periods that are believed from then on."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Q

from shanyraq.chronicle.believing import believed_ends
from shanyraq.chronicle.book import Book, chunks
from shanyraq.chronicle.bounds import loosen, tighten
from shanyraq.chronicle.floors import FLOORS, life_thread, slug_of
from shanyraq.chronicle.lives import Span, Told
from shanyraq.chronicle.models import Event, Order
from shanyraq.chronicle.steps import FIRST, LAST, Do
from shanyraq.chronicle.terms import Passing, Role
from shanyraq.chronicle.threads import weave
from shanyraq.chronicle.worlds import Period

MOST_ROUNDS: Final = 50


@dataclass(slots=True)
class Touched:
    """What one moment of recording touches."""

    changes: set[int] = field(default_factory=set)
    corrected: set[int] = field(default_factory=set)
    loosened: set[int] = field(default_factory=set)  # given their days as told again
    bodies: set[str] = field(default_factory=set)
    reshaped: set[str] = field(default_factory=set)
    threads: set[str] = field(default_factory=set)


Writer = Callable[[dict[str, list[Period]]], None]


def derive(book: Book, touched: Touched, write: Writer) -> None:
    """Tighten, weave what is touched until no order is left to find, and hand the periods of each thread to `write`.

    Raises ChangeRefused where what was told leaves no world.
    """
    touched.reshaped |= _lives_changed(book, touched.bodies - touched.reshaped)
    _drop_found_order(book, touched)
    _loosen_reshaped(book, touched)
    moved = set(touched.loosened)
    for chunk in chunks(sorted(touched.changes | touched.loosened)):
        book.clear_if_large()
        book.read_bodies_of(chunk)
        book.read_orders(chunk)
        moved |= tighten(book, chunk)
    threads = touched.threads
    threads |= _threads_of_bodies(book, touched.reshaped)
    threads |= _hanging_on(book, moved, touched)
    for _ in range(MOST_ROUNDS):
        _add_heirs(book, threads)
        moved = _weave(book, threads, write)
        if not moved:
            break
        threads = _hanging_on(book, moved, touched)
    _write_lives(book, touched.bodies, write)
    book.write_days()
    book.write_lives()


def _lives_changed(book: Book, bodies: set[str]) -> set[str]:
    """Those of the bodies that begin or end by other changes than is believed: an old paper may undo a begin that only a registration gave."""
    found: set[str] = set()
    for chunk in chunks(sorted(body for body in bodies if FLOORS.life_model(body))):
        book.clear_if_large()
        book.read_bodies(chunk)
        held = believed_ends([life_thread(body) for body in chunk])
        for body in chunk:
            ends = {(span.begin.change if span.begin else None, span.end.change if span.end else None) for span in book.lives_of(body)}
            found |= {body} if held.get(life_thread(body), ends) != ends else set()
    return found


def _drop_found_order(book: Book, touched: Touched) -> None:
    """Order that the touched threads had shown is found anew."""
    for chunk in chunks(sorted(touched.threads)):
        rows = Order.objects.filter(thread__in=chunk)
        changes = {pk for pair in rows.values_list("earlier_id", "later_id") for pk in pair}
        if changes:
            book.read_changes(changes)
            touched.loosened |= loosen(book, changes)
            rows.delete()
            book.orders.clear()


def _loosen_reshaped(book: Book, touched: Touched) -> None:
    for chunk in chunks(sorted(touched.reshaped)):
        book.clear_if_large()
        book.read_bodies(chunk)
        changes = {told.change for body in chunk for told in book.told[body]}
        tight = {pk for pk in changes if book.days[pk].tightened}
        touched.changes |= changes
        touched.loosened |= loosen(book, tight)


def _hanging_on(book: Book, moved: set[int], touched: Touched) -> set[str]:
    """Threads that hang on these changes, whose days moved: their own, and those of bodies that begin or end by them."""
    threads: set[str] = set()
    for chunk in chunks(sorted(moved)):
        book.clear_if_large()
        book.read_bodies_of(chunk)
        threads |= book.threads_changed_by(chunk)
        bodies = {body for pk in chunk for body in book.bodies[pk]}
        touched.bodies |= bodies
        ended = {body for body in bodies for span in book.lives_of(body) for t in (span.begin, span.end) if t and t.change in moved}
        threads |= _threads_of_bodies(book, ended)
    return threads


def _threads_of_bodies(book: Book, bodies: Iterable[str]) -> set[str]:
    """Threads in which a body is owner, other or value, and those of bodies to which it is heir."""
    seen = set(bodies)
    waiting = sorted(seen)
    threads: set[str] = set()
    while waiting:
        fresh: set[str] = set()
        for chunk in chunks(waiting):
            book.clear_if_large()
            book.read_bodies(chunk)
            fresh |= {old for body in chunk for old, _ in book.heirs[body]} - seen
            threads |= set(Event.objects.filter(Q(owner__in=chunk) | Q(other__in=chunk)).values_list("thread", flat=True))
        seen |= fresh
        waiting = sorted(fresh)
    return threads


def _add_heirs(book: Book, threads: set[str]) -> None:
    """Add to these threads all to which they hand over."""
    waiting = sorted(threads)
    while waiting:
        fresh: set[str] = set()
        for chunk in chunks(waiting):
            book.clear_if_large()
            book.read_bodies({FLOORS.owner(t) for t in chunk} | {FLOORS.other(t) for t in chunk})
            going = _going(chunk)
            fresh |= {heir for thread in chunk for heir in (*_handed(book, thread), *going[thread])} - threads
        threads |= fresh
        waiting = sorted(fresh)


def _handed(book: Book, thread: str) -> Iterator[str]:
    fact = FLOORS.fact(thread)
    floor, name, owner, *other = thread.split(":")
    if fact.handed_on:
        yield from (":".join((floor, name, heir, *other)) for heir in _heirs(book, FLOORS.owner(thread), (Passing.ALL,)) if [heir] != other)
    if fact.handed_down and fact.pair:
        yield from (f"{floor}:{name}:{owner}:{heir}" for heir in _heirs(book, FLOORS.other(thread), (Passing.ALL, Passing.BELOW)) if heir != owner)


def _going(threads: Iterable[str]) -> dict[str, list[str]]:
    """Of each thread of a pair, those that take it over because a change names the tie."""
    found: dict[str, list[str]] = defaultdict(list)
    for chunk in chunks(sorted({FLOORS.owner(thread) for thread in threads if FLOORS.fact(thread).pair})):
        for thread, value in Event.objects.filter(owner__in=chunk, do=Do.INHERIT).values_list("thread", "value"):
            found[f"{thread.rpartition(':')[0]}:{value}"].append(thread)
    return found


def _heirs(book: Book, body: str, passing: tuple[Passing, ...]) -> list[str]:
    return [slug_of(t.heir) for t in book.told.get(body, []) if t.role is Role.ENDS and t.passing in passing and t.heir]


def _weave(book: Book, threads: set[str], write: Writer) -> set[int]:
    """Weave the threads and write their periods; returns the changes whose days the order found in them moved."""
    moved: set[int] = set()
    for chunk in chunks(sorted(threads)):
        book.clear_if_large()
        _read_all(book, chunk)
        woven = {thread: weave(book, thread) for thread in chunk}
        write({thread: one.periods for thread, one in woven.items()})
        found = {(a, b, thread) for thread, one in woven.items() for a, b in one.forced}
        moved |= _add_order(book, found)
    return moved


def _read_all(book: Book, threads: list[str]) -> None:
    """What weaving these threads takes, read at once: their bodies, too, and the changes by which these begin and end."""
    book.read_threads(threads)
    bodies = _bodies(book, threads)
    book.read_bodies(bodies)
    shaping = {t.change for body in bodies for span in book.lives_of(body) for t in (span.begin, span.end) if t}
    book.read_bodies_of(shaping)
    book.read_orders(shaping)


def _bodies(book: Book, threads: list[str]) -> set[str]:
    """The bodies of these threads, and those that are or were their values."""
    found = {body for thread in threads for body in (FLOORS.owner(thread), FLOORS.other(thread))}
    for thread in threads:
        fact = FLOORS.fact(thread)
        if fact.kind and not fact.pair:
            found |= {f"{fact.kind}:{value}" for event in book.events[thread] for value in (event.value, event.was) if value}
    return found - {""}


def _add_order(book: Book, found: set[tuple[int, int, str]]) -> set[int]:
    book.read_orders({pk for a, b, _ in found for pk in (a, b)})
    fresh = [row for row in sorted(found) if row not in book.orders[row[0]]]
    if not fresh:
        return set()
    Order.objects.bulk_create([Order(earlier_id=a, later_id=b, thread=thread) for a, b, thread in fresh], ignore_conflicts=True)
    for row in fresh:
        book.add_order(row)
    return tighten(book, {pk for a, b, _ in fresh for pk in (a, b)})


# ---- existence


def _write_lives(book: Book, bodies: Iterable[str], write: Writer) -> None:
    for chunk in chunks(sorted(body for body in bodies if FLOORS.life_model(body))):
        book.clear_if_large()
        book.read_bodies(chunk)
        write({life_thread(body): list(existence(book, body)) for body in chunk})


def existence(book: Book, body: str) -> Iterator[Period]:
    """A period for each life (rule 12): from its begin, or "by then"; to its end, or after the last sighting only possibly."""
    for number, span in enumerate(book.lives_of(body)):
        told = [t for t in book.told[body] if t.life == number]
        begin_lo, begin_hi = _begin(book, span, told)
        begin = span.begin.change if span.begin else None
        if span.end:
            end = book.days[span.end.change]
            if begin_lo < end.hi:
                yield Period("", begin_lo, min(begin_hi, end.hi), end.lo, end.hi, begin, span.end.change)
        elif all(t.role is Role.SEEN for t in told):
            last = max(book.days[t.change].lo for t in told) + 1
            yield Period("", begin_lo, begin_hi, last, LAST, None, None)
        else:
            yield Period("", begin_lo, begin_hi, LAST, LAST, begin, None)


def _begin(book: Book, span: Span, told: list[Told]) -> tuple[int, int]:
    if span.begin:
        days = book.days[span.begin.change]
        return days.lo, days.hi
    by_then = min(book.days[t.change].hi - (t.role in (Role.TELLS, Role.ENDS)) for t in told)
    return span.begin_lo, max(FIRST, by_then if span.begin_hi is None else min(by_then, span.begin_hi))
