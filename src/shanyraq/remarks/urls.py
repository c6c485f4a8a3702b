from __future__ import annotations

from django.urls import path

from shanyraq.remarks import views

app_name = "remarks"
urlpatterns = [
    path("remarks/", views.waiting, name="waiting"),
    path("remarks/new/", views.new, name="new"),
    path("remarks/<int:pk>/", views.reply, name="reply"),
    path("remarks/<int:pk>/name/", views.again, name="again"),
    path("remarks/answer/<slug:token>/", views.follow, name="follow"),
]
