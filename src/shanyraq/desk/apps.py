from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "shanyraq.desk"
    label = "desk"
    actions: ClassVar[dict[str, str]] = {}
