from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class EntranceConfig(AppConfig):
    name = "shanyraq.entrance"
    label = "entrance"
    actions: ClassVar[dict[str, str]] = {
        "entrance:link:use": "open",
        "entrance:account:leave": "open",
        "entrance:sample:try": "open",
        "entrance:keeper:invite": "operator",
    }
