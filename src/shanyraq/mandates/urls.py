from __future__ import annotations

from django.urls import path

from shanyraq.mandates import helper_views, office_views, step_views

app_name = "mandates"
urlpatterns = [
    path("my-offices/", office_views.mine, name="mine"),
    path("my-offices/helpers/", helper_views.name_one, name="name_helper"),
    path("my-offices/helpers/<int:pk>/release/", helper_views.release, name="release_helper"),
    path("offices/", office_views.offices, name="offices"),
    path("offices/<slug:office>/", office_views.office, name="office"),
    path("offices/<slug:office>/alter/", office_views.alter, name="alter"),
    path("who-can-see/<slug:slug>/", office_views.who_can_see, name="who"),
    path("step-in/", step_views.step, name="step_in"),
    path("step-in/<int:pk>/back/", step_views.back, name="step_back"),
]
