from __future__ import annotations

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from shanyraq.directory.lists import views


def _listed(name: str, view: Callable[..., HttpResponseBase], at: str) -> list[URLPattern]:
    """A list as a page and as files."""
    return [path(at, view, name=name), path(f"{at}table.<str:ending>", view, name=f"{name}_table")]


urlpatterns = [
    *_listed("organisations", views.organisation_list, "organisations/"),
    *_listed("chronicle", views.chronicle, "chronicle/"),
    path("chronicle/<slug:slug>/", views.change, name="change"),
    *_listed("places", views.place_list, "places/"),
    *_listed("people", views.person_list, "people/"),
    *_listed("sources", views.source_list, "sources/"),
    path("sources/<slug:slug>/", views.source, name="source"),
    *_listed("cultures", views.culture_table, "cultures/"),
    *_listed("culture", views.culture, "cultures/<slug:slug>/"),
]
