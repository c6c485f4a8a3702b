"""How somebody signed in, read from what allauth records in the session; see `accounts.models.User` for what is made of it."""
from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from allauth.account.internal.flows.login import clear_authentication_records, get_authentication_records, record_authentication
from django.http import HttpRequest

from shanyraq.accounts.models import User
from shanyraq.entrance.terms import PHONE, Means

Record = Mapping[str, Any]
RECENT: Final = 300  # seconds in which nobody is asked again
AFTER_A_LINK: Final = 1800  # the first key is chosen without haste: a link cannot be told again
MFA: Final = "mfa"


def records_of(request: HttpRequest, user: User) -> list[Record]:
    found: list[Record] = get_authentication_records(request, user)
    return found


def record(request: HttpRequest, user: User, method: str, **more: Any) -> None:
    record_authentication(request, user, method, **more)


def begin_anew(request: HttpRequest) -> None:
    """What was recorded before counts no more, as where a link gives way to a PIN."""
    clear_authentication_records(request)


def means_of(records: Iterable[Record]) -> str:
    """Empty where nothing is recorded."""
    given = {_means(record) for record in records}
    return next((means.value for means in Means if means in given), "")


def _means(record: Record) -> str:
    return Means.PASSKEY if record.get("passwordless") else str(record["method"])


def is_strong(records: Iterable[Record]) -> bool:
    """Whether a second factor was given: an authenticator, a code of the sheet, the phone's own lock, or a known phone."""
    return any(record["method"] in (MFA, PHONE) for record in records)


def is_recent(records: Collection[Record]) -> bool:
    """Whether somebody signed in, by more than a PIN, so shortly ago that nothing has to be told again."""
    return any(_age(record) < RECENT for record in records if record["method"] not in (Means.PIN, PHONE)) or came_by_link(records)


def came_by_link(records: Iterable[Record]) -> bool:
    """Whether a link was used a while ago at most."""
    return any(_age(record) < AFTER_A_LINK for record in records if record["method"] == Means.LINK)


def _age(record: Record) -> float:
    return time.time() - float(record["at"])
