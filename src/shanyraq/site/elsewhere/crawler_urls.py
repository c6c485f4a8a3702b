"""Addresses without a language, where crawlers look for them."""
from __future__ import annotations

from django.urls import path

from shanyraq.site.elsewhere import views

app_name = "crawlers"
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_whole, name="sitemap"),
    path("sitemap-<int:number>.xml", views.sitemap_part, name="part"),
]
