"""The pages of offices on a phone and at a desk: no serious fault of access, nothing that scrolls sideways."""
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.rights.offices import federation, in_office
from tests.rights.test_routes import sign_in

from shanyraq.accounts.models import User
from shanyraq.mandates.reminding import foretell

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PAGES = ("my-offices/", "offices/", "offices/chair/", "who-can-see/branch/", "step-in/", "my-offices/hand-over/centre/chair/{day}/")


@pytest.mark.parametrize("screen", [("kk", 320, "light"), ("ko", 1280, "dark")])
def test_the_pages_are_for_everyone(browser: Any, live: str, axe: Callable[[Any], list[str]], screen: tuple[str, int, str]) -> None:
    language, width, scheme = screen
    federation()
    client = Client()
    sign_in(client, in_office("ann", "chair", "centre"))
    day = timezone.localdate() + timedelta(days=9)
    in_office("bob", "chair", "centre", day.isoformat())
    foretell(timezone.localdate())
    context = browser.new_context(base_url=live, viewport={"width": width, "height": 844}, color_scheme=scheme)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": live}])
    page, found = context.new_page(), {}
    for path in PAGES:
        assert page.goto(f"/{language}/{path.format(day=day)}").status == 200
        found[path] = [*axe(page), *(["too wide"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else [])]
    context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}


def phone(browser: Any, live: str, user: User) -> Any:
    client = Client()
    sign_in(client, user)
    context = browser.new_context(base_url=live, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": live}])
    return context.new_page()


def faults(page: Any, axe: Callable[[Any], list[str]]) -> list[str]:
    return [*axe(page), *(["too wide"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else [])]


def test_a_chair_hands_over_on_a_phone_in_kazakh(browser: Any, live: str, axe: Callable[[Any], list[str]]) -> None:
    federation()
    day = timezone.localdate() + timedelta(days=9)
    ann, bob = in_office("ann", "chair", "centre"), in_office("bob", "chair", "centre", day.isoformat())
    old, new = phone(browser, live, ann), phone(browser, live, bob)
    old.goto("/kk/my-offices/")
    assert faults(old, axe) == []
    old.get_by_role("link", name="Төраға: Centre").first.tap()
    assert (old.locator("h1").inner_text(), faults(old, axe)) == ("Лауазымды тапсыру: төраға", [])
    old.locator("li", has_text="Кілттер мен мөр").get_by_role("button").tap()
    old.wait_for_selector("text=Орындалды: Ann")
    old.get_by_label("Өз жолыңыз").fill("Домбыралар")
    old.get_by_role("button", name="Жолды қосу").tap()
    old.wait_for_selector("text=Домбыралар")
    old.get_by_label("Келесі адамға жазбалар").fill("Алдымен Айгүлге қоңырау шалыңыз.")
    old.get_by_role("button", name="Жазбаларды сақтау").tap()
    old.wait_for_selector("text=Жазылған күні")
    new.goto("/kk/my-offices/")
    new.get_by_role("link", name="Төраға: Centre").first.tap()
    said = new.locator("main").inner_text()
    assert [word in said for word in ("Домбыралар", "Алдымен Айгүлге қоңырау шалыңыз.", "Орындалды: Ann")] == [True] * 3
    assert faults(new, axe) == []
    for one in (old, new):
        one.context.close()
