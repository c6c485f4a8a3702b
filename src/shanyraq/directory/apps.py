from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "shanyraq.directory"
    label = "directory"
    actions: ClassVar[dict[str, str]] = {
        "directory:organisation:see": "open",
        "directory:place:see": "open",
        "directory:person:see": "open",
        "directory:copy:see": "open",
        "directory:map:see": "open",
        "directory:tree:see": "open",
        "directory:compare:see": "open",
        "directory:river:see": "open",
        "directory:organisation:list": "open",
        "directory:place:list": "open",
        "directory:person:list": "open",
        "directory:change:see": "open",
        "directory:source:see": "open",
        "directory:culture:see": "open",
        "directory:name:find": "open",
    }
    navigation: ClassVar[list[tuple[str, Any]]] = [
        ("directory:organisations", _("Organisations")),
        ("directory:river", _("River")),
        ("directory:map", _("Map")),
        ("directory:tree", _("Tree")),
        ("directory:chronicle", _("Chronicle")),
        ("directory:compare", _("Compare")),
        ("directory:places", _("Places")),
        ("directory:people", _("People")),
        ("directory:cultures", _("Cultures")),
        ("directory:sources", _("Sources")),
    ]
    tasks: ClassVar[list[tuple[str, Any, str]]] = [
        ("directory:find", _("Find an association by any name"), "ulgi"),
        ("directory:compare", _("See what changed between two years"), "ulgi"),
        ("directory:organisations", _("Take the list to Excel"), "ulgi"),
    ]
    panels: ClassVar[dict[str, tuple[str, str]]] = {
        "organisation": ("shanyraq.directory.panels.organisation", "directory/organisation.html"),
    }
