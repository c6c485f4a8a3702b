"""From the tellings and events of a thread to its periods."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from shanyraq.chronicle.book import Book
from shanyraq.chronicle.errors import ChangeRefused, NoWorld
from shanyraq.chronicle.floors import FLOORS, Fact, slug_of
from shanyraq.chronicle.lives import Span, Told
from shanyraq.chronicle.steps import LAST, Do, Move, Step
from shanyraq.chronicle.terms import Passing, Role
from shanyraq.chronicle.worlds import Period, Worlds

# Within one change, in this order; what is told has the rank 4.
RANK: Final = {Do.BEGIN: 0, Do.REVIVE: 0, Do.BORN: 0, Do.GO: 1, Do.PASS: 2, Do.INHERIT: 3, Do.CLEAR: 5}


@dataclass(slots=True)
class _Line:
    thread: str
    owner: str
    other: str


@dataclass(slots=True)
class Weaving:
    """The steps of a thread, gathered from its own events, the lives of its bodies, and the threads that hand over to it."""

    book: Book
    thread: str
    fact: Fact
    lines: list[_Line] = field(default_factory=list)
    moves: dict[int, list[Move]] = field(default_factory=dict)
    ends: list[tuple[int, int, int]] = field(default_factory=list)  # (change, lo, hi) of an end named beforehand
    unborn: list[frozenset[str]] = field(default_factory=list)
    barred: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)

    def gather(self) -> None:
        self._line(self.thread)
        number = 0
        while number < len(self.lines):
            self._events(number)
            self._lives(number)
            self._sources(number)
            number += 1
        if self.fact.kind and not self.fact.pair:
            self._values()

    def _line(self, thread: str) -> int:
        for number, line in enumerate(self.lines):
            if line.thread == thread:
                return number
        self.lines.append(_Line(thread, FLOORS.owner(thread), FLOORS.other(thread)))
        self.book.read_threads((thread,))
        return len(self.lines) - 1

    def _add(self, change: int, move: Move) -> None:
        self.moves.setdefault(change, []).append(move)

    def _events(self, number: int) -> None:
        for event in self.book.events[self.lines[number].thread]:
            if event.do == Do.INHERIT:
                source = self._line(_with_other(self.thread_of(number), event.value))
                self._add(event.change, Move(Do.INHERIT, line=number, source=source))
            elif event.do == Do.GO:
                self._add(event.change, Move(Do.GO, event.value, heir=event.was, line=number))
            else:
                self._add(event.change, Move(Do(event.do), event.value, was=event.was, line=number))
            if event.lo is not None and event.hi is not None:
                self.ends.append((event.change, event.lo, event.hi))

    def thread_of(self, number: int) -> str:
        return self.lines[number].thread

    def _lives(self, number: int) -> None:
        line = self.lines[number]
        bound = [] if self.fact.unbound else [body for body in (line.owner, line.other) if body]
        unborn = set()
        for body in bound:
            lives = self.book.lives_of(body)
            if lives and lives[0].begin:
                unborn.add(body)
            self._spans(number, body, lives)
        if old := FLOORS.old(line.thread):
            self._revivals(number, old)
        self.unborn.append(frozenset(unborn))

    def _spans(self, number: int, body: str, lives: list[Span]) -> None:
        self.bodies.add(body)
        for i, span in enumerate(lives):
            if span.begin:
                revives = i > 0
                restores = self.fact.restores and span.begin.role is Role.REVIVES
                self._add(span.begin.change, Move(Do.REVIVE if revives else Do.BEGIN, body=body, restores=restores, line=number))
            if span.end:
                self._add(span.end.change, Move(Do.CLEAR, body=body, line=number))

    def _revivals(self, number: int, old: str) -> None:
        self.bodies.add(old)
        for span in self.book.lives_of(old)[1:]:
            if span.begin:
                self._add(span.begin.change, Move(Do.STOP, line=number))

    def _sources(self, number: int) -> None:
        line = self.lines[number]
        if self.fact.handed_on:
            for old, end in self._predecessors(line.owner, (Passing.ALL,)):
                self._inherit(number, _with_owner(line.thread, slug_of(old)), end)
        if self.fact.pair and self.fact.handed_down:
            for old, end in self._predecessors(line.other, (Passing.ALL, Passing.BELOW)):
                self._inherit(number, _with_other(line.thread, slug_of(old)), end)

    def _predecessors(self, heir: str, passing: tuple[Passing, ...]) -> Iterator[tuple[str, int]]:
        self.book.read_bodies((heir,))
        return ((old, told.change) for old, told in self.book.heirs[heir] if told.passing in passing)

    def _inherit(self, number: int, thread: str, change: int) -> None:
        own = slug_of(self.lines[number].owner) if self.fact.kind and not self.fact.pair else None
        self._add(change, Move(Do.INHERIT, heir=own, line=number, source=self._line(thread)))

    def _values(self) -> None:
        """Bodies that are values: they begin, and where they end their heir takes the place."""
        found = {m.value for moves in self.moves.values() for m in moves if m.do in (Do.SET, Do.SEEN, Do.STANDING, Do.END, Do.GO)}
        found |= {named for moves in self.moves.values() for m in moves for named in (m.was, m.heir) if named}
        waiting, seen = sorted(found - {""}), set()
        while waiting:
            value = waiting.pop()
            if value not in seen:
                seen.add(value)
                waiting += self._value(value)

    def _value(self, value: str) -> list[str]:
        body = f"{self.fact.kind}:{value}"
        self.bodies.add(body)
        heirs = []
        lives = self.book.lives_of(body)
        if lives and lives[0].begin:
            self.barred.add(value)
        for span in lives:
            for number in range(len(self.lines)):
                if span.begin:
                    self._add(span.begin.change, Move(Do.BORN, value, line=number))
                if span.end:
                    heir = self._heir(span.end, number)
                    self._add(span.end.change, Move(Do.PASS, value, heir=heir, line=number))
                    heirs += [heir] if heir else []
        return heirs

    def _heir(self, end: Told, number: int) -> str | None:
        """Who takes the place of a body that ended, unless it is the one whose thread this is: no body is tied to itself."""
        passes = self.fact.handed_down and end.passing != Passing.NOTHING and end.heir and end.heir != self.lines[number].owner
        return slug_of(end.heir) if passes else None

    # ---- order

    def steps(self) -> list[Step]:
        book = self.book
        book.read_changes(self.moves)
        found = [
            Step(change, book.days[change].lo, book.days[change].hi, tuple(sorted(dict.fromkeys(moves), key=lambda m: RANK.get(m.do, 4))))
            for change, moves in sorted(self.moves.items(), key=lambda item: book.days[item[0]].slug)
        ]
        place = {step.change: i for i, step in enumerate(found)}
        for change, lo, hi in self.ends:
            first = book.days[change].lo
            if hi < first:
                raise ChangeRefused(f"{book.name(change)}: it would be over (`until`) before it begins.")
            ends = tuple(Move(Do.UNTIL, tag=place[change], line=line) for line in range(len(self.lines)))
            found.append(Step(None, max(lo, first), max(hi, first), ends))
        return found

    def before(self, steps: list[Step]) -> tuple[list[int], list[tuple[int, int]]]:
        """Bit sets of what comes before each step, and the pairs that a sighting adds: it bounds the act that began what it saw."""
        bits = [0] * len(steps)
        halves = [(s.lo * 2 + s.sights, s.hi * 2 + s.sights) for s in steps]
        for j, (lo, _) in enumerate(halves):
            for i, (_, stop) in enumerate(halves):
                if i != j and stop < lo:
                    bits[j] |= 1 << i
        place = {s.change: i for i, s in enumerate(steps) if s.change is not None}
        for earlier, later in self._said(place):
            bits[place[later]] |= 1 << place[earlier]
        _share_days(bits)
        for i, step in enumerate(steps):
            for move in step.moves:
                if move.do is Do.UNTIL and move.tag is not None:
                    bits[i] |= 1 << move.tag
        seen = list(_explained(steps, bits))
        for earlier, later in seen:
            bits[later] |= 1 << earlier
        return bits, seen

    def _said(self, place: dict[int, int]) -> Iterator[tuple[int, int]]:
        book = self.book
        book.read_orders(place)
        book.read_bodies_of(place)
        ordered = [pk for pk in place if book.orders[pk]]
        yield from ((a, b) for a in ordered for b in ordered if a != b and book.precedes(a, b))
        for pk in place:
            told = [(body, one) for body in self.bodies for one in book.bodies[pk].get(body, ())]
            pairs = (pair for body, one in told for pair in self._in_life(body, one.life, pk))
            yield from ((a, b) for a, b in pairs if a in place and b in place)

    def _in_life(self, body: str, life: int, change: int) -> Iterator[tuple[int, int]]:
        lives = self.book.lives_of(body)
        span = lives[life]
        if span.begin and span.begin.change != change:
            yield span.begin.change, change
        if span.end and span.end.change != change:
            yield change, span.end.change
        elif span.end and life + 1 < len(lives) and (following := lives[life + 1].begin):
            yield change, following.change


def _share_days(bits: list[int]) -> None:
    """Steps that each come before the other are of one day: bodies that name each other and begin together. Neither is first."""
    reach = list(bits)
    for k in range(len(bits)):
        for i in range(len(bits)):
            if reach[i] >> k & 1:
                reach[i] |= reach[k]
    for i in range(len(bits)):
        for j in range(len(bits)):
            if reach[i] >> j & 1 and reach[j] >> i & 1:
                bits[i] &= ~(1 << j)


def _explained(steps: list[Step], bits: list[int]) -> Iterator[tuple[int, int]]:
    """(act, sighting) where only this act can have begun what is seen, and dates leave both orders open (rule 16)."""
    for s, step in enumerate(steps):
        for value in (m.value for m in step.moves if m.do in (Do.SEEN, Do.STANDING) and m.line == 0):
            acts = [i for i, o in enumerate(steps) if any(m.do is Do.SET and m.value == value and m.line == 0 for m in o.moves)]
            open_to = [i for i in acts if steps[i].lo <= step.hi and not bits[i] >> s & 1]
            if len(open_to) == 1 and not bits[s] >> open_to[0] & 1:
                yield open_to[0], s


@dataclass(slots=True)
class Woven:
    """Periods of a thread, and the order of changes (pairs of keys) that only its own worlds show."""

    periods: list[Period]
    forced: set[tuple[int, int]]
    refused: str = ""


def weave(book: Book, thread: str) -> Woven:
    """Raises ChangeRefused where no order of the changes of this thread is a world."""
    weaving = Weaving(book, thread, FLOORS.fact(thread))
    weaving.gather()
    steps = weaving.steps()
    bits, seen = weaving.before(steps)
    try:
        worlds = Worlds(steps, bits, weaving.unborn, frozenset(weaving.barred))
    except NoWorld:
        names = ", ".join(book.name(s.change) for s in steps if s.change is not None)
        raise ChangeRefused(f"No order of these changes fits their dates: {names}.") from None
    pairs = {(steps[a].change, steps[b].change) for a, b in (*worlds.forced, *seen)}
    forced = {(a, b) for a, b in pairs if a is not None and b is not None and a != b}
    return Woven([p for p in worlds.periods() if p.begin_earliest < LAST], forced)


def _with_owner(thread: str, slug: str) -> str:
    floor, fact, _, *other = thread.split(":")
    return ":".join((floor, fact, slug, *other))


def _with_other(thread: str, slug: str) -> str:
    floor, fact, owner, _ = thread.split(":")
    return f"{floor}:{fact}:{owner}:{slug}"
