"""One line a request, on standard error, as JSON: what was asked, never by whom.

Routes stand in it, not paths: a path may name a person or be a key.
"""
from __future__ import annotations

import logging
import sys
import time
import traceback

import structlog
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from shanyraq.guard.clients import network
from shanyraq.guard.limits import Next

log: structlog.typing.FilteringBoundLogger = structlog.get_logger("shanyraq")


def to_stderr(*_names: str) -> structlog.WriteLogger:
    """Standard error as it is now: whoever redirects it later is followed."""
    return structlog.WriteLogger(sys.stderr)


def set_up() -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=to_stderr,
    )


def route(request: HttpRequest) -> str:
    """The pattern that answered, such as `enter/<str:token>/`, also of a page that was kept; empty where none did."""
    match = request.resolver_match
    return match.route if match else getattr(request, "kept_route", "")


def frames(error: BaseException) -> list[str]:
    """Where an error arose, line by line. Its message is left out: databases put values into theirs."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)[-8:]]


class RequestLog:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begun = time.monotonic()
        response = self.get_response(request)
        took = round((time.monotonic() - begun) * 1000)
        log.info("request", method=request.method, route=route(request), status=response.status_code, ms=took, network=network(request))
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """What is answered by 403 or 404 has failed nowhere: the line of its request says it."""
        if isinstance(error, Http404 | PermissionDenied):
            return
        log.error("failed", method=request.method, route=route(request), error=type(error).__name__, frames=frames(error))
