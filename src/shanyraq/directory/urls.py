from __future__ import annotations

from django.urls import path

from shanyraq.directory import views
from shanyraq.directory.day import urls as day_urls
from shanyraq.directory.finding import urls as finding_urls
from shanyraq.directory.lists import urls as lists_urls
from shanyraq.directory.river import urls as river_urls

app_name = "directory"
urlpatterns = [
    path("places/<slug:slug>/", views.place, name="place"),
    path("copies/<int:pk>/", views.copy, name="copy"),
    path("people/<slug:slug>/", views.person, name="person"),
    *day_urls.urlpatterns,
    *finding_urls.urlpatterns,
    *lists_urls.urlpatterns,
    *river_urls.urlpatterns,
]
