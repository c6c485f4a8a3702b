"""Applications for the tests of joining: a federation whose branches take members, a form as a browser sends it, and whoever holds an office."""
from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.core import signing
from django.test import Client
from django.utils import timezone
from tests.members.members import client_of, named, read, taken
from tests.rights.offices import federation, in_office, organisation

from shanyraq.accounts.tokens import hashed
from shanyraq.joining.models import Application
from shanyraq.joining.sending import OneOf, Said, send, token_of
from shanyraq.joining.stamps import SALT
from shanyraq.people.consents import current
from shanyraq.people.seeds import seed as seed_texts

__all__ = ["CHILD", "NOW", "application", "client_of", "federation", "filled", "found", "in_office", "member_named", "named", "organisation", "read", "stamped", "taken", "world"]
CHILD: Final = OneOf("Lev", "Kim", born=date(2016, 5, 1))
NOW: Final = datetime(2026, 7, 1, 12, tzinfo=timezone.get_default_timezone())


def world() -> None:
    federation()
    seed_texts()


def application(body: str = "branch", *people: OneOf, key: str = "k", at: datetime = NOW, **more: Any) -> tuple[str, Application]:
    """(token, application) of somebody named Vera Kim, unless said otherwise."""
    told: dict[str, Any] = {"phone": "+7 700 111 22 33", "wishes": ("dance",), **more}
    token = send(at=at, key=key, told=Said(organisation(body), people or (OneOf("Vera", "Kim"),), current("data"), **told), language="en")
    return token, found(token)


def found(token: str) -> Application:
    return Application.objects.select_related("organisation").get(token_hash=hashed(token))


def stamped(key: str = "form", ago: int = 60) -> str:
    """The sign of a form that was handed out some seconds ago."""
    made = timezone.now() - timedelta(seconds=ago)
    signer = signing.TimestampSigner(salt=SALT)
    signer.timestamp = lambda: signing.b62_encode(int(made.timestamp()))  # type: ignore[method-assign]
    return signer.sign_object(key)


def token_at(key: str = "form") -> str:
    return token_of(key)


def filled(**more: Any) -> dict[str, Any]:
    """What a browser sends of a form that is filled in."""
    typed = {
        "to": "branch", "family": "Kim", "given": "Vera", "phone": "+7 700 111 22 33", "wishes": ["language", "dance"], "adult": "1", "consent": "1",
        "stamp": stamped(), "website": "",
    }  # fmt: skip
    return typed | more


def sent(code: int, **more: Any) -> Any:
    answer = Client().post("/en/join/", filled(**more))
    assert answer.status_code == code, answer.content.decode()
    return answer


def member_named(family: str, given: str = "Vera", body: str = "branch") -> Any:
    return taken(body, named(family, given))
