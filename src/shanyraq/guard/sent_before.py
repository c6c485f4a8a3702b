"""A form that comes back with another request is answered in words, also where its room has no form to show again."""
from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from shanyraq.guard.errors import page
from shanyraq.guard.limits import Next
from shanyraq.journal.changes import KeyReused


class SentBefore:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return page(request, 409) if isinstance(error, KeyReused) else None
