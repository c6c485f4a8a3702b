from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "shanyraq.registry"
    actions: ClassVar[dict[str, str]] = {"registry:fact:keep": "office"}
    titles: ClassVar[dict[str, Any]] = {
        "registry:fact:keep": _("Keep the register: names, kind, level, registration, seat, offices, and what happened"),
    }
    carried: ClassVar[dict[str, tuple[str, ...]]] = {"registry:fact:keep": ("branch_of", "part_of")}
    grants: ClassVar[list[tuple[str, ...]]] = [
        *((office, "registry:fact:keep", "below") for office in ("chair", "president", "director", "head_of_secretariat")),
        ("secretary", "registry:fact:keep", "below", "umbrella"),
    ]

    def ready(self) -> None:
        """The floor tells the chronicle what changes do to its bodies."""
        import_module("shanyraq.registry.floor").join()
