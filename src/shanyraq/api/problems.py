"""Refusals as problem details (RFC 9457), in the language of whoever asks."""
from __future__ import annotations

import json
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import ValidationError

MEDIA_TYPE: Final = "application/problem+json"
TITLES: Final = {
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Nothing stands at this address"),
    405: gettext_lazy("This can only be read"),
    422: gettext_lazy("The question is not understood"),
}
Faults = list[tuple[str, str]]  # (parameter, what is wrong with it)


class NotUnderstood(ValueError):
    """What was asked cannot be answered; each fault names its parameter."""

    def __init__(self, faults: Faults) -> None:
        super().__init__(" ".join(sentence for _name, sentence in faults))
        self.faults = faults


class Missing(Http404):
    """There is no such thing; the message is a sentence for whoever asks."""


def problem(request: HttpRequest, status: int, detail: str, faults: Faults | None = None) -> HttpResponse:
    """`type` is about:blank: the status says what kind of problem it is. `instance` is the path that was asked for."""
    said: dict[str, Any] = {"type": "about:blank", "title": str(TITLES[status]), "status": status, "detail": detail, "instance": request.path}
    if faults:
        said["errors"] = [{"parameter": name, "detail": sentence} for name, sentence in faults]
    return HttpResponse(json.dumps(said, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)


def not_understood(request: HttpRequest, refusal: NotUnderstood) -> HttpResponse:
    return problem(request, 422, str(refusal), refusal.faults)


def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    detail = str(error) if isinstance(error, Missing) else _("No operation has this address. All of them stand in /api/v1/openapi.json.")
    return problem(request, 404, detail)


def refused_by_schema(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Faults of parameters; each of our own readers (`parameters`) explains its own as a sentence."""
    faults = [(str(fault["loc"][-1]), _sentence(fault)) for fault in error.errors]
    return not_understood(request, NotUnderstood(faults))


def _sentence(fault: dict[str, Any]) -> str:
    if fault["type"] == "missing":
        return _("“%(name)s” is needed.") % {"name": fault["loc"][-1]}
    return str(fault.get("ctx", {}).get("error") or fault["msg"])
