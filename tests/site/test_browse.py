"""The pages as a browser shows them: no serious fault of access, nothing scrolls sideways, nothing needs a script."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.world import claimed, paper, record, told

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PAGES = ("", "organisations/centre/?as_of=2002-07-01", "places/almaty-oblast/?as_of=2010", "people/ann/", "?as_of=2001-02-30", "organisations/nobody/")
LONG = "Жетісу облысының «Қазақстан халықтарының достығы» аймақтық этномәдени орталығы"


def world() -> None:
    reorganised = told("reorganised", "reorganised", "centre", "2002", name={"kk": LONG}, from_={"name": {"kk": "Бірлестік"}})
    record([
        paper("article", "2010"),
        told("registered", "registered", "centre", "1996-04", source="article", name={"kk": "Бірлестік"}, seat="town"),
        claimed(reorganised, "1997"),
        told("branch", "founded", "branch", "2000", name={"ko": "지부"}, branch_of="centre"),
        told("chair", "appointed", "centre", "2001", office="chair", person="ann"),
        told("plan", "dissolved", "centre", "2030", status="announced"),
        told("oblast", "founded", "place:almaty-oblast", "1997-04-22", name={"kk": "Алматы облысы"}, kind="oblast"),
        told("town", "standing", "place:town", "1999", name={"kk": "Талдықорған"}, parent="almaty-oblast"),
    ])  # fmt: skip


@pytest.mark.parametrize("language", ["kk", "ko"])
def test_no_page_has_a_serious_fault_of_access(live: str, page: Any, axe: Callable[[Any], list[str]], language: str) -> None:
    world()
    found = {}
    for address in PAGES:
        page.goto(f"{live}/{language}/{address}")
        found[address] = axe(page)
    assert found == {address: [] for address in PAGES}


def test_nothing_scrolls_sideways_on_a_narrow_phone(live: str, browser: Any) -> None:
    world()
    page = browser.new_page(viewport={"width": 320, "height": 640}, java_script_enabled=True)
    wide = {}
    for address in PAGES:
        page.goto(f"{live}/kk/{address}")
        wide[address] = page.evaluate("document.documentElement.scrollWidth") - 320
    page.close()
    assert wide == dict.fromkeys(PAGES, 0)


def test_a_day_is_chosen_without_a_script(live: str, browser: Any) -> None:
    world()
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{live}/en/")
    page.get_by_label("Choose a day").fill("1 июля 2002")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="Бірлестік").first.click()
    assert page.url == f"{live}/en/organisations/centre/?as_of=2002-07-01"
    assert page.locator("h1").inner_text().split(" or ")[0].startswith("Бірлестік")
    page.get_by_role("link", name="Return to today").click()
    assert page.url == f"{live}/en/organisations/centre/"
    page.close()


def test_first_load_is_small(live: str, page: Any) -> None:
    world()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(answer.request.sizes()["responseBodySize"]))
    page.goto(f"{live}/kk/organisations/centre/", wait_until="networkidle")
    assert 1000 < sum(sizes) < 100_000
