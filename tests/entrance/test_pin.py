"""A browser that is known by its cookie and opened by a PIN."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.entrance.signing import BY_LINK, BY_PASSWORD, PASSWORD, PHONE, at, browser, entered, signed_in, with_password

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.entrance.arrivals import COOKIE
from shanyraq.entrance.devices import WAIT, PinRefused, PinWeak, bind, check_pin, end_device, enter_by_pin
from shanyraq.entrance.models import Device
from shanyraq.entrance.terms import YEAR
from shanyraq.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)
PIN = "830517"


def known(pin: str = PIN, at_: datetime = NOON) -> tuple[User, str]:
    user = open_account(name="Vera")
    return user, bind(user=user, at=at_, agent=PHONE, pin=pin)


def refused(token: str, pin: str, at_: datetime) -> str:
    with pytest.raises(PinRefused) as told:
        enter_by_pin(token=token, pin=pin, at=at_)
    return str(told.value)


def test_it_works() -> None:
    user, token = known()
    assert enter_by_pin(token=token, pin=PIN, at=NOON) == user


@pytest.mark.parametrize("pin", ["000000", "123456", "654321", "987654", "111222", "121212", "123123", "112233", "12345", "1234567", "12345a", "", "١٢٣٤٥٦", "890123"])
def test_easy_pins_are_refused(pin: str) -> None:
    with pytest.raises(PinWeak):
        check_pin(pin)


@pytest.mark.parametrize("pin", ["830517", "204971", "905316"])
def test_others_are_taken(pin: str) -> None:
    check_pin(pin)


def test_the_database_knows_neither_cookie_nor_pin() -> None:
    _user, token = known()
    kept = str(list(Device.objects.values())) + str(list(Entry.objects.values()))
    assert (token in kept, PIN in kept) == (False, False)


def test_after_five_tries_one_waits_and_after_ten_the_browser_is_unknown() -> None:
    user, token = known()
    said = [refused(token, "111999", NOON) for _ in range(5)]
    assert said[:4] == ["This PIN is wrong."] * 4
    assert "in 5 minutes" in said[4]
    assert "in 5 minutes" in refused(token, PIN, NOON)
    later = NOON
    for _ in range(5):
        later += WAIT
        said.append(refused(token, "111999", later))
    assert "not known any more" in said[9]
    assert "not known any more" in refused(token, PIN, later + YEAR / 2)
    assert (Device.objects.get().off_at, Entry.objects.filter(action="entrance:device:end").count(), user.is_active) == (later, 1, True)


def test_the_right_pin_forgets_what_was_wrong() -> None:
    user, token = known()
    for _ in range(3):
        for _ in range(4):
            refused(token, "111999", NOON)
        assert enter_by_pin(token=token, pin=PIN, at=NOON) == user


@pytest.mark.parametrize(("late", "counts"), [(YEAR - timedelta(seconds=1), True), (YEAR, False)])
def test_a_browser_is_known_for_a_year(late: timedelta, counts: bool) -> None:
    _user, token = known()
    assert Device.objects.known(NOON + late).exists() == counts
    if not counts:
        refused(token, PIN, NOON + late)


def test_who_does_not_enter() -> None:
    user, token = known()
    _other, without = known(pin="")
    refused("x", PIN, NOON)
    refused(without, "", NOON)
    end_device(by=user, device=Device.objects.exclude(pin="").get(), at=NOON)
    refused(token, PIN, NOON)


def test_a_closed_account_does_not_enter() -> None:
    _user, token = known()
    User.objects.update(is_active=False)
    refused(token, PIN, NOON)


def with_cookie(token: str) -> Client:
    client = browser()
    client.cookies[COOKIE] = token
    return client


def test_the_page() -> None:
    _user, token = known(at_=timezone.now())
    client = with_cookie(token)
    assert "As Vera, with the PIN" in client.get(at("account_login")).content.decode()
    assert client.post(at("access:pin"), {"pin": "111999"}).status_code == 422
    answer = client.post(at("access:pin"), {"pin": PIN, "next": "/en/account/"})
    shown = client.get(answer["Location"])
    assert (shown.wsgi_request.user.means, shown.wsgi_request.user.strong) == ("pin", True)
    assert "Chrome on SM-A105F, Android 11" in shown.content.decode()


def test_without_the_cookie_there_is_no_such_page() -> None:
    assert browser().get(at("access:pin"))["Location"] == at("account_login")
    assert with_cookie("x").post(at("access:pin"), {"pin": PIN})["Location"] == at("account_login")


def test_a_pin_opens_no_way_to_other_keys() -> None:
    _user, token = known(at_=timezone.now())
    client = with_cookie(token)
    client.post(at("access:pin"), {"pin": PIN})
    closed = ("mfa_add_webauthn", "mfa_activate_totp", "mfa_view_recovery_codes", "access:password", "access:email", "access:new_pin")
    assert [client.get(at(name)).status_code for name in closed] == [403] * 6


def test_after_a_link_one_chooses_a_pin_and_the_link_counts_no_more() -> None:
    user = open_account(name="Vera")
    client = entered(user, BY_LINK)
    assert client.post(at("access:new_pin"), {"pin1": "123456", "pin2": "123456"}).status_code == 422
    assert client.post(at("access:new_pin"), {"pin1": PIN, "pin2": "204971"}).status_code == 422
    answer = client.post(at("access:new_pin"), {"pin1": PIN, "pin2": PIN})
    cookie = answer.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 365 * 24 * 60 * 60)
    assert client.get(answer["Location"]).wsgi_request.user.means == "pin"
    assert enter_by_pin(token=cookie.value, pin=PIN, at=timezone.now()) == user


@pytest.mark.parametrize("means", [BY_PASSWORD, {**BY_LINK, "at": 0}])
def test_without_a_fresh_link_no_pin_is_chosen(means: dict[str, object]) -> None:
    client = entered(open_account(name="Vera"), means)
    assert client.post(at("access:new_pin"), {"pin1": PIN, "pin2": PIN}).status_code == 403
    assert Device.objects.count() == 0


def test_a_known_browser_is_a_second_sign_beside_a_password() -> None:
    user = with_password()
    client = with_cookie(bind(user=user, at=timezone.now(), agent=PHONE))
    stranger = with_cookie(bind(user=open_account(name="Other"), at=timezone.now(), agent=PHONE))
    for each in (client, stranger):
        each.post(at("account_login"), {"login": "keeper@example.org", "password": PASSWORD})
    assert [each.get(at("mfa_index")).wsgi_request.user.strong for each in (client, stranger)] == [True, False]


def test_one_forgets_a_browser_of_ones_own_only() -> None:
    user, token = known(at_=timezone.now())
    other = entered(open_account(name="Other"), BY_LINK)
    pk = Device.objects.get().pk
    assert other.post(at("access:forget_device", pk=pk)).status_code == 404
    client = entered(user, BY_LINK)
    assert client.post(at("access:forget_device", pk=pk)).status_code == 302
    refused(token, PIN, timezone.now())
    assert not signed_in(with_cookie(token))


def test_a_page_that_a_pin_does_not_open_says_so() -> None:
    _user, token = known(at_=timezone.now())
    client = with_cookie(token)
    client.post(at("access:pin"), {"pin": PIN})
    answer = client.get("/en/mail/")
    assert (answer.status_code, "You signed in with a PIN." in answer.content.decode()) == (403, True)
