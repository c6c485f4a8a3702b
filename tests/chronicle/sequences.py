"""What may be told of a few bodies, one act after the other: any acts, days and orders, corrected, taken back, with other claims."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from hypothesis import strategies as st
from tests.world import claimed, told, withdrawn

from shanyraq.chronicle.tomlfile import ChangeTable

BODIES: Final = ("a", "b", "c", "d")
PLACES: Final = ("p", "q")
PERSONS: Final = ("x", "y")
NAMES: Final = ("A", "B")
TIES: Final = ("branch_of", "part_of", "member_of")
Act = tuple[str, str | tuple[str, ...], dict[str, Any]]  # (act, on, value)


@st.composite
def days(draw: st.DrawFn) -> str:
    first = draw(st.integers(1, 24))
    wide = draw(st.sampled_from((0, 0, 0, 1, 5)))
    plain = f"2000-01-{first:02}" if not wide else f"2000-01-{first:02}/2000-01-{first + wide:02}"
    return draw(st.sampled_from((plain, plain, plain, plain, "2000-01", "")))


@st.composite
def acts(draw: st.DrawFn, body: str) -> Act:
    """An act on this body, with its value."""
    other = draw(st.sampled_from([b for b in BODIES if b != body]))
    third = draw(st.sampled_from([b for b in BODIES if b not in (body, other)]))
    place, person, name = draw(st.sampled_from(PLACES)), draw(st.sampled_from(PERSONS)), draw(st.sampled_from(NAMES))
    tie = {draw(st.sampled_from(TIES)): other}
    named: dict[str, Any] = {"name": name, "from_": {"name": "C"}}
    states: tuple[dict[str, Any], ...] = ({"name": name}, named, {"kind": "club"}, {"seat": place}, tie, {"office": "chair", "person": person})
    state = draw(st.sampled_from(states))
    found: tuple[Act, ...] = (
        ("founded", body, {"name": name}), ("founded", body, state), ("registered", body, {}), ("struck_off", body, {}),
        ("renamed", body, {"name": name, "from_": {"name": draw(st.sampled_from(NAMES))}}), ("renamed", body, {"name": name}),
        ("moved", body, {"seat": place}), ("moved", body, {"branch_of": other}), ("joined", body, tie), ("joined", body, tie), ("left", body, tie),
        ("absorbed", body, {"into": other}), ("succeeded", body, {"by": other}), ("merged", (body, third), {"into": other}),
        ("split", body, {"into": ["s", other], "ties": {"s": [third]}}), ("separated", body, {"part": other, "ties": [third]}),
        ("dissolved", body, {}), ("revived", body, {}), ("dormant", body, {}),
        ("accredited", body, {"until": "2000-01-26"}), ("accreditation_withdrawn", body, {}),
        ("appointed", body, {"office": "chair", "person": person}), ("appointed", body, {"office": "chair", "person": person, "until": "2000-01-28"}),
        ("appointed", body, {"office": "deputy_chair", "person": person}), ("released", body, {"office": "chair", "person": person}),
        ("seen", body, state), ("seen", body, {}), ("standing", body, state), ("standing", f"place:{place}", {"name": name}), ("succeeds", body, {"of": other}),
    )  # fmt: skip
    return draw(st.sampled_from(found))


@st.composite
def changes(draw: st.DrawFn, slug: str, held: Sequence[ChangeTable]) -> ChangeTable:
    act, on, value = draw(acts(draw(st.sampled_from(BODIES))))
    order = draw(st.sampled_from(("", "", "", "after", "before"))) if held else ""
    stands = {order: draw(st.sampled_from(held)).id} if order else {}
    day = draw(days())
    table = told(slug, act, on, day or "2000-01" if act in ("seen", "standing") else day, **stands, **value)  # type: ignore[arg-type]
    return claimed(table, draw(days()) or "2000-01") if draw(st.integers(0, 4)) == 0 else table


@st.composite
def sequences(draw: st.DrawFn, most: int = 8) -> list[ChangeTable]:
    """Versions of changes, to be recorded one at a moment; an id again is a correction."""
    found: list[ChangeTable] = []
    for number in range(draw(st.integers(2, most))):
        again = draw(st.integers(0, 3)) == 0 and found
        if not again:
            found.append(draw(changes(f"c{number}", found)))
            continue
        held = draw(st.sampled_from(found))
        found.append(draw(st.sampled_from((withdrawn(held), claimed(held, draw(days()) or "2000-01", preferred=True), draw(changes(held.id, ()))))))
    return found
