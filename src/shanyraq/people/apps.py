from __future__ import annotations

from importlib import import_module
from typing import ClassVar

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "shanyraq.people"
    actions: ClassVar[dict[str, str]] = {
        "people:person:leave_out": "operator",
        "people:person:name_again": "operator",
    }

    def ready(self) -> None:
        """The floor tells the chronicle what changes do to its bodies."""
        import_module("shanyraq.people.floor").join()
