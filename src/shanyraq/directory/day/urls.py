from __future__ import annotations

from django.urls import path

from shanyraq.directory.day import views

urlpatterns = [
    path("map/", views.the_map, name="map"),
    path("tree/", views.tree, name="tree"),
    path("compare/", views.compare, name="compare"),
]
