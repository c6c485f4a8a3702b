"""The pages of offices on a phone and at a desk: no serious fault of access, nothing that scrolls sideways."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.rights.offices import federation, in_office
from tests.rights.test_routes import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PAGES = ("my-offices/", "offices/", "offices/chair/", "who-can-see/branch/", "step-in/")


@pytest.mark.parametrize("screen", [("kk", 320, "light"), ("ko", 1280, "dark")])
def test_the_pages_are_for_everyone(browser: Any, live: str, axe: Callable[[Any], list[str]], screen: tuple[str, int, str]) -> None:
    language, width, scheme = screen
    federation()
    client = Client()
    sign_in(client, in_office("ann", "chair", "centre"))
    context = browser.new_context(base_url=live, viewport={"width": width, "height": 844}, color_scheme=scheme)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": live}])
    page, found = context.new_page(), {}
    for path in PAGES:
        assert page.goto(f"/{language}/{path}").status == 200
        found[path] = [*axe(page), *(["too wide"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else [])]
    context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}
