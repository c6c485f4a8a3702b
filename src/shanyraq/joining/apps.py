from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from shanyraq.people.terms import HEADS


class JoiningConfig(AppConfig):
    """As with members, all of it goes down `branch_of` alone; a refusal that somebody appeals against goes to the organisation above."""

    name = "shanyraq.joining"
    label = "joining"
    actions: ClassVar[dict[str, str]] = {
        "joining:application:send": "open",
        "joining:application:follow": "open",
        "joining:application:see": "office",
        "joining:application:take_out": "office",
        "joining:application:decide": "office",
        "joining:application:appeal": "office",
    }
    titles: ClassVar[dict[str, Any]] = {
        "joining:application:see": _("See who wants to join"),
        "joining:application:take_out": _("Take the list of applications out as a table"),
        "joining:application:decide": _("Decide who is taken in"),
        "joining:application:appeal": _("Decide anew where somebody was declined below"),
    }
    prepares: ClassVar[set[str]] = {"joining:application:see"}
    grants: ClassVar[list[tuple[str, ...]]] = [
        *((office, action, "below") for action in titles for office in HEADS),
        *(("secretary", action, "own") for action in titles if action != "joining:application:appeal"),
    ]
    navigation: ClassVar[list[tuple[str, Any]]] = [("joining:new", _("Join")), ("joining:all", _("Applications"))]
    counts: ClassVar[dict[str, str]] = {"joining:all": "shanyraq.joining.questions.number_waiting"}
    tasks: ClassVar[list[tuple[str, Any, str]]] = [("joining:new", _("Join"), "ulgi")]
    panels: ClassVar[dict[str, tuple[str, str]]] = {"organisation": ("shanyraq.joining.panels.organisation", "joining/panel.html")}
    open_items = "shanyraq.joining.open_items.of"
    daily: ClassVar[list[str]] = ["shanyraq.joining.forgetting.forget_old", "shanyraq.joining.forgetting.forget_withdrawn"]
