from __future__ import annotations

from django.urls import path

from shanyraq.lists import views

app_name = "lists"
urlpatterns = [
    path("lists/", views.all_lists, name="all"),
    path("lists/new/", views.begin, name="begin"),
    path("lists/<slug:token>/", views.show, name="list"),
    path("lists/<slug:token>/look/", views.look, name="look"),
    path("lists/<slug:token>/take/", views.take, name="take"),
    path("lists/<slug:token>/undo/", views.undo, name="undo"),
    path("lists/<slug:token>/drop/", views.drop, name="drop"),
    path("lists/<slug:token>/table.xlsx", views.table, {"form": "xlsx"}, name="xlsx"),
    path("lists/<slug:token>/table.docx", views.table, {"form": "docx"}, name="docx"),
]
