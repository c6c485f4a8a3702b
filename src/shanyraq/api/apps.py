from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "shanyraq.api"
    label = "api"
    actions: ClassVar[dict[str, str]] = {}
