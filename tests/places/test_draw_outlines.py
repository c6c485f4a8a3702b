from __future__ import annotations

import re
from datetime import date

import pytest

from shanyraq.places.outlines import NOW, outline
from shanyraq.places.outlines.drawing import dissolved, drawn, simplified

SQUARE = [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)]
BESIDE = [(1.0, 0.0), (1.0, 1.0), (2.0, 1.0), (2.0, 0.0), (1.0, 0.0)]
FAR = [(8.0, 8.0), (8.0, 9.0), (9.0, 9.0), (9.0, 8.0), (8.0, 8.0)]


def test_neighbours_lose_the_edge_they_share() -> None:
    ring = dissolved([SQUARE, BESIDE])
    assert [sorted(set(points)) for points in ring] == [sorted({*SQUARE, *BESIDE})]
    assert len(ring[0]) == 7


def test_what_does_not_touch_stays_apart() -> None:
    assert sorted(len(points) for points in dissolved([SQUARE, FAR])) == [5, 5]


def test_points_on_a_line_are_left_out() -> None:
    straight = [(0.0, 0.0), (0.0, 50.0), (0.0, 100.0), (100.0, 100.0), (100.0, 0.0), (0.0, 0.0)]
    assert simplified(straight) == [(0.0, 0.0), (0.0, 100.0), (100.0, 100.0), (100.0, 0.0), (0.0, 0.0)]


def test_north_is_up() -> None:
    d, view_box = drawn([[(0.0, 0.0), (5.0, 10.0), (10.0, 0.0), (0.0, 0.0)]])
    assert (d, view_box) == ("M0 401.5l200 -401.5 200 401.5z", "-2 -2 404 406")


@pytest.mark.parametrize("slug", [*NOW, "kazakhstan"])
def test_every_outline_is_a_few_kilobytes(slug: str) -> None:
    found = outline(slug, date(2025, 1, 1))
    assert found is not None
    assert 100 < len(found["d"]) < 6000
    assert re.fullmatch(r"(M[\d.]+ [\d.]+l[-\d. ]+z)+", found["d"])


def test_two_oblasts_of_today_are_one_before_the_day_of_their_division() -> None:
    days = {day: outline("almaty-oblast", date.fromisoformat(day)) for day in ("1997-04-21", "1997-04-22", "2022-06-07", "2022-06-08")}
    assert [found is not None for found in days.values()] == [False, True, True, True]
    assert days["1997-04-22"] == days["2022-06-07"] != days["2022-06-08"]
    assert outline("zhetysu-oblast", date(2022, 6, 7)) is None
    assert outline("nowhere", date(2025, 1, 1)) is None
