"""The page of an error. It must come even where the database does not answer or a room is out: then it is one plain line."""
from __future__ import annotations

from http.client import responses
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

PROGRAMS: Final = "/api/"  # below this address programs ask
PIN_OPENS: Final = _(
    "You signed in with a PIN. It opens what is your own; for this page sign in with the lock of your phone, or ask the office above for a new link."
)
LOOKS_ONLY: Final = _(
    "You only look here, as somebody else sees it: nothing can be altered, and what is sealed stays closed. Stop looking to act yourself."
)


def page(request: HttpRequest, status: int, *, stranger: bool = False, explanation: str = "") -> HttpResponse:
    """The error in words, in the reader's language; to a program as problem details (RFC 9457)."""
    if request.path.startswith(PROGRAMS):
        told = {"type": "about:blank", "title": responses.get(status, ""), "status": status}
        return JsonResponse(told, status=status, content_type="application/problem+json")
    try:
        return render(request, "site/error.html", {"status": status, "stranger": stranger, "explanation": explanation}, status=status)
    except Exception:  # noqa: BLE001 (whatever broke the page of an error must not break this answer)
        return HttpResponse(f"{status}\n", status=status, content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Who is not signed in learns how that is done, who came by a PIN what it does not open, and who looks as another that it ends there."""
    del exception
    user = getattr(request, "user", None)
    explanation = LOOKS_ONLY if getattr(user, "looking_as", False) else PIN_OPENS if getattr(user, "means", "") == "pin" else ""
    return page(request, 403, stranger=user is None or not user.is_authenticated, explanation=str(explanation))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    del reason
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    return page(request, 500)
