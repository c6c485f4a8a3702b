from __future__ import annotations

from django.urls import path

from shanyraq.mandates import altering_views, hand_views, helper_views, office_views, step_views

app_name = "mandates"
urlpatterns = [
    path("my-offices/", office_views.mine, name="mine"),
    path("my-offices/helpers/", helper_views.name_one, name="name_helper"),
    path("my-offices/helpers/<int:pk>/release/", helper_views.release, name="release_helper"),
    path("my-offices/hand-over/<slug:slug>/<slug:office>/<slug:day>/", hand_views.hand, name="hand"),
    path("my-offices/hand-over/<slug:slug>/<slug:office>/<slug:day>/write/", hand_views.write, name="hand_write"),
    path("my-offices/reminders/<int:pk>/away/", office_views.put_away, name="put_away"),
    path("offices/", office_views.offices, name="offices"),
    path("offices/second-step/", altering_views.demands, name="demands"),
    path("offices/<slug:office>/", office_views.office, name="office"),
    path("offices/<slug:office>/alter/", office_views.alter, name="alter"),
    path("offices/<slug:office>/withdraw/", altering_views.withdrawing, name="withdrawing"),
    path("who-can-see/<slug:slug>/", office_views.who_can_see, name="who"),
    path("step-in/", step_views.step, name="step_in"),
    path("step-in/<int:pk>/back/", step_views.back, name="step_back"),
]
