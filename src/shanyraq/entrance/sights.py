"""What a session knows of looking as somebody else: which, until when, and what that person is called."""
from __future__ import annotations

from datetime import datetime
from typing import Final

from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils import timezone

from shanyraq.accounts.models import User
from shanyraq.entrance.looking import end_looking
from shanyraq.entrance.models import Looking
from shanyraq.entrance.named import names_of

LOOKING: Final = "entrance.looking"  # in the session


def begin_sight(request: HttpRequest, looking: Looking) -> None:
    """Forms that stand open from before count no more."""
    told = {"pk": looking.pk, "until": looking.until.isoformat(), "called": names_of(looking.whom) or {"und": looking.whom.name}}
    request.session[LOOKING] = told
    rotate_token(request)


def sight_of(request: HttpRequest, operator: object, now: datetime) -> Looking | None:
    """The looking that goes on in this session; one that is over is written down as such."""
    told = request.session[LOOKING]
    found = Looking.objects.filter(pk=told["pk"]).select_related("by", "whom").first()
    if found is None:
        return None
    on = isinstance(operator, User) and operator == found.by and operator.is_operator and found.whom.is_active and not found.whom.is_operator
    if on and found.ended is None and now < min(found.until, datetime.fromisoformat(told["until"])):
        return found
    end_looking(looking=found, at=now)
    return None


def end_sight(request: HttpRequest) -> None:
    del request.session[LOOKING]
    rotate_token(request)


def ended_by_hand(request: HttpRequest) -> None:
    looking = getattr(request, "looking", None)
    if looking is not None:
        end_looking(looking=looking, at=timezone.now())
        end_sight(request)
