"""A list of 36 associations becomes the register, on a phone in Kazakh, without any script; then it is undone."""
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.lists.secretariat import workbook

from shanyraq.directory.questions import show
from shanyraq.entrance.changes import invite_keeper
from shanyraq.lists.models import List
from shanyraq.registry.models import Life, Name

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW, PHONE = 320, 390


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"viewport": {"width": PHONE, "height": 844}, "locale": "kk-KZ", "java_script_enabled": True}


def fits(page: Any) -> bool:
    """Nothing scrolls sideways, on a very narrow screen either."""
    page.set_viewport_size({"width": NARROW, "height": 700})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": PHONE, "height": 844})
    return bool(wide <= NARROW)


def small(page: Any) -> list[str]:
    """Buttons and fields that are too small for a thumb."""
    script = "nodes => nodes.filter(n => n.offsetParent && n.getBoundingClientRect().height < 43.5 && n.type !== 'checkbox').map(n => n.outerHTML.slice(0, 90))"
    return list(page.locator("main :is(button, select, textarea, summary, input:not([type=hidden]):not([type=file]), a.button)").evaluate_all(script))


def test_a_list_becomes_the_register_and_is_undone(page: Any, live: str, axe: Callable[[Any], list[str]], tmp_path: Path) -> None:
    faults: list[str] = []

    def look() -> None:
        faults.extend(axe(page))
        assert (fits(page), small(page)) == (True, [])

    file = tmp_path / "тізім.xlsx"
    file.write_bytes(workbook())
    page.goto(f"{live}/kk/lists/new/")
    look()
    page.goto(f"{live}/enter/{invite_keeper(by=None, at=timezone.now(), name='Сақтаушы')}/")
    page.locator("main button").click()
    page.goto(f"{live}/kk/lists/new/")
    look()
    page.set_input_files("#list-file", file)
    page.fill("#list-day", "2026 жылғы 1 қазан")
    page.fill("#list-umbrella", "Облыс Ассамблеясы")
    page.get_by_role("button", name="Қарап шығу").click()
    page.wait_for_url("**/kk/lists/*/")
    assert "Тізілімде 36 бірлестік болады." in page.locator(".lead").inner_text()
    page.locator("summary.deeper").click()
    look()
    page.get_by_role("button", name="Тізімді алу").first.click()
    assert page.locator("h1").inner_text() == "Тізім тізілімге енді"
    look()
    assert page.locator(".levels tbody :is(th, td)").all_inner_texts() == [
        "облыстық", "10", "10", "0", "қалалық", "4", "2", "2", "аудандық", "22", "12", "10", "Барлығы", "36", "24", "12",
    ]  # fmt: skip
    kept = List.objects.get()
    assert (kept.day, len(kept.told["organisations"]), Life.objects.known_on(None).count()) == (date(2026, 10, 1), 36, 37)
    assert {show(slug, as_of=date(2026, 11, 1))["exists"] for slug in kept.told["organisations"][:3]} == {"surely"}
    page.locator("#members ~ ol a").first.click()
    assert page.locator("h1").inner_text().startswith("«Корей» облыстық этномәдени бірлестігі")
    page.go_back()
    page.get_by_role("link", name="Тізімді тұтас кері қайтару").click()
    look()
    page.get_by_role("button", name="Кері қайтару").click()
    assert page.locator("h1").inner_text() == "Тізім кері қайтарылды"
    look()
    assert (Life.objects.known_on(None).count(), Name.objects.known_on(None).count()) == (0, 0)
    page.goto(f"{live}/kk/")
    assert "Корей" not in page.locator("main").inner_text()
    assert faults == []


@pytest.mark.parametrize("path", ["", "new/"])
def test_without_script_it_is_the_same(browser: Any, live: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live}/enter/{invite_keeper(by=None, at=timezone.now(), name='K')}/")
    page.locator("main button").click()
    page.goto(f"{live}/en/lists/{path}")
    if path:
        page.fill("#list-cells", "Бірлік\nДостық")
        page.get_by_role("button", name="Look at it").click()
        page.get_by_role("button", name="Take the list").first.click()
        assert page.locator("h1").inner_text() == "The list is in the register"
    else:
        assert page.locator("h1").inner_text() == "Lists"
    context.close()
