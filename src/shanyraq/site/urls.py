from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from shanyraq.site import mail, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("press/", views.press, name="press"),
    path("keep/", views.keep, name="keep"),
    path("mail/", mail.letters, name="mail"),
    path("mail/again/", mail.resend, name="mail_resend"),
    path("mail/<int:pk>/", mail.letter, name="letter"),
    path("jobs/<slug:token>/", views.job, name="job"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("", include("shanyraq.site.elsewhere.urls")),
]
if settings.DEBUG:
    urlpatterns += [path("parts/", views.parts, name="parts")]
