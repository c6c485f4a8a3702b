from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ChronicleConfig(AppConfig):
    name = "shanyraq.chronicle"
    actions: ClassVar[dict[str, str]] = {
        "chronicle:change:tell": "operator",
        "chronicle:source:attach": "operator",
        "chronicle:source:disclose": "operator",
        "chronicle:source:enclose": "operator",
    }
    titles: ClassVar[dict[str, Any]] = {
        "chronicle:change:tell": _("Take in a chronicle as a file"),
        "chronicle:source:attach": _("Keep a copy of a paper"),
        "chronicle:source:disclose": _("Open a copy of a paper to everyone"),
        "chronicle:source:enclose": _("Close a copy of a paper"),
    }

    def ready(self) -> None:
        import_module("shanyraq.chronicle.making").remember_days()
        post_migrate.connect(_put_triggers_back, dispatch_uid="no_two_sure")


def _put_triggers_back(*, using: str, **_more: Any) -> None:
    """Django rebuilds a SQLite table on some alterations; its triggers go with the old one."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        floors, overlap = import_module("shanyraq.chronicle.floors"), import_module("shanyraq.chronicle.overlap")
        tables = set(connection.introspection.table_names())
        with connection.schema_editor() as editor:
            for model in floors.FLOORS.models():
                if model._meta.db_table in tables:
                    overlap.put_back(editor, model._meta.db_table)
