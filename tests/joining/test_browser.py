"""Joining on a phone, deciding at a desk; and all pages of it: no serious fault of access, nothing that scrolls sideways."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from tests.joining.joining import CHILD, application, client_of, in_office, named, organisation, taken, world
from tests.world import record, told

from shanyraq.joining.deciding import Taken, accept, ask_back, decline
from shanyraq.joining.sending import OneOf, code_of
from shanyraq.people.models import Membership
from shanyraq.rights.models import Demand
from shanyraq.words.changes import begin

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
NOW = timezone.now()


def signed_in(browser: Any, live: str, user: Any, **options: Any) -> Any:
    context = browser.new_context(base_url=live, **options)
    if user:
        session = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live}])
    return context.new_page()


def federation_with_districts() -> Any:
    """With thirteen more branches, in two districts: of so many one chooses the district first."""
    begin(name={"kk": "Жетісу бірлестіктері", "ru": "Объединения Жетысу"})
    world()
    Demand.objects.all().delete()
    record([
        *(told(slug, "standing", f"place:{slug}", "1990", name={"en": slug, "kk": name}, kind="district") for slug, name in (("karatal", "Қаратал ауданы"), ("koksu", "Көксу ауданы"))),
        *(told(f"b{n}-founded", "founded", f"b{n}", "2003", name={"kk": f"Үйірме {n}"}, kind="club", seat="koksu", branch_of="centre") for n in range(13)),
        told("branch-seat", "moved", "branch", "2004", seat="karatal"),
        told("branch-contact", "standing", "branch", "2004", contact={"kk": "Үштөбе, Достық үйі, +7 72834 2 00 00"}),
    ])  # fmt: skip
    return in_office("bob", "chair", "branch")


def test_from_the_form_on_a_phone_to_the_card(browser: Any, live: str) -> None:
    """In kk on a phone that runs no script, in ru at a desk."""
    bob = federation_with_districts()
    phone = signed_in(browser, live, None, java_script_enabled=False, **PHONE)
    phone.goto("/kk/join/")
    phone.get_by_label("Ауданыңыз немесе қалаңыз").select_option("Қаратал ауданы")
    phone.get_by_role("button", name="Ондағы ұйымдарды көрсету").click()
    assert "+7 72834 2 00 00" in phone.inner_text("fieldset#j-to")
    phone.get_by_role("radio").first.check()
    phone.get_by_label("Тегі").fill("Ким")
    phone.locator("#j-given").fill("Вера")
    phone.get_by_label("Телефон").fill("+7 700 111 22 33")
    phone.get_by_label("Маған 18 жас толған").check()
    phone.get_by_label("билеу, ән айту, ойнау").check()
    phone.get_by_role("button", name="Бала қосу").click()
    phone.locator("#j-p1-given").fill("Лев")
    phone.locator("#j-p1-born").fill("2016-05-01")
    phone.get_by_label("Келісемін").check()
    phone.wait_for_timeout(3100)  # nobody fills it in more quickly
    phone.get_by_role("button", name="Жіберу").click()
    assert phone.inner_text(".lead") == "Рахмет. Өтініш келіп түсті, оны әлі ешкім қараған жоқ."
    status = phone.inner_text("code.address").strip()
    desk = signed_in(browser, live, bob, viewport={"width": 1280, "height": 800})
    desk.goto("/ru/")
    desk.get_by_role("link", name="Заявления (1)").first.click()
    desk.get_by_role("link", name="Ким Вера + 1").click()
    assert "1 мая 2016" in desk.inner_text("main")
    desk.get_by_role("button", name="Принять").click()
    assert desk.inner_text(".lead") == "Принято"
    assert sorted(Membership.objects.values_list("organisation__slug", flat=True)) == ["branch", "branch"]
    phone.goto(status)
    assert phone.inner_text(".lead") == "Қош келдіңіз! Енді сіз мүшесіз."
    phone.get_by_role("link", name="Ким Вера").click()
    assert "Ким Вера" in phone.inner_text("main")
    phone.context.close()
    desk.context.close()


@pytest.mark.parametrize("screen", [("kk", 320, "light"), ("ru", 390, "dark"), ("ko", 1280, "light")])
def test_the_pages_are_for_everyone(browser: Any, live: str, axe: Callable[[Any], list[str]], screen: tuple[str, int, str]) -> None:
    language, width, scheme = screen
    bob = federation_with_districts()
    new, first = application("branch", OneOf("Александра", "Абдрахманова", "Константиновна"), CHILD, email="a.long.address.of.somebody@district-branch.example.org", key="1")
    asked, second = application(key="2")
    ask_back(by=bob, at=NOW, application=second, question="Сіз Үштөбеде тұрасыз ба?")
    declined, third = application(key="3")
    decline(by=bob, at=NOW, application=third, reason="Басқа ауданда тұрасыз.")
    accepted, fourth = application("branch", OneOf("베라", "김"), CHILD, key="4", account=True)
    accept(by=bob, at=NOW, application=fourth, taken=Taken("member", timezone.localdate()))
    taken("branch", named("Абдрахманова", "Александра", "cyrillic"))
    outside = ["join/", "join/?to=branch", "join/?district=koksu", f"application/{new}/letter/{code_of(new)}/", *(f"application/{one}/" for one in (new, asked, declined, accepted))]
    inside = ["applications/", "applications/?state=withdrawn", f"applications/{first.pk}/", f"applications/{fourth.pk}/", "applications/link/?organisation=branch"]
    found = {}
    for user, paths in ((None, outside), (bob, inside)):
        page = signed_in(browser, live, user, viewport={"width": width, "height": 844}, color_scheme=scheme)
        for path in paths:
            assert page.goto(f"/{language}/{path}").status == 200
            found[path] = faults(page, axe)
        if user is None:
            page.goto(f"/{language}/join/")
            page.locator("button[value=child]").click()
            page.locator("main button").last.click()
            assert page.locator(".errors").count() == 1
            found["join/ with errors"] = faults(page, axe)
        page.context.close()
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert organisation("branch").slug == "branch"


def faults(page: Any, axe: Callable[[Any], list[str]]) -> list[str]:
    return [*axe(page), *(["too wide"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else [])]


def test_enter_sends_and_chooses_nothing_else(browser: Any, live: str) -> None:
    federation_with_districts()
    page = signed_in(browser, live, None)
    page.goto("/en/join/?to=branch")
    page.locator("#j-given").fill("Vera")
    page.locator("#j-given").press("Enter")
    page.wait_for_selector(".errors")
    assert (page.locator("input[name=to]").input_value(), page.locator("#j-given").input_value()) == ("branch", "Vera")
    page.context.close()


def test_the_form_is_filled_in_by_keyboard_alone(browser: Any, live: str) -> None:
    federation_with_districts()
    page = signed_in(browser, live, None)
    page.goto("/en/join/?to=branch")
    page.locator("#j-family").focus()
    for typed in ("Kim", "Tab", "Vera", "Tab", "Tab", "+7 700 111 22 33", "Tab", "Tab", "Tab", "Space"):
        page.keyboard.press(typed) if typed in ("Tab", "Space") else page.keyboard.type(typed)
    assert (page.locator("#j-phone").input_value(), page.locator("input[name=adult]").is_checked()) == ("+7 700 111 22 33", True)
    page.context.close()
