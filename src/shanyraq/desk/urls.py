from __future__ import annotations

from django.urls import path

from shanyraq.desk import change_views, draft_views, views

app_name = "desk"
urlpatterns = [
    path("desk/", views.home, name="home"),
    path("desk/journal/", views.journal, name="journal"),
    path("desk/record/", views.record, name="record"),
    path("desk/drafts/<int:pk>/", draft_views.draft, name="draft"),
    path("desk/drafts/<int:pk>/check/", draft_views.check, name="check"),
    path("desk/drafts/<int:pk>/account/", draft_views.account, name="account"),
    path("desk/drafts/<int:pk>/discard/", draft_views.throw_away, name="discard"),
    path("desk/drafts/<int:pk>/save/", draft_views.save, name="save"),
    path("desk/drafts/<int:pk>/done/", draft_views.done, name="done"),
    path("desk/drafts/<int:pk>/<slug:page>/", draft_views.page, name="page"),
    path("desk/changes/<slug:slug>/", change_views.change, name="correct"),
    path("desk/changes/<slug:slug>/undo/", change_views.undo, name="undo"),
    path("desk/changes/<slug:slug>/again/", change_views.again, name="again"),
    path("desk/sources/<slug:slug>/copies/", change_views.copies, name="copies"),
]
