"""A NUL is no sign of any text, and PostgreSQL takes none: it is taken out of what is sent before a room sees it.

What a form shows again as it was typed judges it itself; programs are told what is wrong with what they send.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.response import HttpResponseBase

from shanyraq.guard.errors import PROGRAMS, page
from shanyraq.guard.limits import Next

NUL: Final = "\0"
SHOWN_AGAIN: Final = ("q", "as_of", "known_on", "from", "to")


class PlainText:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if any(NUL in said for said in request.COOKIES.values()):
            request.COOKIES = {name: said.replace(NUL, "") for name, said in request.COOKIES.items()}
        if "%00" in request.META.get("QUERY_STRING", "") and not request.path.startswith(PROGRAMS):
            request.GET = without_nul(request.GET, SHOWN_AGAIN)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Callable[..., Any], _args: Any, _kwargs: Any) -> HttpResponse | None:
        """After the guard against forged forms has read what was sent."""
        if request.method != "POST" or request.path.startswith(PROGRAMS):
            return None
        try:
            request.POST = without_nul(request.POST)  # type: ignore[assignment]
        except UnreadablePostError:  # whoever sent it went away in the middle
            return page(request, 400)
        for file in (one for files in request.FILES.lists() for one in files[1]):
            file.name = (file.name or "").replace(NUL, "")
        return None


def without_nul(said: QueryDict, but: tuple[str, ...] = ()) -> QueryDict:
    """The same where there is none."""
    if not any(NUL in text for name, texts in said.lists() for text in (name, *texts)):
        return said
    plain = QueryDict(mutable=True)
    for name, texts in said.lists():
        plain.setlist(name.replace(NUL, ""), texts if name in but else [text.replace(NUL, "") for text in texts])
    return plain
