from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "shanyraq.places"

    def ready(self) -> None:
        """The floor tells the chronicle what changes do to its bodies."""
        import_module("shanyraq.places.floor").join()
