"""How the floors above tell the chronicle what a change does to their bodies, and where the periods go.

The chronicle knows no subject. A floor declares the kinds of body it keeps, the facts of each, and how a value of the
file becomes tellings (of a body's life) and events (of its threads). A thread is text: `floor:fact:owner`, or with the
other body where many hold at once; `fact` may carry a qualifier behind a full stop (`name.short`, `holding.chair`).
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from shanyraq.chronicle.models import Period
from shanyraq.chronicle.steps import Do
from shanyraq.chronicle.terms import Passing, Role

Columns = dict[str, Any]
MakesColumns = Callable[[str, str, str, str], Columns]  # (qualifier, owner slug, other slug, value) -> columns of the model


@dataclass(frozen=True, slots=True)
class Tell:
    body: str
    role: Role
    heir: str = ""
    passing: Passing = Passing.NOTHING


@dataclass(frozen=True, slots=True)
class Happen:
    """An event of a thread; `until` (EDTF) is when it ends by itself."""

    thread: str
    owner: str
    do: Do
    value: str = ""
    other: str = ""
    was: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """`pair`: many others at once, each its own thread. `kind` is the kind of body that the value (or the other) is, if it is one."""

    model: type[Period]
    columns: MakesColumns
    owner: str = ""  # the kind of body whose fact it is; by default the first of its floor
    pair: bool = False
    kind: str = ""
    restores: bool = False  # a second life brings the last value back
    handed_down: bool = False  # passes to the heir of the other body
    handed_on: bool = False  # passes to the heir by succession of the owner
    unbound: bool = False  # outlives its bodies: who is whose heir
    old: str = ""  # of the two the one ("owner", "other") whose second life ends it


@dataclass(frozen=True, slots=True)
class Telling:
    """A change as a floor reads it: the act on one body, with all bodies of the change."""

    act: str
    body: str
    bodies: Sequence[str]
    value: Mapping[str, Any]


Reader = Callable[[Telling], Iterator[Tell | Happen]]


@dataclass(slots=True)
class Floor:
    name: str
    facts: dict[str, Fact]
    reads: dict[str, Reader]  # kind of body -> reader
    lives: dict[str, type[Period]] = field(default_factory=dict)  # kind of body -> model of its existence
    life_columns: Callable[[str], Columns] | None = None
    tables: dict[str, type[Model]] = field(default_factory=dict)  # kind of body -> model with a slug
    judge: Callable[[Iterable[str]], None] | None = None  # refuses what the periods of these threads must not give together
    closes: Callable[[Mapping[str, Any]], bool] | None = None  # whether a value tells nothing but what is shown to nobody in public


class Floors:
    """The installed floors, lowest first."""

    def __init__(self) -> None:
        self.floors: dict[str, Floor] = {}

    def add(self, floor: Floor) -> None:
        self.floors[floor.name] = floor

    def read(self, telling: Telling) -> Iterator[Tell | Happen]:
        kind = kind_of(telling.body)
        for floor in self.floors.values():
            if kind in floor.reads:
                yield from floor.reads[kind](telling)

    def fact(self, thread: str) -> Fact:
        floor, name, *_ = thread.split(":")
        return self.floors[floor].facts[name.split(".")[0]]

    def owner(self, thread: str) -> str:
        """The key of the body whose thread it is."""
        floor, _, owner, *_ = thread.split(":")
        return f"{self.fact(thread).owner or next(iter(self.floors[floor].reads))}:{owner}"

    def other(self, thread: str) -> str:
        """The key of the other body of a pair, or nothing."""
        _, _, _, *other = thread.split(":")
        kind = self.fact(thread).kind
        return f"{kind}:{other[0]}" if other and kind else ""

    def old(self, thread: str) -> str:
        """The key of the body whose second life ends the thread, or nothing."""
        fact = self.fact(thread)
        return self.owner(thread) if fact.old == "owner" else f"organisation:{thread.split(':')[3]}" if fact.old else ""

    def columns(self, thread: str, value: str) -> Columns:
        _, name, owner, *other = thread.split(":")
        fact = self.fact(thread)
        qualifier = name.partition(".")[2]
        return fact.columns(qualifier, owner, other[0] if other else "", value)

    def life_model(self, body: str) -> type[Period] | None:
        return next((f.lives[kind_of(body)] for f in self.floors.values() if kind_of(body) in f.lives), None)

    def life_columns(self, body: str) -> Columns:
        floor = next(f for f in self.floors.values() if kind_of(body) in f.lives)
        assert floor.life_columns is not None
        return floor.life_columns(slug_of(body))

    def table(self, kind: str) -> type[Model]:
        """The model of the bodies of a kind."""
        return next(floor.tables[kind] for floor in self.floors.values() if kind in floor.tables)

    def judge(self, threads: set[str]) -> None:
        """Let every floor judge what was written of its threads. Raises ChangeRefused."""
        for name, floor in self.floors.items():
            if floor.judge:
                floor.judge(thread for thread in threads if thread.startswith(f"{name}:"))

    def close(self, values: Sequence[Mapping[str, Any] | None]) -> bool:
        """Whether a floor shows to nobody in public what one of these values of a change tells."""
        return any(floor.closes(value) for floor in self.floors.values() if floor.closes for value in values if value)

    def models(self) -> list[type[Period]]:
        found: dict[type[Period], None] = {}
        for floor in self.floors.values():
            found |= dict.fromkeys([*floor.lives.values(), *(fact.model for fact in floor.facts.values())])
        return list(found)


FLOORS = Floors()


def body_key(name: str) -> str:
    """The key of a body as a file names it: a bare slug is an organisation."""
    return name if ":" in name else f"organisation:{name}"


def kind_of(body: str) -> str:
    return body.partition(":")[0]


def slug_of(body: str) -> str:
    return body.partition(":")[2]


def life_thread(body: str) -> str:
    return f"life:{body}"
