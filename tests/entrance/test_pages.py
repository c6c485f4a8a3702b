from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shanyraq.accounts.models import User
from shanyraq.entrance.changes import invite_keeper

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def address() -> str:
    return f"/enter/{invite_keeper(by=None, at=timezone.now(), name='Keeper')}/"


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_looking_spends_nothing_and_the_button_signs_in(client: Client, address: str) -> None:
    assert [client.get(address).status_code, client.head(address).status_code] == [200, 200]
    assert not signed_in(client)
    assert client.post(address).status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_a_spent_link_says_so(client: Client, address: str) -> None:
    client.post(address)
    stranger = Client(headers={"accept-language": "en"})
    for answer in (stranger.get(address), stranger.post(address)):
        assert answer.status_code == 410
        assert "no longer signs in" in answer.content.decode()
    assert not signed_in(stranger)


def test_a_button_pressed_from_another_site_does_nothing(address: str) -> None:
    careful = Client(enforce_csrf_checks=True)
    assert careful.post(address).status_code == 403
    assert not signed_in(careful)


def test_nothing_of_the_page_is_kept_by_a_browser(client: Client, address: str) -> None:
    assert "no-store" in client.get(address)["Cache-Control"]


def test_leaving(client: Client, address: str) -> None:
    client.post(address)
    assert client.get("/leave/").status_code == 405
    assert signed_in(client)
    assert client.post("/leave/").status_code == 302
    assert not signed_in(client)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_in_a_browser(page: Any, live: str, axe: Any, address: str) -> None:
    page.goto(live + address)
    assert axe(page) == []
    page.locator("main").get_by_role("button").click()
    page.wait_for_url(lambda url: "/enter/" not in url)
    assert {cookie["httpOnly"] for cookie in page.context.cookies()} == {True}
