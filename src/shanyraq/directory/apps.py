from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "shanyraq.directory"
    label = "directory"
    actions: ClassVar[dict[str, str]] = {
        "directory:organisation:see": "open",
        "directory:place:see": "open",
        "directory:person:see": "open",
        "directory:copy:see": "open",
    }
    panels: ClassVar[dict[str, tuple[str, str]]] = {
        "organisation": ("shanyraq.directory.panels.organisation", "directory/organisation.html"),
    }
