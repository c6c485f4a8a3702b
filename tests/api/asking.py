"""Asking the interface as a stranger does, and reading what it answers."""
from __future__ import annotations

from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

V1 = "/api/v1"


def ask(path: str, **asked: Any) -> Any:
    """The answer to a question that can be answered; `in_` is the parameter `in`."""
    response = answer(path, **asked)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json; charset=utf-8"), response.content.decode()
    return response.json()  # type: ignore[attr-defined]


def answer(path: str, language: str = "en", **asked: Any) -> HttpResponse:
    return Client().get(f"{V1}{path}", {name.rstrip("_"): said for name, said in asked.items()}, headers={"accept-language": language})  # type: ignore[return-value]


def refused(path: str, language: str = "en", **asked: Any) -> tuple[int, str]:
    """The status and the sentence of a refusal."""
    response = answer(path, language, **asked)
    assert response["Content-Type"] == "application/problem+json"
    said = response.json()  # type: ignore[attr-defined]
    assert (said["type"], said["status"], said["instance"]) == ("about:blank", response.status_code, f"{V1}{path}")
    return response.status_code, said["detail"]


def queries(path: str, **asked: Any) -> int:
    """How many queries a question takes when it is asked again; the one for the stamp of kept pages does not count, since not every page has it."""
    ask(path, **asked)
    with CaptureQueriesContext(connection) as counted:
        ask(path, **asked)
    return len([one for one in counted if "journal_stamp" not in one["sql"]])


def slugs(rows: list[dict[str, Any]]) -> list[str]:
    return [str(row.get("slug", row.get("id"))) for row in rows]


def said(value: Any, **more: Any) -> dict[str, Any]:
    """A sure fact that stands alone."""
    return {"certainty": "surely", "group": None, **more} | ({"value": value} if value is not None else {})
