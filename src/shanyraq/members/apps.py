from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from shanyraq.people.terms import HEADS

OF_THE_BOARD = (
    "members:list:see", "members:list:take_out", "members:contact:see", "members:person:keep", "members:membership:take", "members:membership:change",
    "members:membership:end", "members:dues:see", "members:card:make", "members:consent:see", "members:consent:keep", "members:person:unite",
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
        "members:consent:see": "office",
        "members:consent:keep": "office",
        "members:person:unite": "office",
        "members:self:see": "signed_in",
        "members:fellow:see": "signed_in",
        "members:secret:see": "signed_in",
        "members:self:keep": "signed_in",
        "members:self:leave": "signed_in",
        "members:card:make": "office",
        "members:card:check": "open",
        "members:confirmation:answer": "open",
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
        "members:consent:see": _("See to what members consented"),
        "members:consent:keep": _("Write down to what members consented on paper"),
        "members:person:unite": _("Say that a member is a person of the public memory"),
        "members:fellow:see": _("See fellow members who let themselves be seen"),
        "members:self:see": _("See what is kept of oneself as a member"),
        "members:secret:see": _("See those of one's own contacts that nobody else sees"),
        "members:self:keep": _("Change one's own name and contacts"),
        "members:self:leave": _("Leave an organisation"),
        "members:card:make": _("Make membership cards"),
    }
    daily: ClassVar[list[str]] = ["shanyraq.members.asking.ask_for_confirmation", "shanyraq.members.pictures.erase_of_former"]
    sealed: ClassVar[set[str]] = {"members:secret:see"}
    own: ClassVar[set[str]] = {"members:self:see", "members:secret:see", "members:self:keep", "members:self:leave"}
    guarded: ClassVar[set[str]] = own
    shared: ClassVar[set[str]] = {"members:fellow:see"}
    grants: ClassVar[list[tuple[str, ...]]] = [
        *((office, action, "below") for action in OF_THE_BOARD for office in HEADS),
        *(("secretary", action, "own") for action in OF_THE_BOARD),
        *((office, "members:dues:keep", "own") for office in (*HEADS, "treasurer")),
        *(("treasurer", action, "own") for action in ("members:list:see", "members:dues:see")),
    ]
    open_items = "shanyraq.members.open_items.of"
    navigation: ClassVar[list[tuple[str, Any]]] = [("members:all", _("Members")), ("members:dues", _("Dues")), ("members:me", _("My membership"))]
