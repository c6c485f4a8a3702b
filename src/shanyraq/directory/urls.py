from __future__ import annotations

from django.urls import path

from shanyraq.directory import views

app_name = "directory"
urlpatterns = [
    path("places/<slug:slug>/", views.place, name="place"),
    path("copies/<int:pk>/", views.copy, name="copy"),
    path("people/<slug:slug>/", views.person, name="person"),
]
