from __future__ import annotations

from django.urls import path

from shanyraq.directory.finding import views

urlpatterns = [path("find/", views.find_by_name, name="find")]
