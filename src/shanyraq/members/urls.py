from __future__ import annotations

from django.urls import path

from shanyraq.members import dues_views, list_views, new_views, person_views, self_views

app_name = "members"
urlpatterns = [
    path("members/", list_views.everybody, name="all"),
    path("members/table.<str:ending>", list_views.table, name="table"),
    path("members/new/", new_views.new, name="new"),
    path("members/dues/", dues_views.dues, name="dues"),
    path("members/dues/rate/", dues_views.rate, name="rate"),
    path("members/dues/<int:pk>/", dues_views.pay, name="pay"),
    path("members/receipts/<int:pk>.pdf", dues_views.receipt, name="receipt"),
    path("members/memberships/<int:pk>/change/", person_views.change, name="change"),
    path("members/memberships/<int:pk>/end/", person_views.end, name="end"),
    path("members/<slug:slug>/", person_views.person, name="person"),
    path("members/<slug:slug>/names/", person_views.names, name="names"),
    path("members/<slug:slug>/contacts/", person_views.contact, name="contact"),
    path("members/<slug:slug>/contacts/<int:pk>/forget/", person_views.forget, name="forget"),
    path("members/<slug:slug>/join/", new_views.join_one, name="join"),
    path("my-membership/", self_views.me, name="me"),
    path("my-membership/names/", self_views.names, name="my_names"),
    path("my-membership/contacts/", self_views.contact, name="my_contact"),
    path("my-membership/contacts/<int:pk>/forget/", self_views.forget, name="my_forget"),
    path("my-membership/receipts/<int:pk>.pdf", dues_views.my_receipt, name="my_receipt"),
    path("my-membership/<int:pk>/leave/", self_views.leave, name="my_leave"),
]
