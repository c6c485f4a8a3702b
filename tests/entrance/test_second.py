"""The second sign: an authenticator app, the printed sheet; and keys that a backup brought to a new server."""
from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from tests.entrance.signing import BY_LINK, BY_PASSWORD, BY_PIN, PASSWORD, at, browser, entered, signed_in, with_password

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.entrance.adapters import Keys
from shanyraq.guard.limits import LIMITERS
from shanyraq.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def shown_by(secret: str, steps: int = 0) -> str:
    """What the app shows now, or some half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def with_app(user: User) -> str:
    secret = str(generate_totp_secret())
    TOTP.activate(user, secret)
    return secret


def begun(client: Client | None = None) -> Client:
    """Somebody who told the password and is asked for more."""
    client = client or browser()
    answer = client.post(at("account_login"), {"login": "keeper@example.org", "password": PASSWORD})
    assert (answer["Location"], signed_in(client)) == (at("mfa_authenticate"), False)
    return client


def test_it_works() -> None:
    secret = with_app(with_password())
    client = begun()
    assert client.post(at("mfa_authenticate"), {"code": shown_by(secret)}).status_code == 302
    told = client.get(at("mfa_index")).wsgi_request.user
    assert (told.means, told.strong) == ("password", True)


def test_a_code_of_half_a_minute_ago_is_taken_and_older_ones_are_not() -> None:
    secret = with_app(with_password())
    client = begun()
    client.post(at("mfa_authenticate"), {"code": shown_by(secret, -3)})
    assert not signed_in(client)
    client.post(at("mfa_authenticate"), {"code": shown_by(secret, -1)})
    assert signed_in(client)


def test_a_code_is_good_once() -> None:
    secret = with_app(with_password())
    code = shown_by(secret)
    first, second = begun(), begun()
    for client in (first, second):
        client.post(at("mfa_authenticate"), {"code": code})
    assert (signed_in(first), signed_in(second)) == (True, False)


def test_guessing_is_slowed_down() -> None:
    secret = with_app(with_password())
    client = begun()
    for _ in range(5):
        client.post(at("mfa_authenticate"), {"code": "000000"})
    LIMITERS["enter"].clear()
    page = client.post(at("mfa_authenticate"), {"code": shown_by(secret)}).content.decode()
    assert ("Too many tries" in page, signed_in(client)) == (True, False)


def test_setting_up_the_app_and_taking_it_off() -> None:
    user = with_password()
    client = entered(user, BY_PASSWORD)
    page = client.get(at("mfa_activate_totp")).content.decode()
    secret = re.findall(r"<code>([A-Z2-7]+)</code>", page)[0]
    assert "data:image/svg" in page
    assert client.post(at("mfa_activate_totp"), {"code": "000000"}).status_code == 200
    assert client.post(at("mfa_activate_totp"), {"code": shown_by(secret)})["Location"] == at("mfa_view_recovery_codes")
    assert secret not in str(list(Authenticator.objects.values()))
    assert client.get(at("mfa_deactivate_totp")).status_code == 200
    client.post(at("mfa_deactivate_totp"))
    assert Authenticator.objects.count() == 0


def test_a_sheet_of_ten_codes_of_which_each_is_good_once() -> None:
    user = open_account(name="Aigul")
    client = entered(user, BY_LINK)
    assert client.get(at("mfa_index")).wsgi_request.user.strong is False
    assert client.post(at("mfa_generate_recovery_codes"))["Location"] == at("mfa_view_recovery_codes")
    codes = re.findall(r"<code>(\d{4} \d{4})</code>", client.get(at("mfa_view_recovery_codes")).content.decode())
    assert len(set(codes)) == 10
    assert client.post(at("mfa_reauthenticate"), {"code": codes[3]}).status_code == 302
    told = client.get(at("mfa_index")).wsgi_request.user
    assert (told.means, told.strong) == ("link", True)
    later = entered(user, BY_LINK)
    assert later.post(at("mfa_reauthenticate"), {"code": codes[3]}).status_code == 200
    assert later.get(at("mfa_index")).wsgi_request.user.strong is False
    assert codes[3] not in client.get(at("mfa_view_recovery_codes")).content.decode()
    assert Entry.objects.get(action="entrance:sheet:make").user == user


def test_a_new_sheet_makes_the_old_one_void() -> None:
    user = open_account(name="Aigul")
    old = RecoveryCodes.activate(user).generate_codes()[0]
    client = entered(user, BY_LINK)
    client.post(at("mfa_generate_recovery_codes"))
    client.post(at("mfa_reauthenticate"), {"code": old})
    assert client.get(at("mfa_index")).wsgi_request.user.strong is False


def test_beside_an_app_the_sheet_is_a_second_sign_too() -> None:
    user = with_password()
    with_app(user)
    code = RecoveryCodes.activate(user).generate_codes()[0]
    client = begun()
    client.post(at("mfa_authenticate"), {"code": code})
    assert client.get(at("mfa_index")).wsgi_request.user.strong


def test_after_a_restore_on_another_server_no_code_fits_and_nothing_breaks(settings: object) -> None:
    secret = with_app(with_password())
    settings.SECRET_KEY = "another" * 10  # type: ignore[attr-defined]
    client = begun()
    assert client.post(at("mfa_authenticate"), {"code": shown_by(secret)}).status_code == 200
    assert not signed_in(client)


def test_what_is_encrypted_is_read_again() -> None:
    keys = Keys()
    assert (keys.decrypt(keys.encrypt("abc")), "abc" in keys.encrypt("abc"), keys.decrypt("abc") == keys.decrypt("abc")) == ("abc", False, False)


def test_where_more_is_asked_for_one_is_led_to_what_one_has() -> None:
    asked = f"{at('access:second')}?next=/en/desk/"
    bare, app, phone = (open_account(name=name) for name in ("Bare", "App", "Phone"))
    with_app(app)
    Authenticator.objects.create(user=phone, type=Authenticator.Type.WEBAUTHN, data={"name": "", "credential": {}})
    assert entered(bare, BY_LINK).get(asked).status_code == 200
    assert entered(app, BY_LINK).get(asked)["Location"] == f"{at('mfa_reauthenticate')}?next=%2Fen%2Fdesk%2F"
    assert entered(phone, BY_LINK).get(asked)["Location"] == f"{at('mfa_reauthenticate_webauthn')}?next=%2Fen%2Fdesk%2F"
    assert entered(bare, BY_LINK).get(f"{at('access:second')}?next=https://elsewhere.example/").status_code == 200


def test_a_pin_is_told_that_it_is_not_enough() -> None:
    page = entered(open_account(name="Vera"), BY_PIN).get(at("access:second")).content.decode()
    assert ("A PIN does not open this page" in page, "mfa" in page) == (True, False)


def test_the_code_by_which_the_app_was_set_up_signs_in_no_more() -> None:
    user = with_password()
    client = entered(user, BY_PASSWORD)
    client.get(at("mfa_activate_totp"))
    code = shown_by(client.session["mfa.totp.secret"])
    assert client.post(at("mfa_activate_totp"), {"code": code})["Location"] == at("mfa_view_recovery_codes")
    other = begun()
    page = other.post(at("mfa_authenticate"), {"code": code}).content.decode()
    assert ("has been used" in page, signed_in(other)) == (True, False)
