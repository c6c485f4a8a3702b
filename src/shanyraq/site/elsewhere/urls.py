"""Addresses with a language, part of those of the site."""
from __future__ import annotations

from django.urls import path

from shanyraq.site.elsewhere import views

urlpatterns = [
    path("changes.atom", views.changes, name="changes"),
    path("organisations/<slug:slug>/changes.atom", views.organisation_changes, name="organisation_changes"),
    path("organisations/<slug:slug>/extract.pdf", views.extract, name="extract"),
    path("organisations/<slug:slug>/visit.pdf", views.visit, name="visit"),
    path("organisations/<slug:slug>/cite.<slug:ending>", views.cite, {"kind": "organisation"}, name="cite_organisation"),
    path("places/<slug:slug>/cite.<slug:ending>", views.cite, {"kind": "place"}, name="cite_place"),
    path("people/<slug:slug>/cite.<slug:ending>", views.cite, {"kind": "person"}, name="cite_person"),
]
