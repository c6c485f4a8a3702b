"""With a password, with a code by mail, and how often either may be wrong."""
from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.entrance.signing import BY_PASSWORD, PASSWORD, at, browser, entered, is_out, signed_in, with_password

from shanyraq.accounts.models import User
from shanyraq.entrance.models import Tries
from shanyraq.entrance.trying import FORGOTTEN, TooManyTries, forget, take, wait_after
from shanyraq.guard.limits import LIMITERS
from shanyraq.journal.models import Entry
from shanyraq.mail.models import Letter

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)


def tell(client: Client, password: str = PASSWORD, email: str = "keeper@example.org", **more: str) -> int:
    return client.post(at("account_login"), {"login": email, "password": password, **more}).status_code


def test_it_works() -> None:
    with_password()
    client = browser()
    answer = client.post(at("account_login"), {"login": "Keeper@Example.org", "password": PASSWORD, "next": "/en/desk/"})
    assert (answer.status_code, answer["Location"], signed_in(client)) == (302, "/en/desk/", True)


def test_it_leads_to_no_other_house() -> None:
    with_password()
    answer = browser().post(at("account_login"), {"login": "keeper@example.org", "password": PASSWORD, "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


@pytest.mark.parametrize(("email", "password"), [("keeper@example.org", "wrong"), ("nobody@example.org", PASSWORD), ("keeper@example.org", "")])
def test_what_was_wrong_is_not_told(email: str, password: str) -> None:
    with_password()
    client = browser()
    page = client.post(at("account_login"), {"login": email, "password": password}).content.decode()
    assert not signed_in(client)
    assert ("not right" in page, "nobody" in page.replace('value="nobody', ""), PASSWORD in page) == (bool(password), False, False)


def test_a_closed_account_does_not_enter() -> None:
    with_password()
    User.objects.update(is_active=False)
    client = browser()
    tell(client)
    assert not signed_in(client)


def test_after_five_tries_the_right_password_waits_too() -> None:
    with_password()
    for _ in range(5):
        assert tell(browser(), "wrong") == 200
    client = browser()
    page = client.post(at("account_login"), {"login": "keeper@example.org", "password": PASSWORD}).content.decode()
    assert ("Try again in 1 minute" in page, signed_in(client)) == (True, False)
    Tries.objects.update(wait_until=NOON)
    LIMITERS["enter"].clear()
    assert (tell(client), signed_in(client), Tries.objects.count()) == (302, True, 0)


def test_waits_grow_and_end() -> None:
    assert [wait_after(count) for count in (1, 4, 5, 6, 7, 8, 9, 50)] == [timedelta(minutes=m) for m in (0, 0, 1, 2, 4, 8, 15, 15)]


def test_tries_of_one_account_do_not_count_for_another() -> None:
    for _ in range(5):
        take(key="a", at=NOON)
    take(key="b", at=NOON)
    with pytest.raises(TooManyTries):
        take(key="a", at=NOON + timedelta(seconds=59))
    take(key="a", at=NOON + timedelta(seconds=60))
    with pytest.raises(TooManyTries):
        take(key="a", at=NOON + timedelta(seconds=179))
    forget(key="a")
    take(key="a", at=NOON + timedelta(seconds=120))


def test_tries_of_yesterday_are_forgotten() -> None:
    for _ in range(4):
        take(key="a", at=NOON)
    for _ in range(4):
        take(key="a", at=NOON + FORGOTTEN + timedelta(seconds=1))


def test_the_database_does_not_know_whose_tries() -> None:
    tell(browser(), "wrong", "nobody@example.org")
    assert "nobody" not in str(list(Tries.objects.values()))


def code_of(email: str = "keeper@example.org") -> str:
    letter = Letter.objects.get(receiver=email)
    assert letter.subject.split()[0] in letter.text
    return re.findall(r"\b\d{6}\b", letter.subject)[0]


def test_a_code_by_mail() -> None:
    with_password()
    client = browser()
    assert client.post(at("account_request_login_code"), {"email": "Keeper@example.org"})["Location"] == at("account_confirm_login_code")
    client.post(at("account_confirm_login_code"), {"code": code_of()})
    assert signed_in(client)


def test_a_code_is_good_in_the_browser_that_asked_and_three_times_wrong_ends_it() -> None:
    with_password()
    client, other = browser(), browser()
    client.post(at("account_request_login_code"), {"email": "keeper@example.org"})
    code = code_of()
    other.post(at("account_confirm_login_code"), {"code": code})
    for _ in range(3):
        client.post(at("account_confirm_login_code"), {"code": "000000" if code != "000000" else "111111"})
    client.post(at("account_confirm_login_code"), {"code": code})
    assert (signed_in(client), signed_in(other)) == (False, False)


def test_strangers_get_no_mail_and_the_same_answer() -> None:
    client = browser()
    answer = client.post(at("account_request_login_code"), {"email": "nobody@example.org"})
    assert (answer["Location"], Letter.objects.count()) == (at("account_confirm_login_code"), 0)
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("email", ["keeper@example.org", "nobody@example.org"])
def test_nobody_is_flooded_with_letters(email: str) -> None:
    with_password()
    for _ in range(5):
        assert browser().post(at("account_request_login_code"), {"email": email}).status_code == 302
    answer = browser().post(at("account_request_login_code"), {"email": email})
    assert (answer.status_code, "Too many tries" in answer.content.decode()) == (200, True)
    assert Letter.objects.count() == (5 if email.startswith("keeper") else 0)


@pytest.mark.parametrize("weak", ["password123", "1234567890123", "short", "keeper@example.org", "qwertyuiop"])
def test_weak_passwords_are_refused(weak: str) -> None:
    user = with_password()
    client = entered(user, BY_PASSWORD)
    assert client.post(at("access:password"), {"password1": weak, "password2": weak}).status_code == 422
    assert User.objects.get().check_password(PASSWORD)


def test_a_new_password_ends_the_other_sessions() -> None:
    user = with_password()
    here, there = entered(user, BY_PASSWORD), entered(user, BY_PASSWORD)
    new = "a bridge on three goats"
    assert here.post(at("access:password"), {"password1": new, "password2": new + "!"}).status_code == 422
    assert here.post(at("access:password"), {"password1": new, "password2": new})["Location"] == at("mfa_index")
    assert (is_out(here), is_out(there)) == (False, True)
    assert User.objects.get().check_password(new)
    assert Entry.objects.get(action="entrance:password:set").user == user


def test_an_old_session_is_asked_once_more() -> None:
    user = with_password()
    client = entered(user, {**BY_PASSWORD, "at": 0})
    asked = client.get(at("access:password"))
    assert asked["Location"].startswith(at("account_reauthenticate"))
    client.post(asked["Location"], {"password": "wrong"})
    assert client.get(at("access:password")).status_code == 302
    client.post(asked["Location"], {"password": PASSWORD})
    assert client.get(at("access:password")).status_code == 200


def test_an_address_counts_when_its_code_came_back() -> None:
    user = with_password(email="old@example.org")
    client = entered(user, BY_PASSWORD)
    client.post(at("access:email"), {"email": "New@example.org"})
    code = code_of("new@example.org")
    wrong = "000000" if code != "000000" else "111111"
    assert client.post(at("access:email_code"), {"code": wrong}).status_code == 422
    assert User.objects.get().email == "old@example.org"
    assert client.post(at("access:email_code"), {"code": code}).status_code == 302
    assert User.objects.get().email == "new@example.org"


def test_an_address_of_somebody_else_is_not_taken() -> None:
    user = with_password()
    with_password(email="hers@example.org")
    client = entered(user, BY_PASSWORD)
    client.post(at("access:email"), {"email": "hers@example.org"})
    assert client.post(at("access:email_code"), {"code": code_of("hers@example.org")}).status_code == 422
    assert User.objects.get(pk=user.pk).email == "keeper@example.org"


def test_a_button_pressed_from_another_site_does_nothing() -> None:
    with_password()
    client = browser(enforce_csrf_checks=True)
    assert (tell(client), signed_in(client)) == (403, False)
