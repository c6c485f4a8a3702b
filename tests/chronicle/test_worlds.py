"""The worlds of one thread against the oracle that writes every world down."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.chronicle.oracle import Oracle, Said, What, bound, tightened
from tests.world import record, undone
from tests.world import told as change

from shanyraq.chronicle.errors import ChangeRefused, NoWorld
from shanyraq.chronicle.steps import FIRST, LAST, Do, Move, Step
from shanyraq.chronicle.tomlfile import ChangeTable
from shanyraq.chronicle.worlds import Period, Worlds
from shanyraq.directory.questions import show
from shanyraq.registry.models import Organisation

START: Final = 100  # ordinals of the little calendar
DAYS: Final = range(START, START + 8)
WIDE: Final = range(START - 2, START + 10)  # an unknown day is any of these: two more on either side than is asked
VALUES: Final = ("A", "B", "C")
BODY: Final = "organisation:x"
MOVES: Final = {
    What.FOUNDED: Do.BEGIN, What.DISSOLVED: Do.CLEAR, What.REVIVED: Do.REVIVE, What.IS: Do.SET, What.ENDS: Do.END, What.STOPS: Do.STOP,
    What.SEEN: Do.SEEN, What.STANDING: Do.STANDING, What.LAPSES: Do.UNTIL,
}  # fmt: skip
LIFE: Final = (What.FOUNDED, What.DISSOLVED, What.REVIVED)


def step_of(place: int, said: Said) -> Step:
    lo, hi = (FIRST if said.first == WIDE[0] else said.first), (LAST if said.last == WIDE[-1] else said.last)
    body = BODY if said.what in LIFE else ""
    move = Move(MOVES[said.what], said.value, was=said.was, body=body, restores=said.restores, tag=said.of)
    return Step(None if said.what is What.LAPSES else place + 1, lo, hi, (move,))


def worlds_of(thread: Sequence[Said]) -> Worlds:
    before = [sum(1 << j for j in said.after) for said in thread]
    founded = any(said.what is What.FOUNDED for said in thread)
    return Worlds([step_of(i, said) for i, said in enumerate(thread)], before, (frozenset({BODY}) if founded else frozenset(),))


def told(periods: Sequence[Period], day: int) -> dict[str, bool]:
    """{value: whether surely} by rule 7."""
    found: dict[str, bool] = {}
    for p in periods:
        if p.begin_earliest <= day < p.end_latest:
            found[p.value] = found.get(p.value, False) or p.begin_latest <= day < p.end_earliest
    return found


# ---- threads


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int]:
    """First and last day: often one, sometimes a few, now and then unknown."""
    if draw(st.integers(0, 9)) == 0:
        return WIDE[0], WIDE[-1]
    first = draw(st.integers(START + 1, START + 6))
    return first, min(first + draw(st.sampled_from((0, 0, 1, 2, 3))), START + 6)


@st.composite
def changes(draw: st.DrawFn) -> Said:
    what = draw(st.sampled_from((What.IS, What.IS, What.ENDS, What.SEEN, What.STANDING, What.STOPS)))
    first, last = draw(spans())
    value = "" if what is What.STOPS else draw(st.sampled_from(VALUES))
    was = draw(st.sampled_from((None, None, *VALUES))) if what is What.IS else None
    return Said(what, first, last, value, None if was == value else was)


@st.composite
def threads(draw: st.DrawFn, most: int = 4) -> list[Said]:
    """Some changes of a fact; of a few is said that they followed one another."""
    thread = draw(st.lists(changes(), min_size=1, max_size=most))
    wide = [i for i, s in enumerate(thread) if s.last - s.first > 4]
    for i in wide[1:]:
        thread[i] = replace(thread[i], first=START + 1, last=START + 4)
    for i in range(1, len(thread)):
        if draw(st.integers(0, 2)) == 0:
            thread[i] = replace(thread[i], after=frozenset({draw(st.integers(0, i - 1))}))
    return thread


@st.composite
def lapsing(draw: st.DrawFn) -> list[Said]:
    """One of the values is told with its own end."""
    thread = draw(threads(most=3))
    setters = [i for i, s in enumerate(thread) if s.what is What.IS]
    if setters:
        of = draw(st.sampled_from(setters))
        first, last = draw(spans())
        first, last = max(first, thread[of].first), max(last, thread[of].first)
        thread.append(Said(What.LAPSES, first, last, after=frozenset({of}), of=of))
    return thread


@st.composite
def lives(draw: st.DrawFn) -> list[Said]:
    """A body founded, dissolved and perhaps revived, and what is told of it in each life."""
    second = draw(st.booleans())
    kinds = [What.FOUNDED, What.DISSOLVED, *([What.REVIVED] if second else [])]
    frame = [replace(draw(changes()), what=kind, value="", was=None, restores=draw(st.booleans())) for kind in kinds]
    frame = [replace(one, after=frozenset({i - 1} if i else ())) for i, one in enumerate(frame)]
    inner = draw(st.lists(changes(), max_size=2))
    for one in inner:
        if second and draw(st.booleans()):
            frame.append(replace(one, after=frozenset({2})))
        else:
            frame[1] = replace(frame[1], after=frame[1].after | {len(frame)})
            frame.append(replace(one, after=frozenset({0})))
    return _narrow(frame)


def _narrow(thread: list[Said]) -> list[Said]:
    """At most one unknown day, or there are too many worlds to write down."""
    wide = [i for i, s in enumerate(thread) if s.last - s.first > 4]
    return [replace(s, first=START + 2, last=START + 4) if i in wide[1:] else s for i, s in enumerate(thread)]


# ---- comparing


def compare(thread: Sequence[Said]) -> None:
    oracle = Oracle(thread, DAYS)
    if not oracle.worlds:
        with pytest.raises(NoWorld):
            worlds_of(thread)
        return
    periods = worlds_of(thread).periods()
    if oracle.strict:
        assert {day: told(periods, day) for day in DAYS} == {day: oracle.answer(day) for day in DAYS}


@settings(max_examples=500)
@given(threads())
def test_any_thread_is_answered_as_by_all_its_worlds(thread: list[Said]) -> None:
    compare(tightened(bound(thread)))


@settings(max_examples=300)
@given(lives())
def test_two_lives_are_answered_as_by_all_their_worlds(thread: list[Said]) -> None:
    compare(tightened(bound(thread)))


@settings(max_examples=300)
@given(lapsing())
def test_ends_told_beforehand_are_answered_as_by_all_their_worlds(thread: list[Said]) -> None:
    compare(tightened(bound(thread)))


# ---- the same through the door


ACTS: Final = {What.FOUNDED: "founded", What.DISSOLVED: "dissolved", What.REVIVED: "revived", What.SEEN: "seen", What.STANDING: "standing"}


def day_of(ordinal: int) -> date:
    return date(2000, 1, 1) + timedelta(days=ordinal - START)


def table_of(place: int, said: Said, fact: str) -> ChangeTable:
    """The change as it would be told of the chair or of the name of an organisation."""
    act = ACTS.get(said.what, "")
    value: dict[str, Any] = {}
    if said.what not in LIFE:
        value = {"office": "chair", "person": said.value.lower()} if fact == "chair" else {"name": said.value}
    if not act:
        act = "renamed" if fact == "name" else "released" if said.what is What.ENDS else "appointed"
    if said.was:
        value["from_"] = {"name": said.was}
    return change(f"c{place}", act, "org", f"{day_of(said.first)}/{day_of(said.last)}", after=[f"c{i}" for i in sorted(said.after)], **value)


def fitting(thread: Sequence[Said], fact: str) -> list[Said]:
    """As far as this fact can be told so: a chair is appointed and released, a name is taken in place of another and comes back with a second life."""
    if fact == "chair":
        return [replace(s, was=None, restores=False, what=What.ENDS if s.what is What.STOPS else s.what, value=s.value or ("A" if s.what is What.STOPS else "")) for s in thread]
    kinds = {What.ENDS: What.IS, What.STOPS: What.SEEN}
    return [replace(s, restores=True, what=kinds.get(s.what, s.what), value=s.value or ("" if s.what in LIFE else "B")) for s in thread]


def shown(day: int, fact: str) -> dict[str, bool]:
    if not Organisation.objects.exists():
        return {}  # begun and ended on one day: it has no day
    answer = show("org", as_of=day_of(day))
    rows = [(r["person"].upper(), r) for r in answer["offices"]] if fact == "chair" else [(r["text"]["und"], r) for r in answer["names"]]
    return {value: row["certainty"] == "surely" for value, row in rows}


def compare_told(thread: Sequence[Said], fact: str) -> None:
    said = fitting(thread, fact)
    oracle = Oracle(tightened(bound(said)), DAYS)
    with undone():
        try:
            record([table_of(i, s, fact) for i, s in enumerate(said)])
        except ChangeRefused:
            assert not oracle.worlds
            return
        if oracle.strict:
            assert {day: shown(day, fact) for day in DAYS} == {day: oracle.answer(day) for day in DAYS}


@pytest.mark.both
@pytest.mark.django_db
@settings(max_examples=60)
@given(st.one_of(threads(), lives()), st.sampled_from(("chair", "name")))
def test_what_is_told_of_an_organisation_is_answered_as_by_all_worlds(thread: list[Said], fact: str) -> None:
    compare_told(thread, fact)
