"""Find in a browser, by hand and by keys."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.world import record, told

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def _world() -> None:
    record([
        told("a", "founded", "club", "1990", name={"kk": "Достық қоғамы", "ru": "Общество дружбы"}, kind="society"),
        told("b", "renamed", "club", "2001", name={"kk": "Қазақстан – Корея қоғамы", "ko": "카자흐스탄 고려인 친선협회"}),
    ])  # fmt: skip


@pytest.mark.usefixtures("_world")
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_from_any_page_to_what_was_found(page: Any, live: str, axe: Callable[[Any], list[str]], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live}/kk/?as_of=2010")
    field = page.locator("input[type=search]:visible").first
    field.fill("obshina")
    field.press("Enter")
    assert page.locator(".empty").is_visible()
    page.locator("#find-here").fill("dostyk")
    page.locator("#find-here").press("Enter")
    assert page.locator(".found li").all_inner_texts() == ["қоғам\nҚазақстан – Корея қоғамы\n\nбұрынғы атауы: Достық қоғамы 1990 ж. – 2001 ж."]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []
    page.locator(".found a").click()
    assert page.url == f"{live}/kk/organisations/club/?as_of=2010"


@pytest.mark.usefixtures("_world")
def test_by_keys(page: Any, live: str, axe: Callable[[Any], list[str]]) -> None:
    page.goto(f"{live}/en/keep/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find-field"
    page.keyboard.type("g?o/h")
    assert (page.locator("#find-field").input_value(), page.locator("#keys").is_visible()) == ("g?o/h", False)
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url(f"{live}/en/")
    page.keyboard.press("g")
    page.keyboard.press("z")
    page.keyboard.press("h")
    assert page.url == f"{live}/en/"


def test_keys_rest_where_somebody_turned_them_off(page: Any, live: str) -> None:
    page.goto(f"{live}/en/keep/")
    page.locator("#keys-open").click()
    page.locator("#keys-on").uncheck()
    page.locator("#keys button").click()
    page.reload()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.locator("#keys-open").click()
    page.locator("#keys-on").check()
    page.locator("#keys button").click()
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find-field"
