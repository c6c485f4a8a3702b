from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

OF_THE_BOARD = (
    "members:list:see", "members:list:take_out", "members:contact:see", "members:person:keep", "members:membership:take", "members:membership:change",
    "members:membership:end", "members:dues:see",
)  # fmt: skip


class MembersConfig(AppConfig):
    """All of it goes down `branch_of` alone: a secretariat sees no members of what only takes part in its umbrella."""

    name = "shanyraq.members"
    label = "members"
    actions: ClassVar[dict[str, str]] = {
        "members:list:see": "office",
        "members:list:take_out": "office",
        "members:contact:see": "office",
        "members:person:keep": "office",
        "members:membership:take": "office",
        "members:membership:change": "office",
        "members:membership:end": "office",
        "members:dues:see": "office",
        "members:dues:keep": "office",
        "members:self:see": "signed_in",
        "members:self:keep": "signed_in",
        "members:self:leave": "signed_in",
    }
    titles: ClassVar[dict[str, Any]] = {
        "members:list:see": _("See who the members are"),
        "members:list:take_out": _("Take the list of members out as a table"),
        "members:contact:see": _("See how members are reached"),
        "members:person:keep": _("Write down names and contacts of members"),
        "members:membership:take": _("Take in members"),
        "members:membership:change": _("Change of what kind a membership is"),
        "members:membership:end": _("End a membership"),
        "members:dues:see": _("See who paid dues"),
        "members:dues:keep": _("Set dues, and write down who paid"),
        "members:self:see": _("See what is kept of oneself as a member"),
        "members:self:keep": _("Change one's own name and contacts"),
        "members:self:leave": _("Leave an organisation"),
    }
    own: ClassVar[set[str]] = {"members:self:see", "members:self:keep", "members:self:leave"}
    grants: ClassVar[list[tuple[str, ...]]] = [
        *((office, action, "below") for action in OF_THE_BOARD for office in ("chair", "president", "director")),
        *(("secretary", action, "own") for action in OF_THE_BOARD),
        *((office, "members:dues:keep", "own") for office in ("chair", "president", "director", "treasurer")),
        *(("treasurer", action, "own") for action in ("members:list:see", "members:dues:see")),
    ]
    navigation: ClassVar[list[tuple[str, Any]]] = [("members:all", _("Members")), ("members:dues", _("Dues")), ("members:me", _("My membership"))]
