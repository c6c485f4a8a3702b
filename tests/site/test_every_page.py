"""Every page of the house, as visitors and the keeper see it: no serious fault of access, light, complete without a script, nothing from elsewhere."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.rights.test_routes import DOORS, ROUTES, sign_in

from shanyraq.accounts.changes import open_account
from shanyraq.chronicle.imports import import_files
from shanyraq.cli.sample import ZHETYSU
from shanyraq.words.changes import begin

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

SLUGS = {
    "site:organisation": "korean-centre", "mandates:who": "korean-centre", "directory:place": "almaty-oblast", "directory:person": "klara-khan", "directory:source": "article",
    "desk:correct": "centre-reorganised", "desk:undo": "centre-reorganised", "desk:copies": "article",
}  # fmt: skip
ASKED = {"directory:find": "?q=korei", "directory:compare": "?from=2001&to=2007", "directory:river": "", "remarks:new": "?from=/kk/organisations/korean-centre/"}
HEAVY = {"directory:river": 200_000, "directory:map": 200_000}
LIGHT = 100_000


def world() -> None:
    begin(name={"kk": "Жетісу бірлестіктері", "ko": "제티수의 단체들"})
    import_files([Path(ZHETYSU)])


def is_page(name: str, given: dict[str, Any]) -> bool:
    door = DOORS[name]
    opens = door.answers[2] == HTTPStatus.OK or name in SLUGS  # to the keeper; a page on the way to signing in does not
    return opens and door.method == "get" and name.partition(":")[0] != "api" and (not given or name in SLUGS) and "." not in str(ROUTES[name].pattern)


def addresses(language: str) -> Iterator[tuple[str, str]]:
    """(route, address) of each page that can be asked for in this world."""
    with translation.override(language):
        for name, door in DOORS.items():
            if is_page(name, door.given) and name != "entrance:try":
                given = {**door.given, **({"slug": SLUGS[name]} if name in SLUGS else {})}
                yield name, reverse(name, kwargs=given) + ASKED.get(name, "")
    yield "site:organisation", f"/{language}/organisations/korean-centre/?as_of=2002-07-01&known_on=2026-11-01"


def keeper() -> dict[str, str]:
    client = Client()
    sign_in(client, open_account(name="Keeper", is_operator=True))
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}


@pytest.fixture
def visit(browser: Any, live: str) -> Iterator[Callable[..., Any]]:
    """`visit(keeper=..., **options of a context)` gives a page."""
    contexts = []

    def open_page(*, signed_in: bool = True, **options: Any) -> Any:
        context = browser.new_context(base_url=live, **options)
        contexts.append(context)
        if signed_in:
            context.add_cookies([{**keeper(), "url": live}])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["kk", "ko"])
def test_no_page_has_a_serious_fault_of_access(visit: Callable[..., Any], axe: Callable[[Any], list[str]], language: str) -> None:
    world()
    page = visit(viewport={"width": 390, "height": 844})
    found: dict[str, list[str]] = {}
    for _name, address in addresses(language):
        answer = page.goto(address)
        found[address] = ([] if answer.status == 200 else [f"status {answer.status}"]) + axe(page)
    assert {address: faults for address, faults in found.items() if faults} == {}
    assert len(found) >= 20


def test_nothing_scrolls_sideways_on_a_narrow_phone(visit: Callable[..., Any]) -> None:
    world()
    page = visit(viewport={"width": 320, "height": 640})
    wide = {}
    for _name, address in addresses("kk"):
        page.goto(address)
        wide[address] = page.evaluate("document.documentElement.scrollWidth") - 320
    assert {address: more for address, more in wide.items() if more > 0} == {}


def test_a_first_visit_is_light_and_asks_nobody_else(visit: Callable[..., Any], live: str) -> None:
    world()
    heavy, foreign = {}, set()
    for name, address in addresses("kk"):
        page = visit(signed_in=name.startswith(("desk", "lists", "remarks")))
        sizes: list[int] = []
        page.on("response", lambda answer, sizes=sizes: sizes.append(answer.request.sizes()["responseBodySize"]))
        page.on("request", lambda asked: foreign.add(asked.url) if not asked.url.startswith((live, "data:")) else None)
        page.goto(address, wait_until="networkidle")
        if sum(sizes) > HEAVY.get(name, LIGHT):
            heavy[address] = sum(sizes)
        page.context.close()
    assert (heavy, foreign) == ({}, set())


def test_every_page_is_complete_without_a_script(visit: Callable[..., Any]) -> None:
    """What is there to read and to follow is the same with scripts and without."""
    world()
    with_scripts, without = visit(), visit(java_script_enabled=False)
    words = {}
    for _name, address in addresses("kk"):
        told = []
        for page in (with_scripts, without):
            page.goto(address)
            told.append((page.locator("h1").inner_text(), page.locator("main a").count()))
        words[address] = told
    assert {address: told for address, told in words.items() if told[0] != told[1]} == {}
