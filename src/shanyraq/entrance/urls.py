from __future__ import annotations

from django.urls import path

from shanyraq.entrance import views

app_name = "entrance"
urlpatterns = [
    path("try/", views.try_as_keeper, name="try"),
    path("enter/<str:token>/", views.enter_by_link, name="enter"),
    path("leave/", views.leave, name="leave"),
]
