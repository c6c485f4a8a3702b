"""The outer door of every operation: reading only, known parameters only, open to pages of other sites, and never stale."""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from shanyraq.api.problems import Faults, NotUnderstood, not_understood, problem
from shanyraq.words.texts import LANGUAGES

METHODS: Final = ("GET", "HEAD", "OPTIONS")
# Pages of other sites may read what everyone may read. No credentials are allowed: a browser sends no cookie and so
# no page can see through the eyes of a visitor who is signed in here.
OPEN_TO_OTHERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
View = Callable[..., HttpResponse]


def door(view: View, parameters: Collection[str]) -> View:
    """The view behind its door; `parameters` are those of the query that it knows."""

    @csrf_exempt
    @wraps(view)
    def behind(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _answer(view, parameters, request, *args, **kwargs)
        for name, value in OPEN_TO_OTHERS.items():
            response[name] = value
        response["Cache-Control"] = "no-cache"  # may be kept, is asked for again each time: 304 where nothing changed
        return response

    return behind


def _answer(view: View, parameters: Collection[str], request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)})
    if request.method not in METHODS:
        response = problem(request, 405, _("Nothing can be changed here. Ask by GET."))
        response["Allow"] = ", ".join(METHODS)
        return response
    faults = list(_faults(request, parameters))
    if faults:
        return not_understood(request, NotUnderstood(faults))
    try:
        return _conditional(request, _asked_by_get(view, request, *args, **kwargs))
    except PermissionDenied:
        return problem(request, 403, _("This is open to operators of this server only."))


def _faults(request: HttpRequest, parameters: Collection[str]) -> Faults:
    """A parameter that nothing reads would be a typo that answers another question."""
    known = ", ".join(parameters)
    strange = _("There is no such parameter here. There are: %(known)s.") % {"known": known} if known else _("There are no parameters here.")
    unknown = [(name[:60], strange) for name in request.GET if name not in parameters]
    twice = [(name, _("This parameter is given more than once.")) for name in parameters if len(request.GET.getlist(name)) > 1]
    return unknown + twice


def _asked_by_get(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Ninja knows the methods of an operation by name; the head of an answer is that of GET."""
    method, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = method


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != 200:  # noqa: PLR2004 (the number is its name)
        return response
    etag = f'W/"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'  # weak, since it is compressed on its way
    response["ETag"] = etag
    response["Content-Language"] = ", ".join(LANGUAGES)  # texts stand in all of them, whatever is asked for
    answer = get_conditional_response(request, etag=etag, response=response)
    assert isinstance(answer, HttpResponse)
    return answer
