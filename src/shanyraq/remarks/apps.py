from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class RemarksConfig(AppConfig):
    name = "shanyraq.remarks"
    label = "remarks"
    actions: ClassVar[dict[str, str]] = {}
