"""What differs between two days: which organisations, in how many facts, and what was so on each of the days. The number of queries is fixed.

A fact differs where its certainty (surely, possibly, no) is not the same on both days.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Case, F, IntegerField, Max, Q, QuerySet, When

from shanyraq.chronicle.models import Period
from shanyraq.dating.terms import Certainty
from shanyraq.directory.answers import strongest
from shanyraq.directory.day.two_days import TwoDays
from shanyraq.people.models import Holding, Person
from shanyraq.registry.models import Life, Name, Organisation, Seat, Tie, Trait
from shanyraq.registry.terms import UNDER
from shanyraq.registry.terms import Tie as TieKind
from shanyraq.rights import Visitor, which

TRAITS: Final = ("kind", "level", "registration", "dormant", "accreditation")
TIES: Final = (*UNDER, TieKind.SUPPORTED_BY, TieKind.PARTNER_OF)
APPEARED, ENDED, CHANGED = "appeared", "ended", "changed"
ORDER: Final = (APPEARED, ENDED, CHANGED)
HINGES: Final = ("begin_change", "end_change")


@dataclass(slots=True)
class Turned:
    """An organisation that is not the same on both days."""

    pk: int
    slug: str
    sort: str = CHANGED
    facts: set[str] = field(default_factory=set)  # of one that exists on both days

    def is_of(self, what: str) -> bool:
        """Whether it appeared or ended, or is there on both days and differs in this fact."""
        return what == self.sort or (self.sort == CHANGED and what in self.facts)


def turned(visitor: Visitor, days: TwoDays, known_on: date | None) -> list[Turned]:
    """All of them: those that appeared, those that ended, those that changed, each by slug. Six queries."""
    open_ones = which(visitor, "directory:organisation:see", Organisation.objects.all())
    lives = Life.objects.known_on(known_on).filter(organisation__in=open_ones)
    found = {}
    for pk, slug, _none, then, now in _rows(lives, days, "organisation", "thread"):
        found[pk] = Turned(pk, slug, APPEARED if now > then else ENDED)
    both = lives.as_of(days.first).values("organisation"), lives.as_of(days.last).values("organisation")
    for rows, owner, column in _tables(visitor, known_on):
        staying = rows.filter(Q(**{f"{owner}__in": both[0]}) & Q(**{f"{owner}__in": both[1]}))
        for pk, slug, said, _then, _now in _rows(staying, days, owner, column):
            found.setdefault(pk, Turned(pk, slug)).facts.add(_fact(column, said))
    return sorted(found.values(), key=lambda one: (ORDER.index(one.sort), one.slug))


def _tables(visitor: Visitor, known_on: date | None) -> Iterator[tuple[Any, str, str]]:
    """Rows that are believed, by which column they belong to an organisation, and which column says what they are about."""
    named = which(visitor, "directory:person:see", Person.objects.all())
    yield Name.objects.known_on(known_on).filter(use=""), "organisation", "use"
    yield Trait.objects.known_on(known_on).filter(Q(fact__in=TRAITS) | Q(fact__startswith="accreditation.")), "organisation", "fact"
    yield Seat.objects.known_on(known_on), "organisation", "thread"
    yield Tie.objects.known_on(known_on).filter(kind__in=TIES), "child", "kind"
    yield Holding.objects.open().known_on(known_on).filter(person__in=named), "organisation", "thread"


def _fact(column: str, said: str) -> str:
    """The fact that a row of such a table is about."""
    return "name" if column == "use" else said.split(":")[1].partition(".")[0] if column == "thread" else said


def _rows(rows: QuerySet[Any], days: TwoDays, owner: str, fact: str) -> QuerySet[Any, tuple[int, str, str, int, int]]:
    """(organisation, slug, fact, rank then, rank now) of each value whose rank differs; values told by several periods count by the strongest."""
    either = rows.filter(_as_of(days.first) | _as_of(days.last)).order_by()
    columns = dict.fromkeys((owner, f"{owner}__slug", fact, "thread", "value"))
    each = either.values(*columns).annotate(then=Max(_rank(days.first)), now=Max(_rank(days.last)))
    found: QuerySet[Any, tuple[int, str, str, int, int]] = each.exclude(then=F("now")).values_list(owner, f"{owner}__slug", fact, "then", "now")
    return found


def _as_of(day: date) -> Q:
    return Q(begin_earliest__lte=day, end_latest__gt=day)


def _rank(day: date) -> Case:
    sure = When(begin_latest__lte=day, end_earliest__gt=day, then=Certainty.SURELY.rank)
    return Case(sure, When(_as_of(day), then=Certainty.POSSIBLY.rank), default=Certainty.NO.rank, output_field=IntegerField())


@dataclass(slots=True)
class Held:
    """The periods of some organisations that hold on either day, by organisation and fact."""

    lives: dict[int, list[Any]]
    facts: dict[int, dict[str, list[Any]]]

    def periods(self) -> list[Any]:
        return [p for rows in self.lives.values() for p in rows] + [p for facts in self.facts.values() for rows in facts.values() for p in rows]

    def bodies(self) -> set[str]:
        found = set()
        for period in self.periods():
            for kind, name in (("place", "place"), ("organisation", "parent"), ("person", "person")):
                if hasattr(period, name):
                    found.add(f"{kind}:{getattr(period, name).slug}")
        return found


def held(visitor: Visitor, organisations: Sequence[int], days: TwoDays, known_on: date | None) -> Held:
    """Six queries."""
    either = _as_of(days.first) | _as_of(days.last)
    lives: dict[int, list[Any]] = defaultdict(list)
    facts: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    of_them = Life.objects.known_on(known_on).filter(either, organisation__in=organisations).select_related(*HINGES)
    for life in of_them.order_by("begin_earliest", "pk"):
        lives[life.organisation_id].append(life)
    for (rows, owner, column), other in zip(_tables(visitor, known_on), ((), (), ("place",), ("parent",), ("person",)), strict=True):
        there = rows.filter(either, **{f"{owner}__in": organisations}).select_related(*other, *HINGES)
        for period in there.order_by("begin_earliest", "begin_latest", "pk"):
            facts[getattr(period, f"{owner}_id")][_fact(column, str(getattr(period, column)))].append(period)
    return Held(lives, facts)


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of a fact, with its certainty on the first and on the last day, and the period that shows it."""

    period: Any
    then: Certainty
    now: Certainty

    @property
    def differs(self) -> bool:
        return self.then != self.now

    @property
    def change(self) -> int | None:
        """The change that did it: the begin of what is surer now, the end of what was surer then."""
        pk: int | None = self.period.begin_change_id if self.now.rank > self.then.rank else self.period.end_change_id
        return pk


def differences(periods: Iterable[Period], days: TwoDays) -> list[Difference]:
    """Of one fact: each value of every thread in which something differs."""
    values: dict[tuple[str, str], list[Period]] = defaultdict(list)
    for period in periods:
        values[(period.thread, period.value)].append(period)
    rows = [_difference(found, days) for found in values.values()]
    moved = {row.period.thread for row in rows if row.differs}
    return [row for row in rows if row.period.thread in moved]


def _difference(periods: Sequence[Period], days: TwoDays) -> Difference:
    then, now = strongest(periods, days.first), strongest(periods, days.last)
    return Difference(periods[-1] if now.rank >= then.rank else periods[0], then, now)
