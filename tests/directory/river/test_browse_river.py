"""The river as a browser shows it: no serious fault of access, nothing sideways, by keys and without a script."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.directory.river.federations import of_many
from tests.world import record, told

from shanyraq.chronicle.imports import import_files
from shanyraq.cli.sample import ZHETYSU

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

LONG = "Жетісу облысының «Қазақстан халықтарының достығы» аймақтық этномәдени орталығы"
LONG_WORDS = "Республиканское азербайджано-турецкое этнокультурное благотворительное объединение"


@pytest.mark.parametrize("language", ["kk", "ko"])
@pytest.mark.parametrize("screen", [(1280, "light"), (390, "dark")])
def test_it_has_no_serious_fault_of_access(live: str, browser: Any, axe: Callable[[Any], list[str]], language: str, screen: tuple[int, str]) -> None:
    import_files([ZHETYSU])
    page = browser.new_context(viewport={"width": screen[0], "height": 844}, color_scheme=screen[1]).new_page()
    found = {}
    for query in ("", "?as_of=2001-06-01", "?organisation=korean-centre"):
        page.goto(f"{live}/{language}/river/{query}")
        found[query] = axe(page)
    page.context.close()
    assert found == {"": [], "?as_of=2001-06-01": [], "?organisation=korean-centre": []}


def test_each_of_very_many_is_named_under_the_pointer_and_to_who_hears(live: str, browser: Any, axe: Callable[[Any], list[str]]) -> None:
    record(of_many(150))
    page = browser.new_context(viewport={"width": 1280, "height": 844}).new_page()
    page.goto(f"{live}/en/river/")
    faults, named = axe(page), page.locator(".river .wide").get_by_role("link", name="Korean association 3, 2007–", exact=True).count()
    titles = page.locator(".river .wide.threads a").evaluate_all("links => links.map(link => link.querySelectorAll('title').length)")
    page.context.close()
    assert (faults, named, set(titles)) == ([], 1, {1})


@pytest.mark.parametrize("width", [320, 390, 700, 720, 1280])
def test_nothing_scrolls_sideways_and_one_picture_shows(live: str, browser: Any, width: int) -> None:
    record([*of_many(30), told("long", "founded", "long", "2000", name={"kk": LONG, "ru": LONG_WORDS}, part_of=["umbrella-0"]),
            told("doubt", "renamed", "long", "2008/2012", name={"ru": LONG_WORDS}), told("word", "founded", "word", "2000", name="Достық" * 12)])  # fmt: skip
    page = browser.new_context(viewport={"width": width, "height": 844}).new_page()
    beyond = 0
    for address in ("ru/river/?organisation=word", "ru/river/?as_of=2010", "kk/river/?as_of=2010"):
        page.goto(f"{live}/{address}")
        beyond += page.evaluate("document.documentElement.scrollWidth - innerWidth")
    shown = page.evaluate("[...document.querySelectorAll('.river > svg')].filter(svg => svg.checkVisibility()).map(svg => svg.classList[0])")
    page.context.close()
    assert (beyond, shown) == (0, ["wide" if width > 704 else "tall"])


def test_arrow_keys_step_the_day_and_enter_opens_a_strip(live: str, page: Any) -> None:
    import_files([ZHETYSU])
    page.goto(f"{live}/en/river/?as_of=2001")
    page.locator(".river .wide a").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/en/river/?as_of=2002")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/en/river/?as_of=2001")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/en/river/?as_of=2002")
    page.locator(".river .wide a", has=page.locator("title", has_text="Regional Korean")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/organisations/korean-centre/?as_of=2002")


def test_the_slider_goes_where_it_is_put(live: str, page: Any) -> None:
    import_files([ZHETYSU])
    page.goto(f"{live}/en/river/?organisation=korean-centre")
    page.locator("#river-year").fill("1998")
    page.wait_for_url("**/en/river/?organisation=korean-centre&as_of=1998")
    assert page.locator(".river .wide .day").text_content() == "31 December 1998"


def test_all_of_it_works_without_a_script(live: str, browser: Any) -> None:
    import_files([ZHETYSU])
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live}/en/river/?as_of=2001")
    page.get_by_role("link", name="2002").click()
    page.wait_for_url("**/en/river/?as_of=2002")
    page.get_by_role("button", name="Show").first.click()
    page.wait_for_url("**/en/river/?as_of=2002")
    address = page.url
    page.context.close()
    assert address.endswith("/en/river/?as_of=2002")
