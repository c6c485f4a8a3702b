"""Every address of the house. A page has one per language, `/kk/...`; `/` leads to the visitor's own."""
from __future__ import annotations

from importlib.util import find_spec

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLResolver, include, path


def rooms(*names: str, at: str = "urls") -> list[URLResolver]:
    """The addresses of those rooms that are installed and have any, in the module `at` of the room."""
    installed = [f"shanyraq.{name}.{at}" for name in names if apps.is_installed(f"shanyraq.{name}")]
    return [path("", include(urls)) for urls in installed if find_spec(urls)]


handler400 = "shanyraq.guard.errors.bad_request"
handler403 = "shanyraq.guard.errors.forbidden"
handler404 = "shanyraq.guard.errors.not_found"
handler500 = "shanyraq.guard.errors.broken"
urlpatterns = [
    *rooms("entrance", "api"),
    *rooms("site", at="elsewhere.crawler_urls"),
    *i18n_patterns(
        *rooms("site", "directory"), *rooms("entrance", at="inside_urls"), *rooms("desk", "lists", "remarks", "mandates", "members", "joining")
    ),
]
