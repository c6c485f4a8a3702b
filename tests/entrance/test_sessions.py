"""Where one is signed in, and how that ends; what is told of each request's visitor."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.entrance.signing import BY_LINK, BY_PASSWORD, BY_PHONE, BY_PIN, DESK, PHONE, at, browser, entered, is_out, with_password

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.entrance.agents import say_agent
from shanyraq.entrance.changes import give_link
from shanyraq.entrance.means import is_strong, means_of
from shanyraq.entrance.models import Visit
from shanyraq.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def page(client: Client) -> str:
    return client.get(at("mfa_index")).content.decode()


def test_it_works() -> None:
    user = with_password()
    here, there = entered(user, BY_PASSWORD, agent=DESK), entered(user, BY_PASSWORD)
    shown = page(here)
    assert ("Firefox on Windows" in shown, "Chrome on SM-A105F, Android 11" in shown, shown.count("End it")) == (True, True, 1)
    assert here.post(at("access:end_session", pk=Visit.objects.get(agent=PHONE).pk)).status_code == 302
    assert (is_out(there), is_out(here)) == (True, False)
    assert "Chrome on SM-A105F" not in page(here)
    assert Entry.objects.get(action="entrance:session:end").user == user


def test_all_others_end_at_once() -> None:
    user = with_password()
    here, *others = [entered(user, BY_PASSWORD) for _ in range(3)]
    here.post(at("access:end_others"))
    assert [is_out(client) for client in (here, *others)] == [False, True, True]
    assert Visit.objects.count() == 1


def test_nobody_ends_a_session_of_somebody_else() -> None:
    keeper = entered(with_password(), BY_PASSWORD)
    stranger = entered(open_account(name="Stranger"), BY_LINK)
    assert stranger.post(at("access:end_session", pk=Visit.objects.order_by("pk").first().pk)).status_code == 404  # type: ignore[union-attr]
    assert not is_out(keeper)


def test_sessions_that_are_over_are_not_listed() -> None:
    user = with_password()
    here, _there = entered(user, BY_PASSWORD, agent=DESK), entered(user, BY_PASSWORD)
    Session.objects.filter(session_key=Visit.objects.get(agent=PHONE).session_key).update(expire_date=timezone.now() - timedelta(days=1))
    assert "Chrome on SM-A105F" not in page(here)


def test_leaving_takes_the_session_off_the_list() -> None:
    here = entered(with_password(), BY_PASSWORD)
    here.post("/leave/")
    assert Visit.objects.count() == 0


def test_the_last_use_is_written_no_more_often_than_every_ten_minutes() -> None:
    here = entered(with_password(), BY_PASSWORD)
    before = Visit.objects.get().used_at
    here.get(at("mfa_index"))
    assert Visit.objects.get().used_at == before
    session = here.session
    session["entrance.noted"] = (timezone.now() - timedelta(minutes=11)).isoformat()
    session.save()
    here.get(at("mfa_index"))
    assert Visit.objects.get().used_at > before


def test_the_page_asks_as_much_for_one_session_as_for_many() -> None:
    user = with_password()

    def asked() -> int:
        client = entered(user, BY_PASSWORD)
        with CaptureQueriesContext(connection) as queries:
            client.get(at("mfa_index"))
        return len(queries)

    first = asked()
    for _ in range(10):
        entered(user, BY_PASSWORD)
    assert (asked(), first) == (first, first)


@pytest.mark.parametrize(("records", "means", "strong"), [
    ([], "", False),
    ([BY_LINK], "link", False),
    ([BY_PASSWORD], "password", False),
    ([{"method": "code"}], "code", False),
    ([BY_PIN, {"method": "phone"}], "pin", True),
    ([BY_PASSWORD, {"method": "phone"}], "password", True),
    ([BY_PASSWORD, {"method": "mfa", "type": "totp"}], "password", True),
    ([BY_LINK, {"method": "mfa", "type": "recovery_codes", "reauthenticated": True}], "link", True),
    ([BY_LINK, BY_PHONE], "passkey", True),
    ([BY_PIN, {"method": "mfa", "type": "recovery_codes"}], "pin", True),
])  # fmt: skip
def test_what_is_made_of_what_was_told(records: list[dict[str, Any]], means: str, strong: bool) -> None:
    assert (means_of(records), is_strong(records)) == (means, strong)


def test_each_request_knows_how_its_visitor_signed_in() -> None:
    client = entered(with_password(), BY_PASSWORD, {"method": "mfa", "type": "totp"})
    told = client.get(at("mfa_index")).wsgi_request.user
    assert (told.means, told.strong) == ("password", True)


def test_what_was_told_of_one_account_is_not_told_of_another() -> None:
    client = entered(with_password(), BY_PASSWORD, {"method": "mfa", "type": "totp"})
    session = client.session
    session["account_authentication_methods_user"] = "999"
    session.save()
    told = client.get(at("mfa_index")).wsgi_request.user
    assert (told.means, told.strong) == ("", False)


def test_a_keeper_who_came_by_a_link_is_led_to_a_first_key() -> None:
    keeper = open_account(name="Keeper", is_operator=True)
    client = browser()
    answer = client.post(f"/enter/{give_link(by=None, at=timezone.now(), user=keeper)}/")
    assert answer["Location"].endswith("/account/")
    shown = client.get(answer["Location"])
    assert (shown.status_code, shown.wsgi_request.user.means) == (200, "link")


def test_nobody_signed_in_costs_no_question() -> None:
    with CaptureQueriesContext(connection) as queries:
        RequestFactory().get("/")
        browser().get(at("account_login"))
    assert [query["sql"] for query in queries if "accounts_user" in query["sql"]] == []


@pytest.mark.parametrize(("agent", "said"), [
    (PHONE, "Chrome on SM-A105F, Android 11"),
    (DESK, "Firefox on Windows"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605 Version/16.0 Mobile Safari/604.1", "Safari on iPhone"),
    ("Mozilla/5.0 (Linux; Android 9) Chrome/110 SamsungBrowser/20 Mobile", "Samsung on Android 9"),
    ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/124.0.0.0 Mobile Safari/537.36", "Chrome on Android 10"),
    ("Mozilla/5.0 (Android 13; Mobile; rv:109.0) Gecko/115.0 Firefox/115.0", "Firefox on Android 13"),
    ("Mozilla/5.0 (Linux; U; Android 8.1.0; ru-RU; Redmi 6A Build/O11019) AppleWebKit/537.36 Chrome/91 UCBrowser/13 Mobile", "UC on Redmi 6A, Android 8"),
    ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36", "Chrome on Linux"),
    ("curl/8", "A device that does not say what it is"),
    ("", "A device that does not say what it is"),
])  # fmt: skip
def test_a_browser_in_words(agent: str, said: str) -> None:
    assert say_agent(agent) == said


def test_a_session_of_an_account_that_was_closed_is_over() -> None:
    client = entered(with_password(), BY_PASSWORD)
    User.objects.update(is_active=False)
    assert is_out(client)
