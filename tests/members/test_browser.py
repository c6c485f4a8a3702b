"""The pages of members on a phone and at a desk: no serious fault of access, nothing that scrolls sideways."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from tests.members.members import client_of, federation, in_office, named, organisation, taken, with_account

from shanyraq.people.dues import set_rate, settle
from shanyraq.people.members import Reached
from shanyraq.people.models import Membership, Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def members() -> Person:
    federation()
    for number in range(55):
        taken("branch2", named("Ким", f"Вера{number}", "cyrillic", "Сергеевна"), kind="volunteer")
    contacts = (Reached("phone", "+7 700 111 22 33"), Reached("email", "a.long.address.of.a.member@district-branch.example.org", "self"))
    return taken("branch", named("Абдрахманова", "Александра", "cyrillic", "Константиновна"), named("김", "베라", "hangul"), contacts=contacts)


@pytest.mark.parametrize("screen", [("kk", 320, "light"), ("ru", 390, "dark"), ("ko", 1280, "light")])
def test_the_pages_are_for_everyone(browser: Any, live: str, axe: Callable[[Any], list[str]], screen: tuple[str, int, str]) -> None:
    language, width, scheme = screen
    person = members()
    set_rate(by=None, organisation=organisation("branch"), kind="member", year=timezone.localdate().year, amount=500_000)
    settle(by=None, membership=Membership.objects.get(person=person), year=timezone.localdate().year, state="paid", on=timezone.localdate())
    paths = ["members/dues/?organisation=branch", "members/", "members/?q=zzz", "members/new/", f"members/{person.slug}/", f"members/{person.slug}/contacts/"]
    paths += [f"members/memberships/{Membership.objects.get(person=person).pk}/{verb}/" for verb in ("change", "end")]
    own = ["my-membership/", "my-membership/names/"]
    found = {}
    keeper = in_office("bob", "chair", "branch")
    for user, pages in ((in_office("ann", "chair", "centre"), paths), (keeper, ["members/dues/"]), (with_account(person), own)):
        session = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(base_url=live, viewport={"width": width, "height": 844}, color_scheme=scheme)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live}])
        page = context.new_page()
        for path in pages:
            assert page.goto(f"/{language}/{path}").status == 200
            found[path] = [*axe(page), *(["too wide"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else [])]
        context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}
