"""The addresses of a house with one room: a bare Django view, which answers the bytes of a page that it was given before."""
from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

ANSWER: dict[str, bytes] = {"body": b""}


def view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(ANSWER["body"])


urlpatterns = [path("bare/", view)]
