from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from shanyraq.rights.actions import to_keepers


class EntranceConfig(AppConfig):
    name = "shanyraq.entrance"
    label = "entrance"
    actions: ClassVar[dict[str, str]] = {
        "entrance:link:use": "open",
        "entrance:account:enter": "open",
        "entrance:account:leave": "open",
        "entrance:invitation:accept": "open",
        "entrance:sample:try": "open",
        "entrance:account:see": "signed_in",
        "entrance:session:end": "signed_in",
        "entrance:key:keep": "signed_in",
        "entrance:key:add": "signed_in",
        "entrance:key:end": "signed_in",
        "entrance:device:bind": "signed_in",
        "entrance:device:end": "signed_in",
        "entrance:device:name": "signed_in",
        "entrance:email:set": "signed_in",
        "entrance:password:set": "signed_in",
        "entrance:sheet:make": "signed_in",
        "entrance:person:invite": "office",
        "entrance:keeper:invite": "operator",
        "entrance:looking:begin": "operator",
        "entrance:looking:end": "signed_in",
    }
    titles: ClassVar[dict[str, Any]] = {
        "entrance:account:see": _("See one's own account"),
        "entrance:session:end": _("End one's own sessions"),
        "entrance:key:keep": _("Keep one's own ways of signing in"),
        "entrance:key:add": _("Add a key to one's own phone"),
        "entrance:key:end": _("Take away one's own key"),
        "entrance:device:bind": _("Make a phone one's own"),
        "entrance:device:end": _("Take away one's own phone"),
        "entrance:device:name": _("Name one's own phone"),
        "entrance:email:set": _("Set one's own e-mail address"),
        "entrance:password:set": _("Set one's own password"),
        "entrance:sheet:make": _("Print a sheet of codes for oneself"),
        "entrance:person:invite": _("Invite those who hold an office to sign in"),
        "entrance:keeper:invite": _("Give the keeper a link"),
        "entrance:looking:begin": _("See for half an hour what somebody else sees"),
        "entrance:looking:end": _("Stop looking as somebody else"),
    }
    grants: ClassVar[list[tuple[str, ...]]] = to_keepers("entrance:person:invite")
    carried: ClassVar[dict[str, tuple[str, ...]]] = {"entrance:person:invite": ("branch_of", "part_of")}
    weak: ClassVar[frozenset[str]] = frozenset({"entrance:account:see", "entrance:session:end", "entrance:device:name", "entrance:looking:end"})
    sealed: ClassVar[frozenset[str]] = frozenset(actions) - {"entrance:looking:end", "entrance:person:invite"}

    def ready(self) -> None:
        """Models cannot be loaded before the apps are: what hears of arrivals is named, not imported."""
        user_logged_in.connect(import_string("shanyraq.entrance.arrivals.arrived"), dispatch_uid="entrance.arrived")
