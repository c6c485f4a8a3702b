"""First sign-ins as people make them: a chair on a phone in Kazakh, by the phone's lock and by a PIN; a keeper at a desk in Russian."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone
from tests.entrance.signing import DESK, PASSWORD, PHONE, at, with_password
from tests.entrance.test_invite import named
from tests.entrance.test_second import shown_by, with_app
from tests.rights.offices import federation

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.entrance.arrivals import COOKIE
from shanyraq.entrance.inviting import invite
from shanyraq.entrance.models import Visit
from shanyraq.entrance.visits import end_visits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

SMALL = {"viewport": {"width": 390, "height": 844}, "user_agent": PHONE, "has_touch": True, "locale": "kk-KZ"}
WIDE = {"viewport": {"width": 1280, "height": 800}, "user_agent": DESK, "locale": "ru-RU"}
LOCK = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
OPEN, PRESS = "a.button", "main form:not([hidden]) button"


@pytest.fixture
def visit(browser: Any, live: str) -> Iterator[Callable[..., Any]]:
    contexts = []

    def open_page(**options: Any) -> Any:
        context = browser.new_context(base_url=live, **options)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def with_lock(page: Any) -> None:
    """The phone has a lock, and its owner opens it whenever it asks."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable", {"enableUI": False})
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": LOCK})


def invited() -> str:
    federation()
    return at("access:invited", "kk", token=invite(by=open_account(name="Айгүл", is_operator=True), at=timezone.now(), person=named("vera")))


def test_a_chair_signs_in_with_the_lock_of_a_phone(visit: Callable[..., Any], axe: Callable[[Any], list[str]]) -> None:
    page = visit(**SMALL)
    with_lock(page)
    page.goto(invited())
    assert axe(page) == []
    page.locator(PRESS).click()
    page.wait_for_url("**/kk/account/phones/add/?first=1")
    assert axe(page) == []
    assert (page.locator("form[data-phone]").is_visible(), page.locator("[data-without]").is_visible()) == (True, False)
    page.locator("form[data-phone] button").click()
    page.wait_for_url("**/kk/account/")
    assert axe(page) == []
    assert "Chrome" in page.locator("#ways + ul li").first.inner_text()
    assert [cookie["httpOnly"] for cookie in page.context.cookies() if cookie["name"] == COOKIE] == [True]
    page.locator(".signed button").click()
    page.wait_for_url(lambda url: "account" not in url)
    page.goto(at("account_login", "kk"))
    assert axe(page) == []
    page.locator("form[data-phone] button").click()
    page.wait_for_url(lambda url: "/enter/" not in url)
    page.goto(at("mfa_index", "kk"))
    assert page.locator("#sessions + ul li").count() == 1
    assert User.objects.get(name="Vera").email is None


def test_where_the_lock_does_not_open_the_page_says_so(visit: Callable[..., Any]) -> None:
    page = visit(**SMALL)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable", {"enableUI": False})
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**LOCK, "isUserVerified": False}})
    page.goto(invited())
    page.locator(PRESS).click()
    page.locator("form[data-phone] button").click()
    page.locator("[data-wrong]").wait_for(state="visible")
    assert page.locator('a[href="/kk/account/pin/"]').is_visible()


def test_a_chair_signs_in_by_pin_without_a_script(visit: Callable[..., Any], axe: Callable[[Any], list[str]]) -> None:
    page = visit(**SMALL, java_script_enabled=False)
    page.goto(invited())
    page.locator(PRESS).click()
    assert (page.locator("form[data-phone]").is_visible(), page.locator("[data-without]").is_visible()) == (False, True)
    page.locator('a[href="/kk/account/pin/"]').click()
    for name, pin in (("pin1", "830517"), ("pin2", "830517")):
        page.locator(f"[name={name}]").fill(pin)
    page.locator(PRESS).click()
    page.wait_for_url("**/kk/account/")
    page.locator(".signed button").click()
    page.goto(at("account_login", "kk"))
    page.locator('a[href="/kk/enter/pin/"]').click()
    page.locator("[name=pin]").fill("111999")
    page.locator(PRESS).click()
    assert page.locator(".errors").is_visible()
    page.locator("[name=pin]").fill("830517")
    page.locator(PRESS).click()
    page.wait_for_url(lambda url: "/enter/" not in url)
    page.goto(at("mfa_index", "kk"))
    assert (page.locator("#ways").count(), page.locator("#browsers").count()) == (0, 1)


def test_the_pages_of_the_pin_have_no_fault_of_access(visit: Callable[..., Any], axe: Callable[[Any], list[str]]) -> None:
    page = visit(**SMALL)
    page.goto(invited())
    page.locator(PRESS).click()
    page.goto(at("access:new_pin", "kk"))
    page.locator("[name=pin1]").fill("123456")
    page.locator("[name=pin2]").fill("123456")
    page.locator(PRESS).click()
    assert (axe(page), page.locator(".errors").is_visible()) == ([], True)
    for name in ("pin1", "pin2"):
        page.locator(f"[name={name}]").fill("830517")
    page.locator(PRESS).click()
    page.locator(".signed button").click()
    page.goto(at("access:pin", "kk"))
    assert axe(page) == []


def test_a_keeper_signs_in_at_a_desk_with_an_app(visit: Callable[..., Any], axe: Callable[[Any], list[str]]) -> None:
    secret = with_app(with_password())
    page = visit(**WIDE)
    page.goto(at("account_login", "ru"))
    page.locator("[name=login]").fill("keeper@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/ru/enter/second/")
    assert axe(page) == []
    page.locator("[name=code]").fill(shown_by(secret))
    page.locator("[name=code]").press("Enter")
    page.wait_for_url(lambda url: "/enter/" not in url)
    page.goto(at("mfa_index", "ru"))
    assert (axe(page), page.locator("#sessions + ul li").count()) == ([], 1)
    end_visits(by=User.objects.get(), ended=list(Visit.objects.all()))
    assert "/ru/enter/?next=" in page.goto(at("mfa_index", "ru")).url


@pytest.mark.parametrize("language", ["kk", "ru", "ko", "en"])
def test_nothing_scrolls_sideways_on_a_narrow_phone(visit: Callable[..., Any], language: str) -> None:
    user = with_password(is_operator=True)
    federation()
    named("vera")
    page = visit(viewport={"width": 320, "height": 640})
    page.goto(at("account_login", language))
    wide = {page.url: page.evaluate("document.documentElement.scrollWidth")}
    page.locator("[name=login]").fill("keeper@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/enter/" not in url, wait_until="load")
    for name in ("mfa_index", "mfa_add_webauthn", "mfa_activate_totp", "mfa_view_recovery_codes", "access:password", "access:email", "access:people"):
        page.goto(at(name, language))
        wide[page.url] = page.evaluate("document.documentElement.scrollWidth")
    page.goto(at("access:person", language, slug="vera"))
    page.locator("form:has(select) button").click()
    page.wait_for_load_state()
    wide[page.url] = page.evaluate("document.documentElement.scrollWidth")
    assert {address: width for address, width in wide.items() if width > 320} == {}
    assert user.is_operator
