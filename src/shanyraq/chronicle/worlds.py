"""The worlds of one thread: what one fact may have been on each day, by the rule of dates and changes.

A thread is told by *steps*. A step is one change as far as this thread goes: it happened on one unknown day within
[lo, hi] (ordinals of days, tightened), and it does one or more *moves*. A world gives each step a day and an order
that keep the given order; steps may share a day, there the last one stands. All orders are walked over the down-sets
of the partial order, so that an answer is exact whatever is left open (rule 3, 7, 16, 17). Worlds in which begins explain
the ends are preferred; what ends unexplained must have had room to hold on the day before, where any order leaves it (rule 12).
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from shanyraq.chronicle.errors import NoWorld, TooManyWorlds
from shanyraq.chronicle.folding import Run, fold, label_of
from shanyraq.chronicle.steps import ANY, FIRST, LAST, TELLS, Do, Move, Step

MOST_NODES: Final = 20_000


@dataclass(frozen=True, slots=True)
class Period:
    """Days by rule 7: surely in [begin_latest, end_earliest), no before begin_earliest and from end_latest on."""

    value: str
    begin_earliest: int
    begin_latest: int
    end_earliest: int
    end_latest: int
    begin_change: int | None
    end_change: int | None


@dataclass(frozen=True, slots=True)
class _State:
    """One line of a thread after some steps. `firm`: it lasts; else it was seen, and sure only on its day."""

    value: str | None = None
    firm: bool = False
    sharp: bool = True
    dead: frozenset[str] = frozenset()  # bodies of the thread that do not live
    barred: frozenset[str] = frozenset()  # values whose own body does not live
    tag: int | None = None
    since: int = FIRST
    shut: bool = False  # the day `since` is taken: nothing unnamed can have begun on it
    gone: str | None = None  # what ended on the day `since`: that day is not its own any more
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """After the steps `done` in some order: `clock` is the earliest half day on which the last of them can be."""

    done: int
    clock: int
    states: tuple[_State, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """Half days until which the next step of all, the next step of line 0, and the step before that made its state can wait."""

    until: int
    own: int
    made: int = LAST * 2 + 1


@dataclass(frozen=True, slots=True)
class _Link:
    node: Node
    step: int
    target: Node
    cost: int


@dataclass(slots=True)
class Worlds:
    """All worlds of a thread: some lines of value, of which line 0 answers and others hand over to it.

    `before[i]` is the bit set of the steps that come before step i; `unborn` names, of each line, the bodies whose begin is a
    step; `barred` the values whose own begin is one. `forced` are the pairs (earlier, later) that the walk found beyond `before`.
    """

    steps: Sequence[Step]
    before: Sequence[int]
    unborn: Sequence[frozenset[str]] = (frozenset(),)
    barred: frozenset[str] = frozenset()
    kept: dict[Node, dict[int | None, Coming]] = field(default_factory=dict)
    forced: list[tuple[int, int]] = field(default_factory=list)
    turns: set[tuple[int, str | None, str | None]] = field(default_factory=set)  # (step, value before, value after) of line 0
    strict: bool = True  # what is told to have held on a day has room on it; False where no order leaves that room

    def __post_init__(self) -> None:
        start = Node(0, FIRST * 2, tuple(_State(dead=dead, barred=self.barred, shut=bool(dead)) for dead in self.unborn))
        layers, links = self._walk(start)
        if not layers[-1]:
            self.strict = False
            layers, links = self._walk(start)
        self._keep(layers, links)

    def _walk(self, start: Node) -> tuple[list[dict[Node, int]], list[list[_Link]]]:
        """Layers of nodes (with the fewest ends so far that no begin explains: what ended held on the day before) and their links."""
        layers, links, nodes = [{start: 0}], [], 1
        for _ in self.steps:
            layer: dict[Node, int] = {}
            found: list[_Link] = []
            for node, cost in layers[-1].items():
                for link in self._onward(node):
                    found.append(link)
                    layer[link.target] = min(layer.get(link.target, cost + link.cost), cost + link.cost)
            nodes += len(layer)
            if nodes > MOST_NODES:
                raise TooManyWorlds
            layers.append(layer)
            links.append(found)
        return layers, links

    def _onward(self, node: Node) -> Iterator[_Link]:
        for i, step in enumerate(self.steps):
            if node.done >> i & 1 or self.before[i] & ~node.done:
                continue
            clock = max(step.earliest_from(node.clock), (node.states[0].since + self.strict * _room(step, node.states[0])) * 2)
            if clock <= step.hi * 2 + 1:
                for moves in step.orders():
                    states, cost = _apply(moves, i, node.states, clock)
                    yield _Link(node, i, Node(node.done | 1 << i, clock, states), cost)

    def _keep(self, layers: list[dict[Node, int]], links: list[list[_Link]]) -> None:
        """Only the orders with the fewest unexplained ends, with what may come next to line 0 at each node."""
        if not layers[-1]:
            raise NoWorld
        least = min(layers[-1].values())
        rest = dict.fromkeys((n for n, cost in layers[-1].items() if cost == least), 0)
        self.kept = {node: {None: Coming(LAST * 2 + 1, LAST * 2 + 1)} for node in rest}
        later = [0] * len(self.steps)
        for found, layer in zip(reversed(links), reversed(layers[:-1]), strict=True):
            below = rest
            rest = {}
            for link in found:
                if link.target not in below or layer[link.node] + link.cost + below[link.target] > least:
                    continue
                rest[link.node] = link.cost + below[link.target]
                later[link.step] |= ~link.target.done
                self.turns.add((link.step, link.node.states[0].value, link.target.states[0].value))
                self._come(link)
        everyone = range(len(self.steps))
        self.forced = [(j, i) for i in everyone for j in everyone if i != j and not later[i] >> j & 1 and not self.before[i] >> j & 1]

    def _come(self, link: _Link) -> None:
        """At the node before a step: until when that step can wait, and the same of the step that comes next to line 0."""
        step, beyond, state = self.steps[link.step], self.kept[link.target], link.node.states[0]
        makes = _concerns(step, state) and (link.target.states[0] != state or any(m.line == 0 and m.do in TELLS for m in step.moves))
        latest = max(step.latest_until(min(c.until, c.made) if makes else c.until) for c in beyond.values())
        own = {link.step: latest} if _concerns(step, state) else {i: c.own for i, c in beyond.items()}
        room = self.strict * _room(step, state)
        made = (latest // 2 - room) * 2 + 1 if room else LAST * 2 + 1 if makes else max(c.made for c in beyond.values())
        found = self.kept.setdefault(link.node, {})
        for i, mine in own.items():
            held = found.get(i, Coming(0, 0, 0))
            found[i] = Coming(max(held.until, latest), max(held.own, mine), max(held.made, made))

    def periods(self) -> list[Period]:
        """Every value with the days on which it holds surely or possibly, exact for each day."""
        cuts = sorted({FIRST, LAST} | {d for d in self._cuts() if FIRST < d < LAST})
        rows: dict[str, list[Run]] = {}
        for day, end in pairwise(cuts):
            for value, (sure, label) in self._answer(day).items():
                runs = rows.setdefault(value, [])
                if runs and (runs[-1].end, runs[-1].sure, runs[-1].label) == (day, sure, label):
                    runs[-1] = replace(runs[-1], end=end)
                else:
                    runs.append(Run(day, end, sure, label))
        return [self._name(Period(value, *days)) for value in sorted(rows) for days in fold(rows[value])]

    def _cuts(self) -> Iterator[int]:
        """Days on which an answer may change."""
        yield from (day for step in self.steps for day in (step.lo, step.hi))
        for node, following in self.kept.items():
            yield from (node.states[0].since, node.states[0].since + 1, node.clock // 2)
            yield from (day for c in following.values() for day in (c.until // 2, c.own // 2 - 1, c.own // 2))

    def _name(self, period: Period) -> Period:
        """With the changes that begin and end it where the answer leaves them free: an exact day, or several open at once."""
        begin, end, value = period.begin_change, period.end_change, period.value
        if begin is None and period.begin_earliest in (period.begin_latest, period.end_earliest):
            begin = self._turning(period.begin_earliest, period.begin_latest, [i for i, old, new in self.turns if new == value != old])
        if end is None and period.end_latest in (period.end_earliest, period.begin_latest):
            end = self._turning(period.end_earliest, period.end_latest, [i for i, old, new in self.turns if old == value != new])
        return replace(period, begin_change=begin, end_change=end)

    def _turning(self, lo: int, hi: int, steps: list[int]) -> int | None:
        """The one change among `steps` that may have turned the value within [lo, hi]; None if several or none."""
        fits = {self.steps[i].change for i in steps if self.steps[i].lo <= hi and self.steps[i].hi >= lo and not self.steps[i].sights}
        return fits.pop() if len(fits) == 1 else None

    def _answer(self, day: int) -> dict[str, tuple[bool, int | None]]:
        """{value: (surely, label)}: a positive label is a change that must be done, a negative one that must not."""
        views = [
            (node.done, *_view(node.states[0], None if i is None else self.steps[i], coming.own // 2, day))
            for node, following in self.kept.items()
            for i, coming in following.items()
            if node.clock <= day * 2 + 1 < coming.until
        ]
        undecided = [(i, step.change) for i, step in enumerate(self.steps) if step.change is not None and step.lo <= day < step.hi]
        answer: dict[str, tuple[bool, int | None]] = {}
        for value in {v for _, _, maybe in views for v in maybe}:
            sure = all(held == value for _, held, _ in views)
            answer[value] = (sure, None if sure else label_of(value, views, undecided))
        return answer


def _concerns(step: Step, state: _State) -> bool:
    return any(m.line == 0 and _relevant(m, state) for m in step.moves)


def _relevant(move: Move, state: _State) -> bool:
    if move.do in (Do.PASS, Do.GO):
        return state.value == move.value
    if move.do is Do.BORN:
        return False
    if move.do is Do.UNTIL:
        return state.value is not None and state.tag == move.tag
    return True


def _demand(step: Step) -> tuple[str | None, bool]:
    """(the value that must hold when the step comes, whether it must hold on the day before)."""
    for move in step.moves:
        if move.line:
            continue
        if move.do in (Do.SEEN, Do.STANDING):
            return move.value, False
        if move.do is Do.END:
            return move.value, True
        if move.was is not None:
            return move.was, True
    return None, False


def _room(step: Step, state: _State) -> int:
    """Days from that of the state to the first on which a step can be that ends what does not hold: it must begin, and hold a day."""
    told, day_before = _demand(step)
    if not day_before or state.dead or any(m.line == 0 and m.do not in TELLS for m in step.moves):
        return 0
    if told == state.value or (told is not None and told.startswith(ANY) and state.value is not None):
        return 0
    return 2 if state.shut or state.gone == told else 1


@lru_cache(maxsize=4096)
def _view(state: _State, coming: Step | None, latest: int, day: int) -> tuple[str | None, frozenset[str]]:
    wanted, day_before = _demand(coming) if coming else (None, False)
    held = state.value
    if wanted is not None and wanted.startswith(ANY):
        wanted = wanted.removeprefix(ANY) if held is None else held
    if state.dead:
        return None, frozenset()
    if held is not None and (wanted == held or (state.firm and wanted is None)):
        return held, frozenset({held})
    if wanted in state.barred:
        wanted = None
    if state.since == day and wanted is not None and wanted == state.gone:
        wanted = None
    fresh = state.shut and state.since == day
    if wanted is not None and day_before and latest == day + 1 and not fresh:
        return wanted, frozenset({wanted})
    if fresh:
        return (held if state.sharp else None), frozenset({held} if held is not None else ())
    return None, frozenset(v for v in (held, wanted) if v is not None)


def _apply(moves: Sequence[Move], index: int, states: tuple[_State, ...], clock: int) -> tuple[tuple[_State, ...], int]:
    cost = 0
    lines = list(states)
    for move in moves:
        lines[move.line], more = _move(move, index, lines[move.line], lines[move.source], clock // 2)
        cost += more
    return tuple(lines), cost


def _move(move: Move, index: int, state: _State, source: _State, since: int) -> tuple[_State, int]:
    if move.do in TELLS:
        return _tell(move, index, state, since)
    if move.do is Do.BORN:
        return replace(state, barred=state.barred - {move.value}), 0
    if move.do in (Do.PASS, Do.GO):
        return _pass(move, state, since), 0
    if move.do is Do.UNTIL:
        return (_gone(state, since) if _relevant(move, state) else state), 0
    if move.do is Do.INHERIT:
        return _inherit(move, state, source, since), 0
    return _life(move, state, since), 0


def _tell(move: Move, index: int, state: _State, since: int) -> tuple[_State, int]:
    told = move.value if move.do is Do.END else move.was
    whatever = told is not None and told.startswith(ANY)
    cost = int(told is not None and (state.value is None if whatever else state.value != told))
    if move.do is Do.STOP:
        return replace(state, value=None, firm=False, since=since, shut=True, gone=None, tag=None), cost
    if move.do is Do.END:
        return replace(state, value=None, firm=False, since=since, shut=whatever, gone=told, tag=None), cost
    if move.do is Do.SEEN and state.firm and state.value == move.value:
        return replace(state, since=since, shut=True, gone=None), cost  # seen of what lasts: it goes on
    return replace(state, value=move.value, firm=move.do is not Do.SEEN, sharp=True, since=since, shut=True, gone=None, tag=index), cost


def _pass(move: Move, state: _State, since: int) -> _State:
    barred = state.barred | {move.value} if move.do is Do.PASS else state.barred
    if state.value != move.value:
        return replace(state, barred=barred)
    if move.heir is None:
        return replace(_gone(state, since), barred=barred)
    return replace(state, barred=barred, value=move.heir, sharp=state.firm, since=since, shut=True, gone=None, tag=None)


def _gone(state: _State, since: int) -> _State:
    """The value has ended with nothing in its place: another may have begun on that very day."""
    return replace(state, value=None, firm=False, since=since, shut=False, gone=state.value, tag=None)


def _inherit(move: Move, state: _State, source: _State, since: int) -> _State:
    if state.value is not None or source.value in (None, move.heir):
        return state
    return replace(state, value=source.value, firm=source.firm, sharp=source.firm, since=since, shut=True, gone=None, tag=source.tag)


def _life(move: Move, state: _State, since: int) -> _State:
    if move.do is Do.CLEAR:
        return replace(
            state, value=None, firm=False, dead=state.dead | {move.body}, since=since, shut=True, gone=None, tag=None, last=state.value or state.last
        )
    alive = replace(state, dead=state.dead - {move.body}, since=since, shut=False, gone=None)
    if move.do is Do.REVIVE and move.restores and state.last is not None and not alive.dead:
        return replace(alive, value=state.last, firm=True, sharp=True, shut=True)
    return alive
