from __future__ import annotations

from django.urls import path

from shanyraq.joining import board_views, join_views, status_views

app_name = "joining"
urlpatterns = [
    path("join/", join_views.new, name="new"),
    path("application/<slug:token>/", status_views.follow, name="follow"),
    path("application/<slug:token>/say/", status_views.say, name="say"),
    path("application/<slug:token>/account/", status_views.account, name="account"),
    path("application/<slug:token>/letter/<slug:code>/", status_views.proof, name="prove"),
    path("applications/", board_views.everything, name="all"),
    path("applications/table.<str:ending>", board_views.table, name="table"),
    path("applications/link/", board_views.link, name="link"),
    path("applications/<int:pk>/", board_views.application, name="one"),
    path("applications/<int:pk>/act/", board_views.act, name="act"),
]
