"""What members tell of themselves, on a phone and at a desk: no serious fault of access, nothing that scrolls sideways."""
from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from PIL import Image, ImageDraw
from tests.members.members import client_of, federation, in_office, named, organisation, taken, with_account

from shanyraq.people.about import show
from shanyraq.people.consents import give
from shanyraq.people.members import Newcomer, Reached, take_members
from shanyraq.people.models import Person
from shanyraq.people.photographs import portray

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def portrait() -> io.BytesIO:
    drawn, kept = Image.new("RGB", (600, 800), "#8fb3b0"), io.BytesIO()
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((180, 160, 420, 460), fill="#f3dcc4")
    pen.rectangle((100, 520, 500, 800), fill="#2d4a6b")
    drawn.save(kept, "JPEG")
    kept.seek(0)
    return kept


def family() -> tuple[Person, Person]:
    federation()
    contacts = (Reached("phone", "+7 700 111 22 33", "members"),)
    names = (named("Абдрахманова", "Александра", "cyrillic", "Константиновна"),)
    parent = Newcomer(names, contacts=contacts, born=date(1984, 2, 3), languages=("kk", "ru", "ko"), letters_in="kk")
    child = Newcomer((named("Абдрахманова", "Мина", "cyrillic"),), born=date(2015, 5, 9), guardian=0)
    found = take_members(by=None, organisation=organisation("branch"), since=date(2026, 3, 1), newcomers=[parent, child])
    told = Newcomer((named("Пак", "Олег", "cyrillic"),), contacts=(Reached("phone", "+7 701 222 33 44", "members"),))
    fellow = take_members(by=None, organisation=organisation("branch"), since=date(2026, 3, 1), newcomers=[told])[0]
    for one in (found[0], fellow):
        give(person=one, purpose="data", on=timezone.localdate(), by=None, how="form")
        give(person=one, purpose="photograph", on=timezone.localdate(), by=None, how="form")
        portray(by=None, person=one, name="me.jpg", source=portrait(), seen_by="members")
        show(by=None, person=one, shown=True)
    return found[0], found[1]


@pytest.mark.parametrize("screen", [("kk", 320, "light"), ("ru", 390, "dark"), ("ko", 1280, "light")])
def test_the_pages_are_for_everyone(browser: Any, live: str, axe: Callable[[Any], list[str]], screen: tuple[str, int, str]) -> None:
    language, width, scheme = screen
    parent, child = family()
    in_office("vera", "chair", "branch2")
    alike = taken("branch2", named("", "Vera"))
    board = ["members/consents/", "members/new/", *(f"members/{child.slug}/{path}" for path in ("", "about/", "photograph/", "guardians/new/", "consents/data/"))]
    board += [f"members/{alike.slug}/"]
    own = ["", "about/", "photograph/", "consents/data/", "consents/news/", "fellows/", f"children/{child.slug}/", f"children/{child.slug}/about/"]
    found = {}
    for user, pages in ((in_office("ann", "chair", "centre"), board), (with_account(parent), [f"my-membership/{path}" for path in own])):
        session = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(base_url=live, viewport={"width": width, "height": 844}, color_scheme=scheme)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live}])
        page = context.new_page()
        for path in pages:
            assert page.goto(f"/{language}/{path}").status == 200
            found[path] = [*axe(page), *(["too wide"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else [])]
            if os.environ.get("P_SHOTS"):
                page.screenshot(path=f"/tmp/s10/shots/P-{language}-{width}-{path.replace('/', '_').replace(child.slug, 'C').replace(alike.slug, 'A')}.png", full_page=True)
        context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}
