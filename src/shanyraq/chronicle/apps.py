from __future__ import annotations

from django.apps import AppConfig


class ChronicleConfig(AppConfig):
    name = "shanyraq.chronicle"
