from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import structlog
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from shanyraq.guard.log import RequestLog, frames, log, set_up

pytestmark = [pytest.mark.django_db]


@contextmanager
def lines() -> Iterator[list[dict[str, Any]]]:
    with structlog.testing.capture_logs() as kept:
        yield kept
    set_up()


def test_a_line_tells_the_route_and_neither_path_nor_query_nor_address() -> None:
    with lines() as kept:
        Client(REMOTE_ADDR="192.0.2.77").get("/enter/my-own-token/?name=Aigul")
    assert [{key: value for key, value in line.items() if key != "ms"} for line in kept] == [
        {"event": "request", "log_level": "info", "method": "GET", "route": "enter/<str:token>/", "status": 410, "network": "192.0.2.0/24"},
    ]


def test_an_error_tells_where_it_arose_and_not_what_was_in_it() -> None:
    try:
        int("Aigul Serikova")
    except ValueError as error:
        told = frames(error)
    assert len(told) == 1
    assert told[0].endswith("test_an_error_tells_where_it_arose_and_not_what_was_in_it")
    assert "Aigul" not in told[0]


def test_a_failure_is_logged() -> None:
    def answer(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=500)

    with lines() as kept:
        RequestLog(answer).process_exception(RequestFactory().get("/people/aigul/"), ValueError("Aigul"))
    assert [(line["event"], line["error"], line["route"]) for line in kept] == [("failed", "ValueError", "")]


@pytest.mark.parametrize("error", [Http404("nobody"), PermissionDenied()])
def test_what_is_answered_by_403_or_404_is_no_failure(error: Exception) -> None:
    with lines() as kept:
        RequestLog(lambda _request: HttpResponse()).process_exception(RequestFactory().get("/"), error)
    assert kept == []


@pytest.mark.parametrize(("address", "status"), [("/en/people/nobody/", 404), ("/en/organisations/nobody/", 404), ("/en/account/pin/", 302)])
def test_a_page_that_is_not_there_is_one_plain_line(address: str, status: int) -> None:
    with lines() as kept:
        Client().get(address)
    assert [(line["event"], line["log_level"], line["status"]) for line in kept] == [("request", "info", status)]


def test_lines_are_json(capsys: pytest.CaptureFixture[str]) -> None:
    out = io.StringIO()
    structlog.configure(logger_factory=structlog.WriteLoggerFactory(out))
    log.bind().info("request", status=200)
    set_up()
    assert json.loads(out.getvalue())["status"] == 200
