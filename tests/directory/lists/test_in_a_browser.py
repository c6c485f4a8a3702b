from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.world import paper, record, told

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
LONG = {
    "kk": "Қазақстан корейлері қауымдастығының Талдықорған қаласы бойынша аудандық этномәдени бірлестігі",
    "ru": "Районное этнокультурное объединение Ассоциации корейцев Казахстана по городу Талдыкорган",
    "ko": "카자흐스탄고려인협회탈디코르간시지부민족문화단체",
}
PATHS = ("organisations/", "chronicle/", "places/", "people/", "sources/", "cultures/", "cultures/goryeoin-munhwa/", "sources/herald/", "chronicle/a/")


def little() -> list[Any]:
    culture = {"ko": "고려인 문화", "kk": "корей мәдениеті"}
    return [
        paper("herald", "1999-05-02"),
        told("t", "founded", "place:town", "1990", name=LONG, kind="city"),
        told("a", "founded", "alpha", "[1996..2001]", source="herald", name=LONG, kind="ethnocultural_association", level="district", seat="town",
             culture=culture, contact={"und": "+7 701 000 00 00, office@example.org"}),
        told("r", "registered", "alpha", "2002", number="1234-5678-ABCD"),
        told("b", "founded", "beta", "1997-05", name="Beta", kind="club", part_of="alpha", seat="town"),
        told("k", "standing", "person:kim", "2001", name={"ru": "Ким Алексей Владимирович"}),
        told("kc", "appointed", "alpha", "2001", person="kim", office="chair"),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["kk", "ru", "ko"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_lists_have_no_serious_fault_and_nothing_scrolls_sideways(page: Page, live: str, axe: Callable[[Any], list[str]], language: str, width: int) -> None:
    record(little())
    page.set_viewport_size({"width": width, "height": 900})
    for path in PATHS:
        page.goto(f"{live}/{language}/{path}?as_of=2000")
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        assert axe(page) == [], path


def test_a_word_that_is_longer_than_a_phone_is_broken(page: Page, live: str) -> None:
    word = "Достық" * 12
    record([
        told("t", "founded", "place:town", "1990", name=word, kind="city"),
        told("a", "founded", "alpha", "1990", name=word, kind="club", seat="town", culture=word),
        told("k", "standing", "person:kim", "1990", name=word),
        told("kc", "appointed", "alpha", "1990", person="kim", office="chair"),
    ])  # fmt: skip
    page.set_viewport_size({"width": 390, "height": 900})
    beyond = {}
    for path in ("organisations", "places", "people", "cultures", "chronicle"):
        page.goto(f"{live}/en/{path}/")
        page.locator("details").evaluate_all("all => all.forEach(e => e.open = true)")
        beyond[path] = page.locator(".listed *").evaluate_all("all => all.filter(e => e.getBoundingClientRect().right > innerWidth).length")
        beyond[path] += page.locator(".sift *").evaluate_all("all => all.filter(e => e.getBoundingClientRect().right > innerWidth).length")
    assert beyond == dict.fromkeys(beyond, 0)


def test_on_a_phone_each_row_is_a_card_with_big_targets(page: Page, live: str) -> None:
    record(little())
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{live}/kk/organisations/?as_of=2003")
    cell = page.locator("table.list td").first
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"Түрі"'
    for link in page.locator("table.list tbody a:not(.refs a)").all():
        box = link.bounding_box()
        assert box and box["height"] >= 44, link.text_content()
    page.get_by_text("Тізімді іріктеу").click()
    for link in page.locator(".sift li a").all():
        box = link.bounding_box()
        assert box and box["height"] >= 44, link.text_content()


def test_a_list_is_narrowed_and_put_in_order_by_links(page: Page, live: str) -> None:
    record(little())
    page.goto(f"{live}/en/organisations/?as_of=2003")
    page.get_by_text("Narrow the list").click()
    page.get_by_role("link", name="club 1").click()
    expect(page.locator("table.list tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Kind: club").click()
    page.get_by_role("link", name="Since", exact=True).click()
    expect(page).to_have_url(f"{live}/en/organisations/?as_of=2003&sort=since")
    page.get_by_text("Choose columns").click()
    page.get_by_label("Belongs to").check()
    page.locator(".choose button").click()
    expect(page.locator("table.list")).to_contain_text("part of")
    assert "sort=since" in page.url
