from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListsConfig(AppConfig):
    name = "shanyraq.lists"
    label = "lists"
    actions: ClassVar[dict[str, str]] = {
        "lists:list:begin": "open",  # to everyone, to say how one begins
        "lists:list:see": "operator",
        "lists:list:bring": "operator",
        "lists:list:take": "operator",
        "lists:list:undo": "operator",
        "lists:list:drop": "operator",
    }
    navigation: ClassVar[list[tuple[str, Any]]] = [("lists:all", _("Lists"))]
