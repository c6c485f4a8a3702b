"""The OpenAPI document: what `ninja` draws from the operations, with examples and refusals."""
from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from shanyraq.api.problems import MEDIA_TYPE
from shanyraq.api.schemas import Problem

EXAMPLES: Final = Path(__file__).with_name("examples.json")
REF: Final = "#/components/schemas/{model}"
JSON: Final = "application/json"
REFUSALS: Final = {
    "403": ("Refused", "This is open to operators only."),
    "404": ("Missing", "There is no such thing."),
    "422": ("NotUnderstood", "A parameter is not understood; `errors` names it."),
}


@cache
def examples() -> dict[str, dict[str, Any]]:
    """By operation: the address that was asked, and the true answer of the federation `zhetysu`."""
    found: dict[str, dict[str, Any]] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return found


def document(api: NinjaAPI, prefix: str) -> dict[str, Any]:
    """The document as plain values. `prefix` is the path below which all operations stand."""
    drawn: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=prefix)))
    schema = Problem.model_json_schema(ref_template=REF)
    drawn["components"]["schemas"] |= schema.pop("$defs", {}) | {"Problem": schema}
    drawn["components"]["responses"] = {name: _refusal(said) for name, said in REFUSALS.values()}
    for operations in drawn["paths"].values():
        _complete(operations["get"])
    return drawn


def _refusal(said: str) -> dict[str, Any]:
    return {"description": said, "content": {MEDIA_TYPE: {"schema": {"$ref": REF.format(model="Problem")}}}}


def _complete(operation: dict[str, Any]) -> None:
    """Adds what the operation may refuse, and an example."""
    refs = {status: {"$ref": f"#/components/responses/{name}"} for status, (name, _said) in REFUSALS.items()}
    operation["responses"] |= refs | {"304": {"description": "Nothing changed since the ETag that was sent."}}
    operation["responses"]["200"]["description"] = "The answer."
    example = examples().get(operation["operationId"])
    if example:
        content = operation["responses"]["200"]["content"][JSON]
        content["examples"] = {"zhetysu": {"summary": f"GET {example['request']}", "value": example["answer"]}}


def described(request: HttpRequest, said: str) -> HttpResponse:
    del request
    return HttpResponse(said, content_type=JSON)
