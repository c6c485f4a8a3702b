"""Requests that are too many or too large are turned away before they cost anything."""
from __future__ import annotations

import math
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shanyraq.guard.buckets import Limiter
from shanyraq.guard.clients import network
from shanyraq.guard.errors import page

Next = Callable[[HttpRequest], HttpResponseBase]

LIMITERS = {kind: Limiter(*rate) for kind, rate in settings.RATES.items()}


def kind(request: HttpRequest) -> str:
    """Which limit a request falls under: signing in, writing to the keeper, changing something, or looking."""
    if request.method in ("GET", "HEAD"):
        return "page"
    if request.path.endswith("/remarks/new/"):
        return "remark"
    return "enter" if request.path.startswith("/enter/") else "change"


class RateLimit:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        wait = LIMITERS[kind(request)].take(network(request), time.monotonic())
        if not wait:
            return self.get_response(request)
        response = page(request, 429)
        response["Retry-After"] = str(math.ceil(wait))
        return response


class SizeLimit:
    """Forms with files may hold more than any other request, if somebody is signed in. A body without a stated length is not read by WSGI at all."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with_files = request.content_type == "multipart/form-data" and settings.SESSION_COOKIE_NAME in request.COOKIES
        most = settings.REQUEST_MAX_BYTES if with_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if stated.isdigit() and int(stated) > most:
            return page(request, 413)
        return self.get_response(request)
