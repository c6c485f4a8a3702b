from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.directory.river.canvas import Canvas
from shanyraq.directory.river.laying import Edge, lanes
from shanyraq.directory.river.lettering import free, lines, width
from shanyraq.directory.river.scale import Scale, bounds

SPAN = (0, 100)


def test_an_heir_goes_on_in_the_lane_of_the_one_it_follows() -> None:
    found = lanes({1: (0, 50), 2: (0, 50), 3: (50, 100)}, {}, [(1, 3), (2, 3)], [Edge(1, 3, 3), Edge(2, 3, 3)])
    assert (found[1] == found[3], found[2] == found[3]) == (True, False)


def test_an_heir_that_may_begin_before_the_other_ends_has_its_own_lane() -> None:
    found = lanes({1: (0, 60), 2: (50, 100)}, {}, [(1, 2)], [])
    assert sorted(found.values()) == [0, 1]


def test_what_hangs_under_one_lies_around_it() -> None:
    found = lanes(dict.fromkeys(range(1, 9), SPAN), {2: 1, 3: 1, 4: 1, 6: 5, 7: 5, 8: 5}, [], [])
    assert [{node for node, lane in found.items() if lane in half} for half in (range(4), range(4, 8))] == [{1, 2, 3, 4}, {5, 6, 7, 8}]
    assert (found[1], found[5]) == (1, 5)


def test_curves_are_made_short() -> None:
    chain = [(1, 5), (5, 2), (2, 4), (4, 3)]
    found = lanes(dict.fromkeys(range(1, 6), SPAN), {}, [], [Edge(a, b, 1) for a, b in chain])
    assert sum(abs(found[a] - found[b]) for a, b in chain) == 4


def test_a_circle_of_parents_ends() -> None:
    assert sorted(lanes({1: SPAN, 2: SPAN}, {1: 2, 2: 1}, [], []).values()) == [0, 1]


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=14),
    st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=20),
)
def test_two_that_are_there_at_once_never_share_a_lane(spans: list[tuple[int, int]], pairs: list[tuple[int, int]]) -> None:
    nodes = {n: (begin, begin + long) for n, (begin, long) in enumerate(spans)}
    heirs = [(a, b) for a, b in pairs if a in nodes and b in nodes and a != b]
    found = lanes(nodes, dict(heirs), heirs, [Edge(a, b, 2) for a, b in heirs])
    assert set(found) == set(nodes)
    assert sorted(set(found.values())) == list(range(len(set(found.values()))))
    together = [(a, b) for a in nodes for b in nodes if a < b and found[a] == found[b] and nodes[a][0] < nodes[b][1] and nodes[b][0] < nodes[a][1]]
    assert together == []


def test_days_lie_along_the_scale_and_never_outside() -> None:
    scale = Scale(date(2000, 1, 1), date(2010, 1, 1), 0, 3653)
    assert [scale.at(day) for day in (date(1, 1, 1), date(2000, 1, 1), date(2000, 1, 11), date(9999, 12, 31))] == [0, 0, 10, 3653]


def test_years_are_round_and_few() -> None:
    assert Scale(date(1983, 1, 1), date(2026, 11, 24), 0, 1).ticks(11) == [1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025]
    assert Scale(date(1560, 1, 1), date(2026, 11, 24), 0, 1).ticks(11)[:3] == [1600, 1650, 1700]


@pytest.mark.parametrize(
    ("told", "first", "last", "expected"),
    [
        ([date(1996, 4, 1), date(1, 1, 1)], None, None, (date(1996, 1, 1), date(2026, 5, 1))),
        ([date(2025, 1, 1)], None, None, (date(2016, 1, 1), date(2026, 5, 1))),
        ([date(2028, 1, 1)], None, None, (date(2016, 1, 1), date(2028, 1, 1))),
        ([date(1996, 4, 1)], 1990, 2026, (date(1990, 1, 1), date(2026, 5, 1))),
        ([date(1996, 4, 1)], 1990, 2000, (date(1990, 1, 1), date(2000, 12, 31))),
        ([date(1996, 4, 1)], 9998, None, (date(9998, 1, 1), date(9999, 1, 1))),
    ],
)
def test_it_runs_from_what_is_told_first_to_today(told: list[date], first: int | None, last: int | None, expected: tuple[date, date]) -> None:
    assert bounds(told, date(2026, 5, 1), first=first, last=last) == expected


def test_words_that_do_not_fit_are_left_out_whole() -> None:
    room = width("Корей мәдени", 10)
    assert lines("Корей мәдени орталығы", 10, room, 2) == ["Корей мәдени", "орталығы"]
    assert lines("Корей мәдени орталығы", 10, room, 1) == []
    assert lines("Үлгіоблыстықкореймәдениорталығы", 10, room, 2) == []


def test_what_other_words_take_is_no_room() -> None:
    assert free((0, 10), [(2, 4), (8, 12)]) == [(0, 2), (4, 8)]


def test_a_tall_picture_is_a_wide_one_turned() -> None:
    assert [Canvas(tall).box(1, 5, (2, 3)) for tall in (False, True)] == ["M1 2H5V3H1z", "M2 1V5H3V1z"]
    assert [Canvas(tall).curve(0, 10, (0, 5)) for tall in (False, True)] == ["M0 0C6 0 4 5 10 5", "M0 0C0 6 5 4 5 10"]
