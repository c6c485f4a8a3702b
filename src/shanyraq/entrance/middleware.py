"""Tells each request how its visitor signed in, and notes when a session was last used."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from shanyraq.accounts.models import User
from shanyraq.entrance.means import is_strong, means_of, records_of
from shanyraq.entrance.models import Visit
from shanyraq.entrance.visits import NOTED

OFTEN: Final = timedelta(minutes=10)  # a session's last use is written no more often


class SignedIn:
    """`request.user` gets its `means` and `strong`; nothing is read unless somebody asks who the visitor is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = request.user
        request.user = SimpleLazyObject(lambda: _marked(request, found))  # type: ignore[assignment]
        return self.get_response(request)


def _marked(request: HttpRequest, found: object) -> object:
    user = getattr(found, "_wrapped", found) if bool(found) else found
    if not isinstance(user, User):
        return user
    records = records_of(request, user)
    user.means, user.strong = means_of(records), is_strong(records)
    _note(request, timezone.now())
    return user


def _note(request: HttpRequest, now: datetime) -> None:
    """Only of sessions that the entrance began; a test or a command begins none."""
    noted = request.session.get(NOTED)
    if noted is not None and now - datetime.fromisoformat(noted) >= OFTEN:
        request.session[NOTED] = now.isoformat()
        Visit.objects.filter(session_key=request.session.session_key).update(used_at=now)
