from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from shanyraq.places.outlines import ALMATY_UNITED, FORMED, NORTH_SETTLED, NOW, REFORM_OVER, SHYMKENT_APART, drawing
from shanyraq.places.outlines.country import country

DIVIDED = {"abai-oblast", "zhetysu-oblast", "ulytau-oblast"}
IN_1997 = {"east-kazakhstan-oblast", "karaganda-oblast", "kostanay-oblast"}
NORTH = {"akmola-oblast", "north-kazakhstan-oblast", "astana"}


def slugs(day: str) -> set[str]:
    drawn = country(date.fromisoformat(day))
    assert drawn is not None
    return {region.slug for region in drawn.regions}


@pytest.mark.parametrize(("day", "missing"), [
    ("2025-01-01", set()),
    ("2022-06-08", set()),
    ("2022-06-07", DIVIDED),
    ("2018-06-19", DIVIDED),
    ("2018-06-18", DIVIDED | {"shymkent"}),
    ("2000-01-01", DIVIDED | {"shymkent"}),
    ("1999-12-31", DIVIDED | {"shymkent"} | NORTH),
    ("1997-12-31", DIVIDED | {"shymkent"} | NORTH | IN_1997),
    ("1997-04-22", DIVIDED | {"shymkent"} | NORTH | IN_1997),
])  # fmt: skip
def test_the_regions_are_those_of_the_day(day: str, missing: set[str]) -> None:
    assert slugs(day) == NOW.keys() - missing


def test_before_the_first_day_nothing_is_drawn() -> None:
    assert country(ALMATY_UNITED - timedelta(days=1)) is None


def test_what_is_not_told_of_a_day_is_one_blank_and_has_no_border() -> None:
    blanks = {day: country(day).unknown for day in (date(1997, 5, 1), date(1998, 5, 1), date(2000, 1, 1))}  # type: ignore[union-attr]
    assert [blank.count("M") for blank in blanks.values()] == [1, 1, 0]
    assert len(blanks[date(1998, 5, 1)]) < len(blanks[date(1997, 5, 1)])


@pytest.mark.parametrize("day", [FORMED, FORMED - timedelta(days=1), SHYMKENT_APART, NORTH_SETTLED, REFORM_OVER, ALMATY_UNITED])
def test_no_part_of_the_country_belongs_to_two_regions(day: date) -> None:
    codes = [code for slug in NOW if (found := drawing(slug, day)) for code in found.regions]
    assert len(codes) == len(set(codes))


def test_the_drawing_is_small_and_every_number_stands_on_it() -> None:
    drawn = country(date(2025, 1, 1))
    assert drawn is not None
    left, top, width, height = (float(n) for n in drawn.view_box.split())
    assert sum(len(region.d) for region in drawn.regions) < 30_000
    assert all(re.fullmatch(r"(M[-\d.]+ [-\d.]+l[-\d. ]+z)+", region.d) for region in drawn.regions)
    assert all(left < region.x < left + width and top < region.y < top + height for region in drawn.regions)
    assert {region.slug for region in drawn.regions if region.leader} == {"almaty", "astana", "shymkent"}
