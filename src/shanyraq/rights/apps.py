from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from shanyraq.people.terms import HEADS
from shanyraq.rights.actions import to_keepers

LEVELS = ("oblast", "city", "republic")


class RightsConfig(AppConfig):
    name = "shanyraq.rights"
    label = "rights"
    actions: ClassVar[dict[str, str]] = {
        "rights:grant:alter": "operator",
        "rights:demand:alter": "office",
        "rights:stepping:begin": "office",
        "rights:helper:name": "office",
    }
    titles: ClassVar[dict[str, Any]] = {
        "rights:grant:alter": _("Alter what an office may do"),
        "rights:demand:alter": _("Alter of which offices a second step of signing in is asked"),
        "rights:stepping:begin": _("Step in for an organisation that has nobody at its head"),
        "rights:helper:name": _("Name helpers, who prepare what you confirm"),
    }
    carried: ClassVar[dict[str, tuple[str, ...]]] = {"rights:stepping:begin": ("branch_of", "part_of")}
    grants: ClassVar[list[tuple[str, ...]]] = [
        *to_keepers("rights:stepping:begin", "rights:helper:name"),
        *((office, "rights:demand:alter", "all", "umbrella") for office in (*HEADS, "head_of_secretariat")),
    ]
    demands: ClassVar[list[tuple[str, str]]] = [
        ("head_of_secretariat", ""), ("secretary", ""), ("treasurer", ""), *((office, level) for office in HEADS for level in LEVELS),
    ]  # fmt: skip
