"""The chooser of a day: without a script links and a field, with it a slider, too."""
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from tests.world import record, told

from shanyraq.directory.day.chooser import day_form, years_between
from shanyraq.directory.days import Asked

pytestmark = [pytest.mark.django_db]
TODAY = date(2026, 7, 1)


def world() -> None:
    record([
        told("begin", "founded", "org", "1995-03-01", name="Org", kind="umbrella"),
        told("second", "renamed", "org", "2001-06-05", name="Second"),
        told("third", "renamed", "org", "2004", name="Third"),
        told("listed", "standing", "org", "2010-01-01", level="oblast"),
        told("planned", "dissolved", "org", "2011-01-01", status="announced"),
        told("part", "founded", "part", "2012-05-01", name="Part", part_of=["org"]),
    ])  # fmt: skip


def near(day: date, as_of: str = "x", **asked: Any) -> list[tuple[str, str, str]]:
    with translation.override("kk"):
        return [(row["label"], row["text"], row["url"]) for row in day_form(Asked(TODAY, day, as_of=as_of, **asked))["near"]]


@pytest.mark.both
def test_the_year_and_the_change_before_and_after() -> None:
    world()
    assert near(date(2003, 12, 31)) == [
        ("Алдыңғы жыл", "2002", "?as_of=2002"),
        ("Алдыңғы өзгеріс", "2001 ж. 5 маусым", "?as_of=2001-06-05"),
        ("Келесі өзгеріс", "2004", "?as_of=2004"),
        ("Келесі жыл", "2004", "?as_of=2004"),
    ]


def test_a_sighting_and_a_plan_are_no_changes() -> None:
    world()
    assert near(date(2008, 12, 31))[2] == ("Келесі өзгеріс", "2012 ж. 1 мамыр", "?as_of=2012-05-01")


def test_at_the_ends_of_time_there_is_no_further_step() -> None:
    world()
    assert [label for label, _text, _url in near(TODAY, "")] == ["Алдыңғы жыл", "Алдыңғы өзгеріс"]
    assert near(date(2025, 12, 31))[-1] == ("Келесі жыл", "бүгін", "?")
    assert [label for label, _text, _url in near(date(1, 12, 31))] == ["Келесі өзгеріс", "Келесі жыл"]
    assert near(date(2030, 12, 31))[0] == ("Алдыңғы жыл", "бүгін", "?")


def test_steps_keep_what_is_known_and_what_the_page_shows() -> None:
    world()
    form = day_form(Asked(TODAY, date(2003, 12, 31), date(2026, 6, 1), "2003", "2026-06"), {"organisation": "org", "only": ""})
    assert form["kept"] == [{"name": "organisation", "value": "org"}]
    assert [row["url"] for row in (form["near"][0], form["steps"][0], form["steps"][-1])] == [
        "?as_of=2002&known_on=2026-06&organisation=org", "?as_of=1995&known_on=2026-06&organisation=org",
        "?as_of=2026-07-01&known_on=2026-06&organisation=org",
    ]  # fmt: skip


def test_nothing_is_offered_where_nothing_is_told() -> None:
    form = day_form(Asked(TODAY, TODAY))
    assert (form["steps"], form["near"], form["first"]) == ([], [], 0)


def test_a_dozen_round_years() -> None:
    assert years_between(date(1995, 3, 1), TODAY) == [1995, 2000, 2005, 2010, 2015, 2020, 2025]
    assert years_between(date(1895, 3, 1), TODAY)[:2] == [1880, 1900]


def test_the_slider_is_hidden_without_its_script_and_links_stand_there() -> None:
    world()
    html = Client().get("/en/tree/", {"as_of": "2003", "organisation": "org"}).content.decode()
    slide = re.search(r'<div class="slide"[^>]*>', html)
    assert slide is not None
    assert re.sub(r'data-last="\d+"', "", slide[0]) == '<div class="slide" hidden data-first="1995"  data-today="today" data-said="31 December YEAR">'
    assert unescape(re.findall(r'<div class="steps near".*?href="([^"]*)"', html, re.DOTALL)[0]) == "?as_of=2002&organisation=org"


@pytest.mark.browser
def test_dragging_says_the_day_and_goes_there(page: Any, live: str) -> None:
    world()
    page.goto(f"{live}/ru/map/?known_on=2026-06-01")
    slider = page.get_by_label("Двигаться по годам")
    slider.wait_for()
    assert (slider.get_attribute("min"), slider.input_value()) == ("1995", slider.get_attribute("max"))
    slider.evaluate("e => { e.dispatchEvent(new PointerEvent('pointerdown')); e.value = 2003; e.dispatchEvent(new Event('input')); }")
    assert page.locator("output").inner_text() == "31 декабря 2003 г."
    slider.evaluate("e => e.dispatchEvent(new Event('change'))")
    page.wait_for_url("**/ru/map/?known_on=2026-06-01&as_of=2003")
    assert page.evaluate("document.activeElement.id") == "as-of-slide"


@pytest.mark.browser
def test_keys_step_through_the_years_and_the_last_one_is_today(page: Any, live: str) -> None:
    world()
    this_year = date.today().year  # noqa: DTZ011 (as the browser reads it)
    page.goto(f"{live}/kk/tree/?organisation=org&as_of={this_year - 2}&page=2")
    page.get_by_label("Жылдар бойымен жылжу").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.get_by_label("Жылдар бойымен жылжу").get_attribute("aria-valuetext") == f"{this_year - 4} ж. 31 желтоқсан"
    page.wait_for_url(f"**/kk/tree/?organisation=org&as_of={this_year - 4}")
    page.keyboard.press("End")
    page.wait_for_url("**/kk/tree/?organisation=org")


@pytest.mark.browser
def test_the_slider_stands_in_the_band_of_every_page(page: Any, live: str) -> None:
    world()
    page.goto(f"{live}/en/organisations/org/")
    page.get_by_text("See another day").click()
    slider = page.get_by_label("Move through the years")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**/en/organisations/org/?as_of={date.today().year - 1}")  # noqa: DTZ011


@pytest.mark.browser
@pytest.mark.parametrize("path", ["map/", "map/?as_of=1997-06", "tree/", "compare/", "compare/?from=2001&to=2012", "compare/?from=x&to=2"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_fault_of_accessibility_and_nothing_scrolls_sideways(page: Any, live: str, axe: Callable[[Any], list[str]], path: str, scheme: str) -> None:
    world()
    record([
        told("oblast", "standing", "place:almaty-oblast", "1990", name={"ru": "Алматинская область"}, kind="oblast"),
        told("city", "standing", "place:almaty", "1990", name={"ru": "Алматы"}, kind="city"),
        told("seat", "moved", "org", "1996", seat="almaty"), told("seat-2", "moved", "part", "2013/2040", seat="almaty-oblast"),
    ])  # fmt: skip
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{live}/ru/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert axe(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    assert axe(page) == []
