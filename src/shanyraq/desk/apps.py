from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from shanyraq.rights.actions import to_keepers


class DeskConfig(AppConfig):
    name = "shanyraq.desk"
    label = "desk"
    actions: ClassVar[dict[str, str]] = {
        "desk:home:see": "office",
        "desk:journal:see": "office",
        "desk:draft:see": "office",
        "desk:draft:keep": "office",
        "desk:draft:discard": "office",
        "desk:photo:discard": "office",
        "desk:change:record": "office",
        "desk:change:correct": "office",
        "desk:change:withdraw": "office",
        "desk:change:restore": "office",
        "desk:copy:add": "office",
    }
    titles: ClassVar[dict[str, Any]] = {
        "desk:home:see": _("Use the keeper's desk"),
        "desk:journal:see": _("See who did what"),
        "desk:draft:see": _("See drafts of one's own, and of helpers"),
        "desk:draft:keep": _("Prepare what is to be recorded"),
        "desk:draft:discard": _("Throw a draft away"),
        "desk:photo:discard": _("Throw photographs of a draft away"),
        "desk:change:record": _("Record what happened"),
        "desk:change:correct": _("Correct what is recorded"),
        "desk:change:withdraw": _("Take back what is recorded"),
        "desk:change:restore": _("Record again what was taken back"),
        "desk:copy:add": _("Add photographs of a paper, and open them to everyone"),
    }
    carried: ClassVar[dict[str, tuple[str, ...]]] = dict.fromkeys(actions, ("branch_of", "part_of"))
    grants: ClassVar[list[tuple[str, ...]]] = to_keepers(*actions)
    own: ClassVar[set[str]] = {"desk:draft:see", "desk:draft:keep", "desk:draft:discard"}
    prepares: ClassVar[set[str]] = {"desk:home:see", "desk:photo:discard", *own}
    panels: ClassVar[dict[str, tuple[str, str]]] = {"organisation": ("shanyraq.desk.panels.organisation", "desk/panel.html")}
    open_items = "shanyraq.desk.open_items.of"
    navigation: ClassVar[list[tuple[str, Any]]] = [("desk:home", _("Keeper's desk"))]
    tasks: ClassVar[list[tuple[str, Any, str]]] = [("desk:home", _("Record what happened"), "ulgi")]
