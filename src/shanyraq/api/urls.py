"""The addresses of the interface for programs; it has no languages, so it stands beside the pages."""
from __future__ import annotations

import json
from functools import cache
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from shanyraq.api import (  # noqa: F401 (they declare their operations)
    chronicle,
    comparison,
    cultures,
    federation,
    finding,
    organisations,
    people,
    places,
    sources,
)
from shanyraq.api.description import described, document
from shanyraq.api.doors import door
from shanyraq.api.problems import NotUnderstood, missing, not_understood, refused_by_schema
from shanyraq.api.router import ACTIONS, router
from shanyraq.rights.doors import asks

PREFIX: Final = "api/v1/"
DESCRIPTION: Final = (
    "What is known of a federation of associations on any day (`as_of`), as it was known on any day (`known_on`): to read, for all, without a key."
    " What is not certain says so: `possibly` is never left out and never made sure. Names are given in every language in which they are told."
    " Unknown parameters are refused. Errors are problem details (RFC 9457) in the language of `Accept-Language`."
)


class Unescaped(JSONRenderer):
    """JSON in UTF-8 that people can read."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(title="Shanyraq", version="1", description=DESCRIPTION, openapi_url=None, docs_url=None, renderer=Unescaped(), urls_namespace="api")
api.add_router("", router)
api.add_exception_handler(ValidationError, refused_by_schema)  # type: ignore[arg-type]
api.add_exception_handler(NotUnderstood, not_understood)  # type: ignore[arg-type]
api.add_exception_handler(Http404, missing)  # type: ignore[arg-type]


@cache
def text() -> str:
    return json.dumps(document(api, PREFIX), ensure_ascii=False, indent=1)


@asks("api:description:see")
def description(request: HttpRequest) -> HttpResponse:
    return described(request, text())


@asks("api:description:see")
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    del rest
    return missing(request, Http404())


def parameters(name: str) -> list[str]:
    """The names of the query parameters that an operation knows."""
    [operation] = [one for view in router.path_operations.values() for one in view.operations if one.operation_id == name]
    return [known for model in operation.models if model.__ninja_param_source__ == "query" for known in model.__ninja_flatten_map__]


def behind_doors(pattern: URLPattern) -> URLPattern:
    """A route of ninja's, with the action that it asks for and the door before it."""
    name = str(pattern.name)
    view = door(asks(ACTIONS[name])(pattern.callback), parameters(name))
    return path(f"{PREFIX}{pattern.pattern}", view, name=name)


app_name = "api"
urlpatterns = [
    *(behind_doors(pattern) for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name in ACTIONS),
    path(f"{PREFIX}openapi.json", door(description, ()), name="description"),
    re_path(rf"^{PREFIX}(?P<rest>[\s\S]+)\Z", door(nothing, ()), name="nothing"),
]
