"""What is done whenever somebody has signed in, by whatever way."""
from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from shanyraq.accounts.models import User
from shanyraq.accounts.tokens import hashed
from shanyraq.entrance.means import record
from shanyraq.entrance.models import Device
from shanyraq.entrance.named import CALLED, names_of
from shanyraq.entrance.terms import PHONE, YEAR
from shanyraq.entrance.visits import begin_visit

COOKIE = f"{settings.PREFIX}shanyraq-phone-{settings.MARK}"


def arrived(sender: object, *, request: HttpRequest, user: User, **more: Any) -> None:
    """Hears Django's `user_logged_in`: allauth, links and PINs all go through it."""
    del sender, more
    request.session[CALLED] = names_of(user)
    begin_visit(request=request, user=user, at=timezone.now())
    device = device_of(request)
    if device is not None and device.user_id == user.pk:
        record(request, user, PHONE)


def device_of(request: HttpRequest) -> Device | None:
    """The known browser from which the request comes."""
    token = request.COOKIES.get(COOKIE, "")
    return Device.objects.known(timezone.now()).filter(token_hash=hashed(token)).first() if token else None


def remember(response: HttpResponse, token: str) -> None:
    response.set_cookie(COOKIE, token, max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax")
