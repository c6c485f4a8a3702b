"""In random federations, with random holdings and days, `which` equals a slow oracle written from the sentences of the design.

Rights come from offices that are surely held today as known now; they flow down the ties that are surely there today; of all this a sighting gives
nothing; a helper prepares what the holder may, an office that demands a second factor gives nothing without it.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shanyraq import rights
from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.chronicle.models import FOREVER, Change
from shanyraq.people.models import Holding, Person
from shanyraq.registry.models import Organisation, Tie, Trait
from shanyraq.rights.models import Demand, Grant, Helper, Stepping

pytestmark = [pytest.mark.django_db, pytest.mark.both]

FIRST: Final = date(2026, 1, 1)
BODIES: Final = range(4)
OFFICES: Final = ("chair", "chair", "secretary")
LEVEL: Final = "oblast"
CARRIED: Final = {
    "registry:fact:keep": ("branch_of", "part_of"), "rights:helper:name": ("branch_of",), "lists:list:see": ("branch_of",), "desk:home:see": ("branch_of", "part_of"),
}  # fmt: skip
PREPARED: Final = ("desk:home:see",)
SIDES: Final = st.sampled_from(("public", "public", "member", "member", "apart"))


@dataclass(frozen=True)
class Span:
    """Four days as numbers, as periods have them; a past belief is believed no more."""

    begin_earliest: int
    begin_latest: int
    end_earliest: int
    end_latest: int
    past: bool = False
    seen: bool = False

    def surely(self, day: int) -> bool:
        return not self.past and not self.seen and self.begin_latest <= day < self.end_earliest

    def possibly(self, day: int) -> bool:
        return not self.past and self.begin_earliest <= day < self.end_latest

    def columns(self, change: Change) -> dict[str, Any]:
        told = {name: FIRST + timedelta(days=getattr(self, name)) for name in ("begin_earliest", "begin_latest", "end_earliest", "end_latest")}
        believed = {"known_from": datetime(2026, 1, 1, tzinfo=UTC), "known_to": datetime(2026, 1, 2, tzinfo=UTC) if self.past else FOREVER}
        return {**told, **believed, "end_change": None if self.seen else change}


@dataclass(frozen=True)
class World:
    ties: Sequence[tuple[int, int, str, Span]]  # child, parent, kind
    held: Sequence[tuple[int, int, str, Span]]  # person (0 is the one who asks), body, office
    umbrellas: frozenset[int]
    levels: Sequence[tuple[int, Span]]
    grants: Sequence[tuple[str, str, str, bool]]  # office, reach, kind of body, whether it was withdrawn
    demands: Sequence[tuple[str, str, bool]]  # office, level of body, whether it was withdrawn
    helps: Sequence[tuple[int, int, int]]  # body, since, until: the one who asks helps person 1
    steps: Sequence[tuple[int | None, int, int]]
    action: str
    day: int
    strong: bool
    means: str
    operator: bool
    sides: tuple[str, str]  # where the account of person 0 and 1 hangs: on the one in office, on a member who is the same, on a member apart


# ---- the oracle: sentences, slowly


def above(world: World, body: int) -> Iterator[int]:
    """The bodies to which this one belongs surely today, over ties that carry the action, itself first."""
    found, waiting = [body], [body]
    while waiting:
        here = waiting.pop()
        for child, parent, kind, span in world.ties:
            if child == here and kind in CARRIED[world.action] and span.surely(world.day) and parent not in found:
                found.append(parent)
                waiting.append(parent)
    return iter(found)


def under_none(world: World, body: int) -> bool:
    return not any(child == body and kind in ("branch_of", "part_of") and span.surely(world.day) for child, _p, kind, span in world.ties)


def counts(world: World, body: int, office: str) -> bool:
    """Whether an office counts, for want of a second factor."""
    asked = any(office == name and (not level or any(b == body and s.possibly(world.day) for b, s in world.levels)) for name, level, gone in world.demands if not gone)
    return world.strong or not asked


def gives(world: World) -> Iterator[tuple[int | None, str]]:
    """(body, reach) of all that the offices of the one who asks give, and of those whom they help."""
    seats = [(body, office, span) for person, body, office, span in world.held if person == 0 and world.sides[0] != "apart"]
    if world.action in PREPARED:
        helped = {body for body, since, until in world.helps if since <= world.day < until}
        seats += [(body, office, span) for person, body, office, span in world.held if person == 1 and body in helped]
    for body, office, span in seats:
        for name, reach, kind, gone in world.grants:
            fits = not gone and name == office and (not kind or body in world.umbrellas)
            if fits and span.surely(world.day) and counts(world, body, office) and (reach != "all" or under_none(world, body)):
                yield body, reach
    if world.operator and not all(gone for *_row, gone in world.grants):
        yield from ((body, "all" if body is None else "below") for body, since, until in world.steps if since <= world.day < until)


def leads(world: World, body: int) -> bool:
    """Whether it stands under no other, and others stand under it."""
    over = any(parent == body and kind in ("branch_of", "part_of") and span.surely(world.day) for _c, parent, kind, span in world.ties)
    return over and under_none(world, body)


def keeps(world: World) -> bool:
    """Whether somebody with an account surely holds an office that gives the keeping of the register, where the federation is led."""
    grants = [(o, k) for o, _r, k, gone in world.grants if not gone] if world.action == "registry:fact:keep" else [("chair", "")]
    seats = [(body, office) for p, body, office, span in world.held if world.sides[p] != "apart" and span.surely(world.day) and leads(world, body)]
    return any(office == name and (not kind or body in world.umbrellas) for body, office in seats for name, kind in grants)


def at_large(world: World) -> bool:
    """An operator keeps the register as long as the federation has no keeper of its own."""
    return world.operator and not keeps(world)


def expected(world: World) -> set[int]:
    if world.means == "pin":
        return set()
    seats = list(gives(world))
    if at_large(world) or any(reach == "all" for _body, reach in seats):
        return set(BODIES)
    own = {body for body, _reach in seats}
    below = {body for body, reach in seats if reach == "below"}
    return {body for body in BODIES if body in own or below & set(above(world, body))}


# ---- random worlds


@st.composite
def spans(draw: st.DrawFn, *, seen: bool = False) -> Span:
    if seen:
        day = draw(st.integers(5, 7))
        return Span(0, day, day + 1, 12, seen=True)
    if draw(st.booleans()):
        return Span(0, 0, 20, 20)
    begin, later, end, last = sorted(draw(st.lists(st.integers(3, 8), min_size=4, max_size=4)))
    return Span(begin, later, end, max(last, begin + 1), past=draw(st.sampled_from((False, False, False, True))))


@st.composite
def moments(draw: st.DrawFn) -> tuple[int, int]:
    return draw(st.integers(0, 6)), draw(st.integers(7, 9))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Small and full, so that something is in reach more often than not."""
    body, day, office = st.sampled_from(BODIES), draw(st.integers(4, 7)), st.sampled_from(OFFICES)
    ties = draw(st.lists(st.tuples(body, body, st.sampled_from(("branch_of", "branch_of", "part_of", "member_of")), spans()), min_size=2, max_size=6))
    holder = st.tuples(st.sampled_from((0, 0, 1)), body, office, st.one_of(spans(), spans(), spans(seen=True)))
    reach, kind = st.sampled_from(("own", "below", "below", "all")), st.sampled_from(("", "", "umbrella"))
    plain = st.just([("chair", "below", "", False)])
    some = st.lists(st.tuples(office, reach, kind, st.sampled_from((False, False, True))), min_size=1, max_size=2, unique_by=lambda row: row[0])
    held = [(draw(st.sampled_from((0, 0, 1))), draw(body), "chair", Span(0, 0, 20, 20)), *draw(st.lists(holder, max_size=2))]
    demanded = st.tuples(office, st.sampled_from(("", LEVEL)), st.booleans())
    return World(
        ties=[tie for tie in ties if tie[0] != tie[1]], held=held,
        umbrellas=frozenset(draw(st.sets(body, max_size=2))), levels=draw(st.lists(st.tuples(body, spans()), max_size=2)),
        grants=draw(st.one_of(plain, plain, some)),
        demands=draw(st.lists(demanded, max_size=1)),
        helps=[(b, *m) for b, m in draw(st.lists(st.tuples(st.sampled_from([row[1] for row in held]), moments()), max_size=2))],
        steps=[(b, *m) for b, m in draw(st.lists(st.tuples(st.one_of(st.none(), body), moments()), max_size=1))],
        action=draw(st.sampled_from(("desk:home:see", *CARRIED))), day=day, strong=draw(st.sampled_from((True, True, False))),
        means=draw(st.sampled_from(("", "", "password", "passkey", "code", "link", "pin"))), operator=draw(st.sampled_from((False, False, False, True))),
        sides=(draw(SIDES), draw(SIDES)),
    )  # fmt: skip


def hang(world: World, users: list[User]) -> None:
    """Each account on the side that the world says."""
    for number, (side, user) in enumerate(zip(world.sides, users, strict=True)):
        if side == "public":
            Person.objects.filter(slug=f"p{number}").update(account=user)
        else:
            same = Person.objects.get(slug=f"p{number}") if side == "member" else None
            Person.objects.create(slug=f"m{number}", private=True, account=user, same_as=same)


def settle(world: World) -> tuple[User, list[Organisation]]:
    """The world in the database; person 0 asks, person 1 is somebody else with an account."""
    change = Change.objects.create(slug="some")
    bodies = [Organisation.objects.create(slug=f"b{number}") for number in BODIES]
    users = [open_account(name="Asks", is_operator=world.operator), open_account(name="Other")]
    persons = [Person.objects.create(slug=f"p{n}") for n in range(len(users))]
    on = lambda span: span.columns(change)  # noqa: E731
    Tie.objects.bulk_create(Tie(child=bodies[c], parent=bodies[p], kind=kind, thread=f"t{n}", **on(span)) for n, (c, p, kind, span) in enumerate(world.ties))
    Holding.objects.bulk_create(Holding(person=persons[p], organisation=bodies[b], office=office, thread=f"h{n}", **on(span)) for n, (p, b, office, span) in enumerate(world.held))
    always = Span(0, 0, 20, 20)
    Trait.objects.bulk_create(Trait(organisation=bodies[b], fact="kind", value="umbrella", thread=f"k{b}", **on(always)) for b in world.umbrellas)
    Trait.objects.bulk_create(Trait(organisation=bodies[b], fact="level", value=LEVEL, thread=f"l{n}", **on(span)) for n, (b, span) in enumerate(world.levels))
    Grant.objects.bulk_create(Grant(office=office, action=world.action, reach=reach, kind=kind, withdrawn=gone) for office, reach, kind, gone in world.grants)
    if world.action != "registry:fact:keep":
        Grant.objects.create(office="chair", action="registry:fact:keep", reach="own")
    Demand.objects.bulk_create(Demand(office=office, level=level, withdrawn=gone) for office, level, gone in world.demands)
    hang(world, users)
    day = lambda number: FIRST + timedelta(days=number)  # noqa: E731
    Helper.objects.bulk_create(Helper(account=users[0], holder=persons[1], organisation=bodies[b], since=day(s), until=day(u)) for b, s, u in world.helps)
    Stepping.objects.bulk_create(Stepping(account=users[0], organisation=None if b is None else bodies[b], reason="r", since=day(s), until=day(u)) for b, s, u in world.steps)
    users[0].strong, users[0].means = world.strong, world.means
    return users[0], bodies


@given(worlds())
@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
def test_which_is_what_the_sentences_say(world: World) -> None:
    today = FIRST + timedelta(days=world.day)
    with transaction.atomic():
        user, bodies = settle(world)
        answer = {body.slug for body in rights.which(user, world.action, Organisation.objects.all(), today)}
        buttons = {body.slug for body in bodies if rights.may(user, world.action, body, today)}
        reasons = {body.slug for body in bodies if rights.why(user, world.action, body, today)}
        homes = set(rights.which(user, world.action, Holding.objects.all(), today).values_list("organisation__slug", flat=True))
        at_all = rights.allows(user, world.action, today)
        transaction.set_rollback(True)
    told = {f"b{number}" for number in expected(world)}
    assert (answer, buttons, reasons) == (told, told, told)
    assert homes == told & {f"b{body}" for _p, body, _o, _s in world.held}
    assert at_all == bool(told)
