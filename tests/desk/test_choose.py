"""Choosing at the desk of whom something is told: found by a part of a name, those that exist first."""
from __future__ import annotations

import pytest
from tests.desk.keeping import Keeper, words
from tests.world import record, told

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_name_is_found_by_part_of_it_without_kazakh_letters() -> None:
    record([told("a", "founded", "a", "2000", name={"kk": "Қазақ қоғамы"}), told("b", "renamed", "a", "2005", name={"kk": "Жаңа одақ"})])
    keeper = Keeper(language="kk")
    draft = keeper.begin("dormant")
    html = keeper.get(f"drafts/{draft.pk}/whom/?q=казак+когам")
    assert 'value="organisation:a"' in html
    assert "Жаңа одақ" in html
    assert "Қазақ қоғамы" in html
    assert 'value="organisation:a"' not in keeper.get(f"drafts/{draft.pk}/whom/?q=жоқ")


def test_who_exists_no_longer_is_marked_and_comes_last() -> None:
    record([
        *(told(slug, "founded", slug, "1990", name={"en": f"Korean {slug}"}) for slug in ("a", "b", "c", "d")),
        told("end", "dissolved", "a", "2015-03"), told("merger", "absorbed", "b", "2001/2002", into="d"), told("rest", "dormant", "c", "2003"),
        told("plan", "dissolved", "d", "2040"),
    ])  # fmt: skip
    keeper = Keeper()
    draft = keeper.begin("absorbed")
    near, sought = (words(keeper.get(f"drafts/{draft.pk}/into/{asked}")) for asked in ("", "?q=korean"))
    assert "Told of last Korean d Korean c Korean b absorbed: between 2001 and 2002 Korean a dissolved: 2015 " in near
    assert "Found Korean c Korean d Korean a dissolved: 2015 Korean b absorbed: between 2001 and 2002 " in sought


def test_many_that_are_gone_hide_none_that_is_there() -> None:
    gone = [f"a{n:02d}" for n in range(14)]
    record([told(slug, "founded", slug, "1990", name={"en": f"Korean {slug}"}) for slug in (*gone, "z")])
    record([told(f"end-{slug}", "dissolved", slug, "2015") for slug in gone], on="2026-01-02")
    keeper = Keeper()
    assert "Found Korean z Korean a00 dissolved: 2015" in words(keeper.get(f"drafts/{keeper.begin('joined').pk}/to/?q=korean"))
