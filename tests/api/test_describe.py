"""The OpenAPI document: valid, with true examples, and kept by every answer, whatever is asked."""
from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.api.asking import ask
from tests.api.write_examples import REQUESTS
from tests.house.floors import ROOT
from tests.world import record, told, withdrawn

from shanyraq.api.description import examples
from shanyraq.api.router import ACTIONS
from shanyraq.api.urls import text
from shanyraq.cli.sample import load
from shanyraq.guard.limits import LIMITERS

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DOCUMENT: dict[str, Any] = json.loads(text())
OPERATIONS = {said["get"]["operationId"]: (path, said["get"]) for path, said in DOCUMENT["paths"].items()}
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance,
    negative_data_rejection,
]  # fmt: skip


def test_an_independent_reader_finds_no_fault() -> None:
    assert list(OpenAPIV31SpecValidator(DOCUMENT).iter_errors()) == []
    assert DOCUMENT["openapi"] == "3.1.0"


def test_it_stands_at_its_address() -> None:
    response = Client().get("/api/v1/openapi.json")
    assert (response.status_code, response["Content-Type"], response.json()) == (200, "application/json", DOCUMENT)


def test_every_operation_can_only_be_read_and_says_what_it_does() -> None:
    assert set(OPERATIONS) == set(ACTIONS)
    assert {path: list(said) for path, said in DOCUMENT["paths"].items() if list(said) != ["get"]} == {}
    assert {name for name, (_path, said) in OPERATIONS.items() if len(said["summary"]) < 10 or len(said["description"]) < 10} == set()
    unsaid = {(name, parameter["name"]) for name, (_, said) in OPERATIONS.items() for parameter in said["parameters"] if not parameter.get("description")}
    assert unsaid == set()
    assert {tuple(sorted(said["responses"])) for _path, said in OPERATIONS.values()} == {("200", "304", "403", "404", "422")}


def test_every_operation_has_a_heading_in_the_docs_and_no_other_has() -> None:
    told_of = re.findall(r"^### `GET (\S+)`", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert told_of == [*sorted(DOCUMENT["paths"]), "/api/v1/openapi.json"]


def shown(name: str) -> dict[str, Any]:
    """The example in the document."""
    value: dict[str, Any] = OPERATIONS[name][1]["responses"]["200"]["content"]["application/json"]["examples"]["zhetysu"]["value"]
    return value


def test_every_example_is_what_the_sample_answers() -> None:
    load("zhetysu")
    assert {name: said["request"] for name, said in examples().items()} == REQUESTS
    assert set(REQUESTS) == set(ACTIONS)
    kept = {name: said["answer"] for name, said in examples().items()}
    now = {name: ask(request.removeprefix("/api/v1")) for name, request in REQUESTS.items()}
    kept["federation"]["today"] = now["federation"]["today"]
    assert now == kept
    assert {name: shown(name) | {"today": ""} for name in REQUESTS} == {name: one | {"today": ""} for name, one in kept.items()}


def world() -> None:
    """Bodies with the slugs of the examples, so that questions meet something."""
    record([
        told("town", "founded", "place:taldykorgan", "1990", name="Town", kind="city"), told("new", "founded", "new", "2020", name="New"),
        told("centre", "founded", "korean-centre", "1996-04~", name={"kk": "Орталық"}, kind="club", level="city", seat="taldykorgan", culture={"ru": "корей"}),
        told("ada", "seen", "person:korean-centre", "2000", name={"en": {"given": "Ada"}}),
        told("chair", "appointed", "korean-centre", "2001", office="chair", person="korean-centre"),
        told("part", "founded", "part", "2001", name="Part", branch_of="korean-centre"),
        told("plan", "dissolved", "part", "2030", status="announced"),
    ])  # fmt: skip
    record(withdrawn(told("new", "founded", "new", "2020", name="New")), on="2026-02-01")


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The connection of the test, with its transaction, outlives a question; Django's own client sees to it likewise."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("name", sorted(OPERATIONS))
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=str)
def test_whatever_is_asked_the_answer_keeps_to_it(name: str, mode: schemathesis.GenerationMode) -> None:
    path, said = OPERATIONS[name]
    if mode.is_negative and not said["parameters"]:
        return
    world()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())

    @settings(max_examples=25, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=schema[path]["GET"].as_strategy(generation_mode=mode))
    def asked(case: schemathesis.Case) -> None:
        for limiter in LIMITERS.values():
            limiter.clear()
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})  # its reader does not unpack

    asked()
