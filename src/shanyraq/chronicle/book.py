"""The working set of a recording: changes with their days, tellings, events and order, read in bulk and kept until the moment is written."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, Final, TypeVar

from django.db import connection
from django.db.models import Q

from shanyraq.chronicle.lives import SIGHTINGS, Span, Told, spans
from shanyraq.chronicle.lives import Order as Said
from shanyraq.chronicle.models import Change, Event, Order, Telling
from shanyraq.chronicle.terms import Role

Item = TypeVar("Item")
CHUNK: Final = 500
ROOMY: Final = 60_000  # changes and threads kept beyond what one piece of work needs, before the working set is dropped


@dataclass(slots=True)
class Days:
    """The days of a change as ordinals: as told, and as tightened."""

    pk: int
    slug: str
    told_lo: int
    told_hi: int
    lo: int
    hi: int

    @property
    def tightened(self) -> bool:
        return (self.lo, self.hi) != (self.told_lo, self.told_hi)


@dataclass(slots=True)
class Happening:
    """An event of a thread as stored; `lo` and `hi` are of an end that it names itself."""

    change: int
    thread: str
    owner: str
    other: str
    do: str
    value: str
    was: str | None
    lo: int | None = None
    hi: int | None = None


@dataclass(slots=True)
class Book:
    days: dict[int, Days] = field(default_factory=dict)
    told: dict[str, list[Told]] = field(default_factory=dict)  # by body
    bodies: dict[int, dict[str, list[Told]]] = field(default_factory=dict)  # by change, then by body
    heirs: dict[str, list[tuple[str, Told]]] = field(default_factory=dict)  # heir -> (body that ended, its end)
    events: dict[str, list[Happening]] = field(default_factory=dict)  # by thread
    threads_of: dict[int, set[str]] = field(default_factory=dict)  # by change
    orders: dict[int, frozenset[tuple[int, int, str]]] = field(default_factory=dict)  # by change, both sides
    lives: dict[str, list[Span]] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)  # changes whose days are to be written
    relifed: dict[int, set[int]] = field(default_factory=dict)  # life -> keys of tellings to be written
    least: int | None = 0  # the size after the first piece of work since the last drop; None before it is done

    # ---- reading in bulk

    def read_changes(self, pks: Iterable[int]) -> None:
        for chunk in chunks({pk for pk in pks if pk not in self.days}):
            rows = Change.objects.filter(pk__in=chunk).values_list("pk", "slug", "told_earliest", "told_latest", "earliest", "latest")
            for pk, slug, *days in rows:
                self.days[pk] = Days(pk, slug, *(d.toordinal() for d in days))

    def read_orders(self, pks: Iterable[int]) -> None:
        """Order between changes, as far as it reaches from these."""
        front = {pk for pk in pks if pk not in self.orders}
        read = set(front)
        while front:
            self.orders |= dict.fromkeys(front, frozenset())
            found: set[int] = set()
            for chunk in chunks(front):
                rows = Order.objects.filter(Q(earlier__in=chunk) | Q(later__in=chunk)).values_list("earlier_id", "later_id", "thread")
                for row in rows:
                    found |= {row[0], row[1]}
                    self.add_order(row)
            front = {pk for pk in found if pk not in self.orders}
            read |= front
        self.read_changes(read)

    def add_order(self, row: tuple[int, int, str]) -> None:
        """To both sides, as far as they are kept."""
        for pk in row[:2]:
            if pk in self.orders:
                self.orders[pk] |= {row}

    def read_bodies(self, bodies: Iterable[str]) -> None:
        wanted = {body for body in bodies if body and body not in self.told}
        self.told |= {body: [] for body in wanted}
        self.heirs |= {body: [] for body in wanted if body not in self.heirs}
        rows: dict[int, list[Any]] = {}  # by key: one telling may be found by its body and by its heir
        for chunk in chunks(wanted):
            query = Telling.objects.filter(Q(body__in=chunk) | Q(heir__in=chunk)).order_by("change_id", "role")
            rows |= {pk: row for pk, *row in query.values_list("pk", "change_id", "body", "role", "heir", "passing", "life")}
        changes = {row[0] for row in rows.values()}
        self.read_changes(changes)
        for pk, (change, body, role, heir, passing, life) in rows.items():
            told = Told(change, Role(role), self.days[change].told_lo, self.days[change].told_hi, heir, passing, life, pk)
            if body in wanted:
                self.told[body].append(told)
            if heir in wanted:
                self.heirs[heir].append((body, told))
        self.read_orders(changes)

    def read_bodies_of(self, changes: Iterable[int]) -> None:
        wanted = {pk for pk in changes if pk not in self.bodies}
        self.bodies |= {pk: {} for pk in wanted}
        named: set[str] = set()
        for chunk in chunks(wanted):
            named.update(Telling.objects.filter(change__in=chunk).values_list("body", flat=True))
        self.read_bodies(named)
        for body in sorted(named):
            for told in self.told[body]:
                if told.change in wanted:
                    self.bodies[told.change].setdefault(body, []).append(told)

    def read_threads(self, threads: Iterable[str]) -> None:
        wanted = {thread for thread in threads if thread not in self.events}
        self.events |= {thread: [] for thread in wanted}
        for chunk in chunks(wanted):
            for event in _happenings(Event.objects.filter(thread__in=chunk)):
                self.events[event.thread].append(event)
        changes = {event.change for thread in wanted for event in self.events[thread]}
        self.read_bodies_of(changes)
        self.read_changes(changes)
        self.read_orders(changes)

    def threads_changed_by(self, changes: Iterable[int]) -> set[str]:
        wanted = {pk for pk in changes if pk not in self.threads_of}
        self.threads_of |= {pk: set() for pk in wanted}
        for chunk in chunks(wanted):
            for change, thread in Event.objects.filter(change__in=chunk).values_list("change_id", "thread"):
                self.threads_of[change].add(thread)
        return set().union(*(self.threads_of[pk] for pk in changes))

    # ---- lives and order

    def said_before(self, first: int, second: int) -> bool:
        """Whether it is said, directly or through others, that one change came before another."""
        return self._reaches(first, second, said=True)

    def precedes(self, first: int, second: int) -> bool:
        """Whether one change is said, or was found, to have come before another."""
        return self._reaches(first, second, said=False)

    def _reaches(self, first: int, second: int, *, said: bool) -> bool:
        self.read_orders((first, second))
        if not self.orders.get(first) or not self.orders.get(second):
            return False
        seen, front = {first}, [first]
        while front:
            for earlier, later, thread in self.orders[front.pop()]:
                if said and thread:
                    continue
                if later == second and earlier in seen:
                    return True
                if earlier in seen and later not in seen:
                    seen.add(later)
                    self.read_orders((later,))
                    front.append(later)
        return False

    def name(self, change: int) -> str:
        self.read_changes((change,))
        return self.days[change].slug

    def lives_of(self, body: str) -> list[Span]:
        if body not in self.lives:
            self.read_bodies((body,))
            told = self.told[body]
            were = [t.life for t in told]
            self.lives[body] = spans(body, told, Said(self.said_before, self.name)) if told else []
            for one, life in zip(told, were, strict=True):
                if one.life != life:
                    self.relifed.setdefault(one.life, set()).add(one.pk)
        return self.lives[body]

    def neighbours(self, change: int) -> Iterator[tuple[int, int, int]]:
        """(earlier, later, days that must lie between) for every bound of order that this change is part of."""
        self.read_bodies_of((change,))
        for body, tellings in self.bodies[change].items():
            for told in tellings:
                yield from self._in_life(body, told)
        self.read_orders((change,))
        yield from ((earlier, later, 0) for earlier, later, _ in self.orders[change])

    def _in_life(self, body: str, told: Told) -> Iterator[tuple[int, int, int]]:
        """A sighting is of the end of its day, so that what ends the life comes a day later at the least."""
        lives = self.lives_of(body)
        span = lives[told.life]
        begin, end = (span.begin.change if span.begin else None), (span.end.change if span.end else None)
        if begin is not None and begin != told.change:
            yield begin, told.change, 0
        if end is not None and end != told.change:
            yield told.change, end, int(told.role in SIGHTINGS)
        if told.change == begin:
            yield from ((told.change, t.change, 0) for t in self.told[body] if t.life == told.life and t.change != begin)
            if told.life and (last := lives[told.life - 1].end) is not None:
                yield last.change, told.change, 0
        if told.change == end:
            yield from ((t.change, told.change, int(t.role in SIGHTINGS)) for t in self.told[body] if t.life == told.life and t.change != end)
            if told.life + 1 < len(lives) and (following := lives[told.life + 1].begin) is not None:
                yield told.change, following.change, 0

    # ---- writing

    def write_days(self) -> None:
        """The tightened days of the changes that moved."""
        day = connection.ops.adapt_datefield_value
        rows = [(day(date.fromordinal(self.days[pk].lo)), day(date.fromordinal(self.days[pk].hi)), pk) for pk in sorted(self.moved)]
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE chronicle_change SET earliest = %s, latest = %s WHERE id = %s", rows)
        self.moved.clear()

    def tell_days(self, told: Sequence[tuple[int, str, date, date]]) -> None:
        """Write the days as told of changes (key, slug, first, last); tightened before, they are so no longer."""
        day = connection.ops.adapt_datefield_value
        rows = [(first, last, first, last, pk) for pk, _, *days in told for first, last in [map(day, days)]]
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE chronicle_change SET told_earliest = %s, told_latest = %s, earliest = %s, latest = %s WHERE id = %s", rows)
        for pk, slug, first, last in told:
            lo, hi = first.toordinal(), last.toordinal()
            self.days[pk] = Days(pk, slug, lo, hi, lo, hi)

    def write_lives(self) -> None:
        for life, rows in self.relifed.items():
            for chunk in chunks(rows):
                Telling.objects.filter(pk__in=chunk).update(life=life)
        self.relifed.clear()

    def add(self, tellings: list[Telling], events: list[Event]) -> None:
        """What was written just now, to what is kept already."""
        fresh = {t.change_id for t in tellings} | {e.change_id for e in events}
        self.read_changes(fresh)
        for change in fresh:
            self.bodies.pop(change, None)
            self.threads_of.pop(change, None)
        for row in tellings:
            days = self.days[row.change_id]
            told = Told(row.change_id, Role(row.role), days.told_lo, days.told_hi, row.heir, row.passing, pk=row.pk)
            if row.body in self.told:
                self.told[row.body].append(told)
            if row.heir in self.heirs:
                self.heirs[row.heir].append((row.body, told))
            self.lives.pop(row.body, None)
        for event in _happenings(events):
            if event.thread in self.events:
                self.events[event.thread].append(event)

    def clear(self) -> None:
        for kept in (self.days, self.told, self.bodies, self.heirs, self.events, self.threads_of, self.orders, self.lives):
            kept.clear()

    def clear_if_large(self) -> None:
        """To be called before each piece of work; what one piece alone needs may be large, and is not dropped again at once."""
        size = len(self.days) + len(self.events)
        self.least = size if self.least is None else self.least
        if size > ROOMY + self.least:
            self.write_days()
            self.write_lives()
            self.clear()
            self.least = None


def _happenings(events: Iterable[Event]) -> Iterator[Happening]:
    for e in events:
        lo = None if e.earliest is None else e.earliest.toordinal()
        hi = None if e.latest is None else e.latest.toordinal()
        yield Happening(e.change_id, e.thread, e.owner, e.other, e.do, e.value, e.was, lo, hi)


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
