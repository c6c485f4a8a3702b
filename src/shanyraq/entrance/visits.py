"""Sessions of those who are signed in, listed and ended."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from importlib import import_module
from typing import Final

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest

from shanyraq.accounts.models import User
from shanyraq.entrance.models import Visit
from shanyraq.journal.changes import write

NOTED: Final = "entrance.noted"  # in the session: when its last use was written down


def agent_of(request: HttpRequest) -> str:
    return str(request.META.get("HTTP_USER_AGENT", ""))[:200]


def begin_visit(*, request: HttpRequest, user: User, at: datetime) -> None:
    """Notes the session that has just begun; sessions of the account that are over are forgotten."""
    if not request.session.session_key:
        request.session.save()
    request.session[NOTED] = at.isoformat()
    over = Visit.objects.filter(user=user).exclude(session_key__in=_alive(at))
    over.delete()
    told = {"user": user, "agent": agent_of(request), "since": at, "used_at": at}
    Visit.objects.update_or_create(session_key=request.session.session_key, defaults=told)


def visits(user: User, at: datetime) -> QuerySet[Visit]:
    """The sessions of an account that still sign in, the last used first."""
    return Visit.objects.filter(user=user, session_key__in=_alive(at)).order_by("-used_at", "-pk")


def _alive(at: datetime) -> QuerySet[Session, str]:
    return Session.objects.filter(expire_date__gt=at).values_list("session_key", flat=True)


def end_visits(*, by: User, ended: Iterable[Visit]) -> int:
    """Ends sessions: their next request is a stranger's. Gives how many there were."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    count = 0
    for visit in ended:
        store.delete(visit.session_key)
        visit.delete()
        count += 1
    if count:
        write(by=by, action="entrance:session:end", thing=f"accounts:user:{by.pk}", summary=str(count))
    return count
