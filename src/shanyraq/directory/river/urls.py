from __future__ import annotations

from django.urls import path

from shanyraq.directory.river import views

urlpatterns = [path("river/", views.river, name="river")]
