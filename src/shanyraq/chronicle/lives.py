"""The lives of a body, drawn from what changes say of it (rule 2, 12, 14)."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.steps import FIRST
from shanyraq.chronicle.terms import Role

HARD: Final = (Role.FOUNDS, Role.CREATES, Role.REVIVES)
SOFT: Final = (Role.REGISTERS, Role.MAY_BEGIN)
SIGHTINGS: Final = (Role.SEEN, Role.STANDING)


@dataclass(slots=True)
class Told:
    """What one change says of the life of one body; lo and hi are the days as told (ordinals)."""

    change: int
    role: Role
    lo: int
    hi: int
    heir: str = ""
    passing: str = ""
    life: int = 0
    pk: int = 0


@dataclass(slots=True)
class Span:
    """One life. Without `begin` it began on an unnamed day from begin_lo on (by begin_hi, where acts on either side tell)."""

    begin: Told | None = None
    end: Told | None = None
    begin_lo: int = FIRST
    begin_hi: int | None = None


@dataclass(slots=True)
class Order:
    """What is said of order: `precedes(a, b)` and the words to name a change by."""

    precedes: Callable[[int, int], bool]
    name: Callable[[int], str]

    def before(self, a: Told, b: Told) -> bool:
        if self.precedes(a.change, b.change):
            return True
        return a.hi < b.lo and not self.precedes(b.change, a.change)


def spans(body: str, told: Sequence[Told], order: Order) -> list[Span]:
    """The lives of a body in order; each `Told` is given the number of its life.

    Raises ChangeRefused where a begin or an end contradicts another, or a change fits two lives or none.
    """
    lives = _structure(body, told, order)
    if lives[0].begin is None:
        _soft_begin(lives, told, order)
    if len(lives) > 1 or lives[-1].end is not None:
        for one in told:
            one.life = _life_of(body, one, lives, order)
    else:
        for one in told:
            one.life = 0
    return lives


def _structure(body: str, told: Sequence[Told], order: Order) -> list[Span]:
    """Begins and ends, which must take turns."""
    ends = [t for t in told if t.role is Role.ENDS]
    again = [t for t in told if t.role is Role.MAY_BEGIN and any(order.before(e, t) for e in ends)]
    lives = [Span()]
    for mark in _in_turn([*ends, *again, *(t for t in told if t.role in HARD)], order):
        last = lives[-1]
        if mark.role is Role.ENDS:
            if last.end is not None:
                raise ChangeRefused(f"{order.name(mark.change)}: {body} had already ended by {order.name(last.end.change)}.")
            last.end = mark
        elif last.end is None:
            if mark.role in (Role.FOUNDS, Role.CREATES):
                _begin(body, last, mark, order)
        elif mark.role is Role.FOUNDS:
            said, end = order.name(mark.change), order.name(last.end.change)
            raise ChangeRefused(f"{said}: {body} had ended before, by {end}. A second life is told as revived.")
        else:
            lives.append(Span(begin=mark))
    return lives


def _begin(body: str, life: Span, mark: Told, order: Order) -> None:
    """A founding goes before a creation by merger or split; two foundings of one life are refused."""
    if life.begin is None:
        life.begin = mark
    elif mark.role is Role.FOUNDS and life.begin.role is Role.FOUNDS:
        first, second = order.name(life.begin.change), order.name(mark.change)
        raise ChangeRefused(f"{second}: {body} was already founded by {first}. Record the other account as a claim of that change.")
    elif mark.role is Role.FOUNDS and life.begin.role is Role.CREATES:
        life.begin = mark


def _in_turn(marks: list[Told], order: Order) -> list[Told]:
    """By what is said and by days; of what neither orders, that which is due: a begin while the body does not live, an end while it does."""
    rest = sorted(marks, key=lambda t: (t.lo + t.hi, t.change))
    done: list[Told] = []
    while rest:
        ready = [t for t in rest if not any(order.before(o, t) for o in rest if o is not t)] or rest
        first = next((t for t in ready if t.role in _due(done)), ready[0])
        rest.remove(first)
        done.append(first)
    return done


def _due(done: list[Told]) -> tuple[Role, ...]:
    if not done:
        return Role.FOUNDS, Role.CREATES
    return (*HARD, Role.MAY_BEGIN) if done[-1].role is Role.ENDS else (Role.ENDS,)


def _soft_begin(lives: list[Span], told: Sequence[Told], order: Order) -> None:
    """Without a founding the first registration counts, or an act told before it; what is told earlier only says "by then"."""
    life = lives[0]
    mine = [t for t in told if life.end is None or not order.before(life.end, t)]
    if not any(t.role in SOFT for t in mine):
        return
    acts = sorted((t for t in mine if t.role in SOFT or t.role is Role.ACTS), key=lambda t: (t.lo, t.hi, t.change))
    first = next((t for t in acts if not any(order.precedes(o.change, t.change) for o in acts)), acts[0])
    if any(t.hi < first.lo or order.precedes(t.change, first.change) for t in mine if t not in acts):
        return
    rivals = [t for t in acts if t.change != first.change and not order.before(first, t)]
    if rivals:
        life.begin_lo, life.begin_hi = first.lo, min(t.hi for t in acts)
    else:
        life.begin = first


def _life_of(body: str, one: Told, lives: list[Span], order: Order) -> int:
    own = [i for i, life in enumerate(lives) if one.change in {t.change for t in (life.begin, life.end) if t}]
    if own:
        return own[0]
    fits = [i for i, life in enumerate(lives) if _fits(one, life, order)]
    if len(fits) == 1:
        return fits[0]
    if not fits:
        ends = ", ".join(order.name(life.end.change) for life in lives if life.end)
        raise ChangeRefused(f"{order.name(one.change)}: {body} did not exist then; it ended by {ends}.")
    told = [i for i in fits if _said(one, lives[i], order)]
    if len(told) == 1:
        return told[0]
    said = order.name(one.change)
    raise ChangeRefused(f"{said}: {body} had two lives, and this fits both. Say `after` or `before` one of its begins or ends.")


def _fits(one: Told, life: Span, order: Order) -> bool:
    if life.begin and (one.hi < life.begin.lo or order.precedes(one.change, life.begin.change)):
        return False
    return not (life.end and (one.lo > life.end.hi or order.precedes(life.end.change, one.change)))


def _said(one: Told, life: Span, order: Order) -> bool:
    after = life.begin is not None and order.precedes(life.begin.change, one.change)
    return after or (life.end is not None and order.precedes(one.change, life.end.change))
