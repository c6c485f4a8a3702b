"""Deriving: from what one moment of recording touches to the periods that are believed from then on."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from shanyraq.chronicle.book import Book, chunks
from shanyraq.chronicle.bounds import loosen, tighten
from shanyraq.chronicle.floors import FLOORS, life_thread, slug_of
from shanyraq.chronicle.lives import Span, Told
from shanyraq.chronicle.models import FOREVER, Event, Order
from shanyraq.chronicle.models import Period as PeriodRow
from shanyraq.chronicle.terms import Passing, Role
from shanyraq.chronicle.threads import weave
from shanyraq.chronicle.worlds import FIRST, LAST, Period

MOST_ROUNDS: Final = 50


@dataclass(slots=True)
class Touched:
    """What one moment of recording touches."""

    changes: set[int] = field(default_factory=set)
    corrected: set[int] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    reshaped: set[str] = field(default_factory=set)
    threads: set[str] = field(default_factory=set)


def derive(book: Book, touched: Touched, moment: datetime) -> None:
    """Tighten, weave what is touched until no order is left to find, and write what is believed from `moment` on.

    Raises ChangeRefused where what was told leaves no world.
    """
    _drop_found_order(book, touched)
    _loosen_reshaped(book, touched)
    moved = set()
    for chunk in chunks(sorted(touched.changes)):
        book.read_bodies_of(chunk)
        moved |= tighten(book, chunk)
    threads = touched.threads | _threads_of_bodies(book, touched.reshaped)
    threads |= _hanging_on(book, moved, touched)
    for _ in range(MOST_ROUNDS):
        moved = _weave(book, _with_heirs(book, threads), moment)
        if not moved:
            break
        threads = _hanging_on(book, moved, touched)
    _write_lives(book, touched.bodies, moment)
    book.write_days()
    book.write_lives()


def _drop_found_order(book: Book, touched: Touched) -> None:
    """Order that the touched threads had shown is found anew."""
    for chunk in chunks(sorted(touched.threads)):
        rows = Order.objects.filter(thread__in=chunk)
        changes = {pk for pair in rows.values_list("earlier_id", "later_id") for pk in pair}
        if changes:
            book.read_changes(changes)
            touched.changes |= loosen(book, changes)
            rows.delete()
            book.orders.clear()


def _loosen_reshaped(book: Book, touched: Touched) -> None:
    for chunk in chunks(sorted(touched.reshaped)):
        book.read_bodies(chunk)
        changes = {told.change for body in chunk for told in book.told[body]}
        tight = {pk for pk in changes if book.days[pk].tightened}
        touched.changes |= changes | (loosen(book, tight) if tight else set())


def _hanging_on(book: Book, moved: set[int], touched: Touched) -> set[str]:
    """Threads that hang on these changes, whose days moved: their own, and those of bodies that begin or end by them."""
    threads: set[str] = set()
    for chunk in chunks(sorted(moved)):
        book.read_bodies_of(chunk)
        threads |= book.threads_changed_by(chunk)
        bodies = {body for pk in chunk for body, _ in book.bodies[pk]}
        touched.bodies |= bodies
        ended = {body for body in bodies for span in book.lives_of(body) for t in (span.begin, span.end) if t and t.change in moved}
        threads |= _threads_of_bodies(book, ended)
    return threads


def _threads_of_bodies(book: Book, bodies: Iterable[str]) -> set[str]:
    """Threads in which a body is owner, other or value, and those of bodies to which it is heir."""
    front, seen = set(bodies), set[str]()
    while front:
        seen |= front
        book.read_bodies(front)
        front = {old for body in front for old, _ in book.heirs[body]} - seen
    threads: set[str] = set()
    for chunk in chunks(sorted(seen)):
        threads |= set(Event.objects.filter(Q(owner__in=chunk) | Q(other__in=chunk)).values_list("thread", flat=True))
    return threads


def _with_heirs(book: Book, threads: set[str]) -> set[str]:
    """These threads and all to which they hand over."""
    found, front = set(threads), set(threads)
    while front:
        book.read_bodies({FLOORS.owner(t) for t in front} | {FLOORS.other(t) for t in front})
        front = {heir for thread in front for heir in _handed(book, thread)} - found
        found |= front
    return found


def _handed(book: Book, thread: str) -> Iterator[str]:
    fact = FLOORS.fact(thread)
    floor, name, owner, *other = thread.split(":")
    if fact.handed_on:
        for heir in _heirs(book, FLOORS.owner(thread), (Passing.ALL,)):
            yield ":".join((floor, name, heir, *other))
    if fact.handed_down and fact.pair:
        for heir in _heirs(book, FLOORS.other(thread), (Passing.ALL, Passing.BELOW)):
            yield ":".join((floor, name, owner, heir))
    if fact.pair:
        going = Event.objects.filter(thread__startswith=f"{floor}:{name}:{owner}:", do="inherit", value=other[0])
        yield from going.values_list("thread", flat=True)


def _heirs(book: Book, body: str, passing: tuple[Passing, ...]) -> list[str]:
    return [slug_of(t.heir) for t in book.told.get(body, []) if t.role is Role.ENDS and t.passing in passing and t.heir]


def _weave(book: Book, threads: set[str], moment: datetime) -> set[int]:
    """Weave the threads and write their periods; returns the changes whose days the order found in them moved."""
    moved: set[int] = set()
    for chunk in chunks(sorted(threads)):
        book.clear_if_large()
        book.read_threads(chunk)
        woven = {thread: weave(book, thread) for thread in chunk}
        _write({thread: one.periods for thread, one in woven.items()}, moment)
        found = {(a, b, thread) for thread, one in woven.items() for a, b in one.forced}
        moved |= _add_order(book, found)
    return moved


def _add_order(book: Book, found: set[tuple[int, int, str]]) -> set[int]:
    book.read_orders({pk for a, b, _ in found for pk in (a, b)})
    fresh = [row for row in sorted(found) if row not in book.orders[row[0]]]
    if not fresh:
        return set()
    Order.objects.bulk_create([Order(earlier_id=a, later_id=b, thread=thread) for a, b, thread in fresh], ignore_conflicts=True)
    for row in fresh:
        book.orders[row[0]].add(row)
        book.orders[row[1]].add(row)
    return tighten(book, {pk for a, b, _ in fresh for pk in (a, b)})


# ---- existence


def _write_lives(book: Book, bodies: Iterable[str], moment: datetime) -> None:
    for chunk in chunks(sorted(body for body in bodies if FLOORS.life_model(body))):
        book.read_bodies(chunk)
        _write({life_thread(body): list(existence(book, body)) for body in chunk}, moment)


def existence(book: Book, body: str) -> Iterator[Period]:
    """A period for each life (rule 12): from its begin, or "by then"; to its end, or after the last sighting only possibly."""
    for number, span in enumerate(book.lives_of(body)):
        told = [t for t in book.told[body] if t.life == number]
        begin_lo, begin_hi = _begin(book, span, told)
        if span.end:
            end = book.days[span.end.change]
            if begin_lo < end.hi:
                yield Period("", begin_lo, min(begin_hi, end.hi), end.lo, end.hi, span.begin and span.begin.change, span.end.change)
        elif all(t.role is Role.SEEN for t in told):
            last = max(book.days[t.change].lo for t in told) + 1
            yield Period("", begin_lo, begin_hi, last, LAST, None, None)
        else:
            yield Period("", begin_lo, begin_hi, LAST, LAST, span.begin and span.begin.change, None)


def _begin(book: Book, span: Span, told: list[Told]) -> tuple[int, int]:
    if span.begin:
        days = book.days[span.begin.change]
        return days.lo, days.hi
    by_then = min(book.days[t.change].hi - (t.role in (Role.TELLS, Role.ENDS)) for t in told)
    return span.begin_lo, max(FIRST, by_then if span.begin_hi is None else min(by_then, span.begin_hi))


# ---- writing


Row = tuple[str, int, int, int, int, int | None, int | None]


def _write(periods: dict[str, list[Period]], moment: datetime) -> None:
    """Close what is believed no more, add what is believed from this moment on, leave the rest alone."""
    by_model: dict[type[PeriodRow], list[str]] = defaultdict(list)
    for thread in periods:
        by_model[_model(thread)].append(thread)
    for model, threads in by_model.items():
        held: dict[str, dict[Row, int]] = defaultdict(dict)
        for row in model._default_manager.filter(thread__in=threads, known_to=FOREVER):
            held[row.thread][_row(row)] = row.pk
        gone = {pk for thread in threads for row, pk in held[thread].items() if row not in {_key(p) for p in periods[thread]}}
        _close(model, gone, moment)
        fresh = [(thread, p) for thread in threads for p in periods[thread] if _key(p) not in held[thread]]
        model._default_manager.bulk_create([_made(model, thread, p, moment) for thread, p in fresh], batch_size=500)


def _close(model: type[PeriodRow], pks: set[int], moment: datetime) -> None:
    for chunk in chunks(sorted(pks)):
        rows = model._default_manager.filter(pk__in=chunk)
        rows.filter(known_from__gte=moment).delete()
        rows.filter(known_from__lt=moment).update(known_to=moment)


def _model(thread: str) -> type[PeriodRow]:
    if thread.startswith("life:"):
        model = FLOORS.life_model(thread.removeprefix("life:"))
        assert model is not None
        return model
    return FLOORS.fact(thread).model


def _made(model: type[PeriodRow], thread: str, p: Period, moment: datetime) -> PeriodRow:
    columns = FLOORS.life_columns(thread.removeprefix("life:")) if thread.startswith("life:") else FLOORS.columns(thread, p.value)
    days = [date.fromordinal(d) for d in (p.begin_earliest, p.begin_latest, p.end_earliest, p.end_latest)]
    return model(
        thread=thread, value=p.value, begin_earliest=days[0], begin_latest=days[1], end_earliest=days[2], end_latest=days[3],
        begin_change_id=p.begin_change, end_change_id=p.end_change, known_from=moment, **columns,
    )  # fmt: skip


def _row(row: PeriodRow) -> Row:
    days = (row.begin_earliest, row.begin_latest, row.end_earliest, row.end_latest)
    return (row.value, *(d.toordinal() for d in days), row.begin_change_id, row.end_change_id)  # type: ignore[return-value]


def _key(p: Period) -> Row:
    return (p.value, p.begin_earliest, p.begin_latest, p.end_earliest, p.end_latest, p.begin_change, p.end_change)
