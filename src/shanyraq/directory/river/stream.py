"""What the river shows: organisations through time, how they joined and left, and how they flow into each other."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet

from shanyraq.chronicle.models import FOREVER, Alternative, Period, known
from shanyraq.chronicle.prepared import Fixed, prepared
from shanyraq.directory.days import Asked
from shanyraq.directory.namebook import name_text
from shanyraq.directory.nameless import without_name
from shanyraq.directory.river.heirs import Flow, flows
from shanyraq.directory.strangers import is_stranger
from shanyraq.registry.models import Life, Name, Organisation, Tie, Trait
from shanyraq.registry.terms import UNDER, Kind
from shanyraq.rights import Visitor, which
from shanyraq.words.texts import Text

MOST: Final = 400
SEE: Final = "directory:organisation:see"
UMBRELLAS: Final = frozenset({Kind.UMBRELLA, Kind.FEDERATION, Kind.NATIONAL_ASSOCIATION, Kind.UNION_OF_LEGAL_ENTITIES})
OTHERS: Final = frozenset({
    Kind.HOUSE_OF_FRIENDSHIP, Kind.STATE_INSTITUTION, Kind.COUNCIL, Kind.COUNCIL_OF_ELDERS, Kind.COUNCIL_OF_MOTHERS, Kind.SCHOOL, Kind.UNIVERSITY,
    Kind.NEWSPAPER, Kind.MUSEUM, Kind.PARTNER_INSTITUTION, Kind.AUTHORITY, Kind.COMPANY, Kind.FOUNDATION, Kind.OTHER,
})  # fmt: skip


@dataclass(slots=True)
class Strip:
    """One organisation: `role` is "u" (umbrella), "a" (association) or "o" (other); `names` are the official ones, `shorts` the short ones."""

    pk: int
    slug: str
    role: str = "a"
    lives: list[Life] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    shorts: list[Name] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"organisation:{self.slug}"

    def text(self, language: str) -> Text:
        """The last name; without one that there is none, as on its own page."""
        return name_text(self.names[-1].text, language) if self.names else without_name(language)

    @property
    def last_end(self) -> date:
        return max(life.end_earliest for life in self.lives)


@dataclass(slots=True)
class Join:
    """That one stood under another for a time; `passed` where the tie was only handed on to an heir; `left` where it ended before both bodies did."""

    tie: Tie
    passed: bool
    left: bool


@dataclass(slots=True)
class Stream:
    strips: dict[int, Strip] = field(default_factory=dict)
    joins: list[Join] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    left_out: int = 0  # organisations for which there is no room
    doubts: set[tuple[int, str]] = field(default_factory=set)  # (change, thread) of which the sources disagree

    def disputed(self, period: Period) -> tuple[bool, bool]:
        """Whether sources disagree on its begin, and on its end."""
        begin, end = ((change or 0, period.thread) in self.doubts for change in (period.begin_change_id, period.end_change_id))
        return begin, end

    def weights(self) -> dict[int, int]:
        """How much there is to see of each: what flows counts most."""
        flowing = Counter(pk for flow in self.flows for pk in {flow.old, flow.new})
        tied = Counter(pk for join in self.joins for pk in {join.tie.child_id, join.tie.parent_id})
        return {pk: 3 * flowing[pk] + tied[pk] + 2 * len(strip.names) for pk, strip in self.strips.items()}

    def cut(self, most: int) -> Stream:
        """The same with no more than so many strips, those of which there is most to see."""
        if len(self.strips) <= most:
            return self
        weights = self.weights()
        kept = set(sorted(self.strips, key=lambda pk: (-weights[pk], pk))[:most])
        left_out = self.left_out + len(self.strips) - most
        strips = {pk: strip for pk, strip in self.strips.items() if pk in kept}
        joins = [join for join in self.joins if {join.tie.child_id, join.tie.parent_id} <= kept]
        return Stream(strips, joins, [flow for flow in self.flows if {flow.old, flow.new} <= kept], left_out, self.doubts)


def stream(visitor: Visitor, asked: Asked, *, organisation: int | None = None, most: int = MOST) -> Stream:
    """The organisations of all time as known on a day, or one and all that it touches; ten queries, however many there are."""
    heirs = flows(asked.known_on)
    wanted, left_out = _around(organisation, heirs, asked.known_on) if organisation else _greatest(visitor, asked.known_on, most)
    some = wanted[:most]
    lives = _open_lives(some, asked.known_on) if is_stranger(visitor) else _lives(visitor, some, asked.known_on)
    found = Stream(_strips(lives), left_out=left_out + max(0, len(wanted) - most))
    _read_names(found, asked.known_on)
    _read_roles(found, asked.known_on)
    found.flows = [flow for flow in heirs if {flow.old, flow.new} <= set(found.strips)]
    _read_joins(found, asked.known_on)
    found.doubts = set(_doubts([strip.key for strip in found.strips.values()], asked.known_on))
    return found


def _lives(visitor: Visitor, organisations: Collection[int], known_on: date | None) -> QuerySet[Life]:
    seen = which(visitor, SEE, Organisation.objects.filter(pk__in=organisations))
    lives = Life.objects.known_on(known_on).filter(organisation__in=seen).select_related("organisation")
    return lives.order_by("begin_latest", "organisation__slug", "pk")


@prepared
def _open_lives(organisations: Collection[int], known_on: date | None) -> QuerySet[Life]:
    return _lives(None, organisations, known_on)


@prepared
def _doubts(bodies: Collection[str], known_on: date | None) -> QuerySet[Alternative, tuple[int, str]]:
    return known(Alternative, known_on).filter(body__in=bodies).values_list("change_id", "thread").distinct()


def _strips(lives: Iterable[Life]) -> dict[int, Strip]:
    found: dict[int, Strip] = {}
    for life in lives:
        found.setdefault(life.organisation_id, Strip(life.organisation_id, life.organisation.slug)).lives.append(life)
    return found


def _greatest(visitor: Visitor, known_on: date | None, most: int) -> tuple[list[int], int]:
    """Organisations by how many belong or belonged to them, and how many more there are than can be shown."""
    strange = is_stranger(visitor)
    found = list(_open_tied(known_on, Fixed(most)) if strange else _tied(visitor, known_on, most))
    return found, max(0, _everyone(visitor, known_on).count() - len(found)) if len(found) >= most else 0


def _everyone(visitor: Visitor, known_on: date | None) -> QuerySet[Organisation]:
    return which(visitor, SEE, Organisation.objects.filter(pk__in=Life.objects.known_on(known_on).values("organisation")))


def _tied(visitor: Visitor, known_on: date | None, most: int) -> QuerySet[Organisation, int]:
    tied = Count("ties_down", filter=Q(ties_down__known_to=FOREVER))
    return _everyone(visitor, known_on).annotate(tied=tied).order_by("-tied", "pk").values_list("pk", flat=True)[:most]


@prepared
def _open_tied(known_on: date | None, most: Fixed) -> QuerySet[Organisation, int]:
    return _tied(None, known_on, most)


def _around(pk: int, heirs: list[Flow], known_on: date | None) -> tuple[list[int], int]:
    """An organisation, all that flowed into it and out of it, and what these belonged to or what belonged to them."""
    touched = {pk}
    while more := {one for flow in heirs if {flow.old, flow.new} & touched for one in (flow.old, flow.new)} - touched:
        touched |= more
    under = Tie.objects.known_on(known_on).filter(Q(child__in=touched) | Q(parent__in=touched), kind__in=UNDER)
    beside = {one for pair in under.values_list("child", "parent") for one in pair} - touched
    return [*sorted(touched), *sorted(beside)], 0


def _read_names(found: Stream, known_on: date | None) -> None:
    for name in _names(found.strips, known_on):
        strip = found.strips[name.organisation_id]
        (strip.shorts if name.use else strip.names).append(name)


@prepared
def _names(organisations: Collection[int], known_on: date | None) -> QuerySet[Name]:
    names = Name.objects.known_on(known_on).filter(organisation_id__in=organisations, use__in=("", "short"))
    return names.order_by("begin_earliest", "begin_latest", "pk")


def _read_roles(found: Stream, known_on: date | None) -> None:
    """By the kind that it has last."""
    for kind in _kinds(found.strips, known_on):
        found.strips[kind.organisation_id].role = "u" if kind.value in UMBRELLAS else "o" if kind.value in OTHERS else "a"


@prepared
def _kinds(organisations: Collection[int], known_on: date | None) -> QuerySet[Trait]:
    kinds = Trait.objects.known_on(known_on).filter(organisation_id__in=organisations, fact="kind")
    return kinds.order_by("begin_latest", "end_earliest", "pk")


@prepared
def _ties(organisations: Collection[int], known_on: date | None) -> QuerySet[Tie]:
    ties = Tie.objects.known_on(known_on).filter(child_id__in=organisations, parent_id__in=organisations, kind__in=UNDER)
    return ties.order_by("begin_latest", "pk")


def _read_joins(found: Stream, known_on: date | None) -> None:
    handed: dict[int, set[int]] = defaultdict(set)  # by change: the heirs to whom it hands on what stood below the old ones
    for flow in found.flows:
        handed[flow.change].add(flow.new)
    for tie in _ties(found.strips, known_on):
        passed = tie.parent_id in handed.get(tie.begin_change_id or 0, set())
        ends = min(found.strips[pk].last_end for pk in (tie.child_id, tie.parent_id))
        found.joins.append(Join(tie, passed, left=tie.end_latest < ends))
