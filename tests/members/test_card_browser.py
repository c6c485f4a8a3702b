"""A member on a phone, in Kazakh: from the own page to the card, a stranger who reads its code, and out again."""
from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
import segno
from django.conf import settings
from django.core import mail
from django.utils import timezone
from PIL import Image
from tests.members.members import client_of, federation, in_office, named, taken, with_account

from shanyraq.mail.models import Letter
from shanyraq.members.asking import ask_for_confirmation
from shanyraq.people.cards import issue
from shanyraq.people.confirming import ask
from shanyraq.people.members import Reached
from shanyraq.people.models import Card, Confirmation, Membership

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
QUIET = 4  # modules around a code


def cookie(user: Any, live: str) -> dict[str, str]:
    return {"name": settings.SESSION_COOKIE_NAME, "value": client_of(user).cookies[settings.SESSION_COOKIE_NAME].value, "url": live}


def modules(picture: bytes, size: int) -> list[list[int]]:
    """Dark and light of each module of a code, as a camera sees it: in the middle of each."""
    shown = Image.open(io.BytesIO(picture)).convert("L")
    step = shown.width / (size + 2 * QUIET)
    at = [int((QUIET + place + 0.5) * step) for place in range(size)]
    return [[int(shown.getpixel((column, row)) < 128) for column in at] for row in at]


def is_read(picture: bytes, address: str) -> bool:
    """Whether the picture is the code of the address, and of no other."""
    code = segno.make_qr(address, error="m")
    return modules(picture, len(code.matrix)) == [list(row) for row in code.matrix]


def test_a_member_shows_the_card_and_leaves(browser: Any, live: str, axe: Callable[[Any], list[str]]) -> None:
    federation()
    person = taken("branch", named("Абдрахманова", "Александра", "cyrillic", "Константиновна"), named("Abdrakhmanova", "Alexandra"), contacts=(Reached("email", "a@example.org"),))
    phone = browser.new_context(base_url=live, java_script_enabled=False, **PHONE)
    phone.add_cookies([cookie(with_account(person), live)])
    page = phone.new_page()
    page.goto("/kk/my-membership/")
    page.get_by_role("link", name="Мүшелік картасы").click()
    page.get_by_role("button", name="Картамды жасау").click()
    address = f"{live}/kk/card/{Card.objects.get().token}/"
    assert is_read(page.locator("main img").screenshot(), address)
    other = browser.new_context(base_url=live, **PHONE)
    stranger = other.new_page()
    stranger.goto(address)
    assert stranger.locator("h1").inner_text() == "✓ Бүгін жарамды"
    assert [word for word in ("Абдрахманова", "Alexandra", "Branch") if word in stranger.content()] == [] and axe(stranger) == []
    page.goto("/kk/my-membership/")
    page.get_by_role("link", name=re.compile("^Шығу.*Branch")).click()
    page.locator("form.section").get_by_role("button", name="Шығу").click()
    stranger.reload()
    assert stranger.locator("h1").inner_text() == "✗ Бүгін жарамсыз"
    assert Letter.objects.get().subject == "Сіз Branch құрамынан шықтыңыз"
    assert Membership.objects.get().until == timezone.localdate()
    phone.close()
    other.close()


@pytest.mark.parametrize(("language", "width"), [("kk", 320), ("ru", 390), ("ko", 1280)])
def test_the_pages_are_for_everyone(browser: Any, live: str, axe: Callable[[Any], list[str]], language: str, width: int) -> None:
    federation()
    person = taken("branch", named("Абдрахманова", "Александра", "cyrillic", "Константиновна"), contacts=(Reached("email", "a@example.org"),))
    issue(by=None, membership=Membership.objects.get(), on=timezone.localdate())
    pk, token = Membership.objects.get().pk, ask(persons=[person], on=timezone.localdate())[person.pk]
    context = browser.new_context(base_url=live, viewport={"width": width, "height": 844}, color_scheme="dark" if width == 390 else "light")
    page, found = context.new_page(), {}
    for user, paths in (
        (None, [f"card/{Card.objects.get().token}/", "card/never/", f"confirm/{token}/", f"confirm/{token}/{pk}/leave/", "confirm/never/"]),
        (with_account(person), ["my-membership/", f"my-membership/{pk}/card/"]),
        (in_office("ann", "chair", "centre"), [f"members/{person.slug}/", "members/?confirmed=no"]),
    ):
        if user:
            context.add_cookies([cookie(user, live)])
        for path in paths:
            page.goto(f"/{language}/{path}")
            found[path] = [*axe(page), *(["too wide"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else [])]
    context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_a_letter_is_answered_on_a_phone_in_one_tap(browser: Any, live: str) -> None:
    federation()
    taken("branch", named("Ким", "Вера", "cyrillic"), contacts=(Reached("email", "vera@example.org"),))
    Membership.objects.update(since="2020-01-01")
    assert ask_for_confirmation(timezone.localdate()) == 1
    path = re.search(r"http://\S+(/kk/confirm/\S+)", mail.outbox[0].body)
    assert path
    context = browser.new_context(base_url=live, java_script_enabled=False, **PHONE)
    page = context.new_page()
    page.goto(path[1])
    page.get_by_role("button", name="Бәрі дұрыс").click()
    assert page.locator("h1").inner_text() == "Рақмет"
    assert Confirmation.objects.get().how == "link"
    context.close()
