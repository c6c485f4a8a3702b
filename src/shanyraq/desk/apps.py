from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "shanyraq.desk"
    label = "desk"
    actions: ClassVar[dict[str, str]] = {
        "desk:home:see": "operator",
        "desk:journal:see": "operator",
        "desk:draft:see": "operator",
        "desk:draft:keep": "operator",
        "desk:draft:discard": "operator",
        "desk:change:record": "operator",
        "desk:change:correct": "operator",
        "desk:change:withdraw": "operator",
        "desk:change:restore": "operator",
        "desk:copy:add": "operator",
    }
    navigation: ClassVar[list[tuple[str, Any]]] = [("desk:home", _("Keeper's desk"))]
    tasks: ClassVar[list[tuple[str, Any, str]]] = [("desk:home", _("Record what happened"), "ulgi")]
