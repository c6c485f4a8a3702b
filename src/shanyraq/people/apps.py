from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "shanyraq.people"

    def ready(self) -> None:
        """The floor tells the chronicle what changes do to its bodies."""
        import_module("shanyraq.people.floor").join()
