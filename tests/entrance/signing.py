"""What the tests of signing in share: an account with a password, a browser, and how somebody is signed in by a given way."""
from __future__ import annotations

import time
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import translation

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.entrance.models import Visit

PASSWORD = "three goats on a bridge"
PHONE = "Mozilla/5.0 (Linux; Android 11; SM-A105F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"


def at(name: str, language: str = "en", **given: Any) -> str:
    with translation.override(language):
        return reverse(name, kwargs=given)


def with_password(email: str = "keeper@example.org", **more: Any) -> User:
    user = open_account(name="Keeper", email=email, **more)
    user.set_password(PASSWORD)
    user.save()
    return user


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def is_out(client: Client) -> bool:
    """Whether somebody's own page leads to the sign-in."""
    answer = client.get(at("mfa_index"))
    return answer.status_code == 302 and answer["Location"].startswith(at("account_login"))


def browser(agent: str = PHONE, **more: Any) -> Client:
    return Client(headers={"user-agent": agent, "accept-language": "en"}, **more)


def entered(user: User, *means: dict[str, Any], agent: str = PHONE) -> Client:
    """A browser in which somebody has signed in just now by these means: {method, ...} as allauth records them."""
    client = browser(agent)
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"at": time.time(), **each} for each in means]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    Visit.objects.filter(session_key=session.session_key).update(agent=agent)
    return client


BY_PASSWORD = {"method": "password"}
BY_PHONE = {"method": "mfa", "type": "webauthn", "passwordless": True}
BY_PIN = {"method": "pin"}
BY_LINK = {"method": "link"}
