"""Tells each request how its visitor signed in, whether an operator only looks as somebody else, and notes when a session was last used."""
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from shanyraq.accounts.models import User
from shanyraq.entrance.looking import as_it_signs_in
from shanyraq.entrance.means import is_strong, means_of, records_of
from shanyraq.entrance.models import Visit
from shanyraq.entrance.named import CALLED, say_called
from shanyraq.entrance.sights import LOOKING, end_sight, sight_of
from shanyraq.entrance.visits import NOTED

OFTEN: Final = timedelta(minutes=10)  # a session's last use is written no more often
SAFE: Final = ("GET", "HEAD", "OPTIONS")
READS: Final = re.compile(r"\s*(SELECT|WITH|VALUES|EXPLAIN|BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK|SET|SHOW)\b", re.IGNORECASE)
WRITES: Final = re.compile(r'\b(INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+"?\w+"?\s+SET)\b', re.IGNORECASE)


class SignedIn:
    """`request.user` gets its `means` and `strong`; nothing is read unless somebody asks who the visitor is.

    While an operator looks, it is the account that is looked as, `request.looking` says since when and why, and the database takes nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = request.user
        request.user = SimpleLazyObject(lambda: _marked(request, found))  # type: ignore[assignment]
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or LOOKING not in request.session:
            return self.get_response(request)
        looking = sight_of(request, request.user, timezone.now())
        if looking is None:
            return self._after(request)
        request.looking = looking  # type: ignore[attr-defined]
        request.user = as_it_signs_in(looking.whom, timezone.now())
        request.user.called = say_called(request.session[LOOKING]["called"])
        with connection.execute_wrapper(_ReadOnly(request)):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _given: Any) -> None:
        """What is sent while looking is refused, but for the end of it."""
        if getattr(request, "looking", None) is not None:
            request.looks_only = not getattr(view, "ends_looking", False)  # type: ignore[attr-defined]
            if request.looks_only and request.method not in SAFE:  # type: ignore[attr-defined]
                raise PermissionDenied

    def _after(self, request: HttpRequest) -> HttpResponseBase:
        """What was filled in as somebody else is not taken of the operator."""
        end_sight(request)
        if request.method not in SAFE:
            raise PermissionDenied
        return self.get_response(request)


class _ReadOnly:
    """Pages that write when they are only asked for are refused, too."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __call__(self, execute: Callable[..., Any], sql: Any, *given: Any) -> Any:
        said = str(sql)
        if getattr(self.request, "looks_only", True) and (not READS.match(said) or WRITES.search(said)):
            raise PermissionDenied
        return execute(sql, *given)


def _marked(request: HttpRequest, found: object) -> object:
    user = getattr(found, "_wrapped", found) if bool(found) else found
    if not isinstance(user, User):
        return user
    records = records_of(request, user)
    user.means, user.strong = means_of(records), is_strong(records)
    user.called = say_called(request.session.get(CALLED, {}))
    _note(request, timezone.now())
    return user


def _note(request: HttpRequest, now: datetime) -> None:
    """Only of sessions that the entrance began; a test or a command begins none."""
    noted = request.session.get(NOTED)
    if noted is not None and now - datetime.fromisoformat(noted) >= OFTEN:
        request.session[NOTED] = now.isoformat()
        Visit.objects.filter(session_key=request.session.session_key).update(used_at=now)
