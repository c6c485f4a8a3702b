from __future__ import annotations

from django.urls import URLPattern, path

from shanyraq.members import board_views, card_views, confirm_views, dues_views, fellow_views, list_views, new_views, person_views, self_views


def own(start: str, name: str) -> list[URLPattern]:
    """What one alters of oneself, and of a child for whom one stands in."""
    return [
        path(f"{start}names/", self_views.names, name=f"{name}_names"),
        path(f"{start}contacts/", self_views.contact, name=f"{name}_contact"),
        path(f"{start}about/", self_views.about, name=f"{name}_about"),
        path(f"{start}photograph/", self_views.photograph, name=f"{name}_photograph"),
        path(f"{start}picture/", self_views.portrait, name=f"{name}_picture"),
        path(f"{start}consents/<slug:purpose>/", self_views.consent, name=f"{name}_consent"),
        path(f"{start}shown/", self_views.shown, name=f"{name}_shown"),
    ]


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
    path("members/memberships/<int:pk>/card/", card_views.make, name="card"),
    path("members/memberships/<int:pk>/card.pdf", card_views.board_paper, name="card_paper"),
    path("members/consents/", board_views.consents, name="consents"),
    path("members/<slug:slug>/", person_views.person, name="person"),
    path("members/<slug:slug>/names/", person_views.names, name="names"),
    path("members/<slug:slug>/contacts/", person_views.contact, name="contact"),
    path("members/<slug:slug>/contacts/<int:pk>/forget/", person_views.forget, name="forget"),
    path("members/<slug:slug>/confirmed/", confirm_views.note, name="confirmed"),
    path("members/<slug:slug>/join/", new_views.join_one, name="join"),
    path("members/<slug:slug>/about/", board_views.about, name="about"),
    path("members/<slug:slug>/photograph/", board_views.photograph, name="photograph"),
    path("members/<slug:slug>/picture/", board_views.portrait, name="picture"),
    path("members/<slug:slug>/consents/<slug:purpose>/", board_views.consent, name="consent"),
    path("members/<slug:slug>/guardians/new/", board_views.guardian, name="guardian"),
    path("members/<slug:slug>/guardians/<int:pk>/end/", board_views.release_one, name="guardian_end"),
    path("members/<slug:slug>/same/", board_views.same, name="same"),
    path("members/<slug:slug>/apart/", board_views.apart, name="part"),
    path("my-membership/", self_views.me, name="me"),
    *own("my-membership/", "my"),
    path("my-membership/fellows/", fellow_views.fellows, name="fellows"),
    path("my-membership/fellows/<slug:slug>/picture/", fellow_views.portrait, name="fellow_picture"),
    path("my-membership/children/<slug:child>/", self_views.me, name="child"),
    *own("my-membership/children/<slug:child>/", "child"),
    path("my-membership/contacts/<int:pk>/forget/", self_views.forget, name="my_forget"),
    path("my-membership/receipts/<int:pk>.pdf", dues_views.my_receipt, name="my_receipt"),
    path("my-membership/<int:pk>/leave/", self_views.leave, name="my_leave"),
    path("my-membership/<int:pk>/card/", card_views.mine, name="my_card"),
    path("my-membership/<int:pk>/card/make/", card_views.make_mine, name="my_card_make"),
    path("my-membership/<int:pk>/card.pdf", card_views.my_paper, name="my_card_paper"),
    path("my-membership/confirmed/", confirm_views.mine, name="my_confirmed"),
    path("card/<slug:token>/", card_views.check, name="check"),
    path("my-card/<str:link>/", card_views.bearer, name="bearer"),
    path("my-card/<str:link>/card.pdf", card_views.bearer_paper, name="bearer_paper"),
    path("confirm/<slug:token>/", confirm_views.answer, name="confirm"),
    path("confirm/<slug:token>/names/", confirm_views.names, name="confirm_names"),
    path("confirm/<slug:token>/contacts/", confirm_views.contact, name="confirm_contact"),
    path("confirm/<slug:token>/contacts/<int:pk>/forget/", confirm_views.forget, name="confirm_forget"),
    path("confirm/<slug:token>/<int:pk>/leave/", confirm_views.leave, name="confirm_leave"),
]
