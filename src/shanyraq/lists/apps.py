from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from shanyraq.people.terms import HEADS


class ListsConfig(AppConfig):
    name = "shanyraq.lists"
    label = "lists"
    actions: ClassVar[dict[str, str]] = {
        "lists:list:begin": "open",  # to everyone, to say how one begins
        "lists:list:see": "office",
        "lists:list:bring": "office",
        "lists:list:take": "office",
        "lists:list:undo": "office",
        "lists:list:drop": "office",
    }
    titles: ClassVar[dict[str, Any]] = {
        "lists:list:see": _("See the lists that were brought"),
        "lists:list:bring": _("Bring a list of organisations"),
        "lists:list:take": _("Record a list"),
        "lists:list:undo": _("Take a list back"),
        "lists:list:drop": _("Throw a list away"),
    }
    grants: ClassVar[list[tuple[str, ...]]] = [
        (office, action, "all", "umbrella") for action in titles for office in (*HEADS, "head_of_secretariat", "secretary")
    ]
    jobs: ClassVar[dict[str, tuple[str, Any]]] = {
        "lists:list:take": ("shanyraq.lists.works.take", _("Taking a list")),
        "lists:list:undo": ("shanyraq.lists.works.undo", _("Undoing a list")),
    }
    navigation: ClassVar[list[tuple[str, Any]]] = [("lists:all", _("Lists"))]
