from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "shanyraq.lists"
    label = "lists"
    actions: ClassVar[dict[str, str]] = {}
