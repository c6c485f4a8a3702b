"""Requests that are too many or too large are turned away before they cost anything."""
from __future__ import annotations

import math
import re
import time
from collections.abc import Callable
from hashlib import blake2b

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shanyraq.guard.buckets import CLIENTS, Limiter
from shanyraq.guard.clients import network
from shanyraq.guard.errors import page

Next = Callable[[HttpRequest], HttpResponseBase]

JOIN = re.compile(r"/[a-z]{2}/join/")
ENTER = re.compile(r"(/[a-z]{2})?/enter/")  # where secrets are told
CARD = re.compile(r"/[a-z]{2}/(my-)?card/")  # where they could be guessed
LIMITERS = {kind: Limiter(*rate) for kind, rate in settings.RATES.items()}


class Keepers:
    """Sessions of which a request has shown that somebody is signed in, by their hashes: whoever makes one up is a stranger."""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def session(self, request: HttpRequest) -> str:
        """The hash of the session; empty where none is named."""
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest() if key else ""

    def learn(self, request: HttpRequest) -> None:
        """After the answer: by then it is known who asked."""
        session = self.session(request)
        if session and hasattr(request, "user"):
            (self.known.add if request.user.is_authenticated else self.known.discard)(session)
        if len(self.known) > CLIENTS:
            self.known.clear()


KEEPERS = Keepers()


def whose(request: HttpRequest) -> tuple[str, str]:
    """(limit, whose count): changes count for the session of somebody who is signed in, all else for the network."""
    sort, session = kind(request), KEEPERS.session(request)
    return ("keeper", session) if sort == "change" and session in KEEPERS.known else (sort, network(request))


def kind(request: HttpRequest) -> str:
    """Which limit a request falls under: signing in, writing to the keeper, changing something, reading a card, or looking."""
    if request.method in ("GET", "HEAD"):
        return "card" if CARD.match(request.path) else "page"
    if request.path.endswith("/remarks/new/"):
        return "remark"
    if JOIN.fullmatch(request.path):
        return "join"
    return "enter" if ENTER.match(request.path) else "change"


class RateLimit:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        limit, client = whose(request)
        wait = LIMITERS[limit].take(client, time.monotonic())
        if not wait:
            response = self.get_response(request)
            KEEPERS.learn(request)
            return response
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
