from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from shanyraq.people.terms import HEADS, Office


class PeopleConfig(AppConfig):
    name = "shanyraq.people"
    actions: ClassVar[dict[str, str]] = {
        "people:person:leave_out": "office",
        "people:person:name_again": "office",
    }
    titles: ClassVar[dict[str, Any]] = {
        "people:person:leave_out": _("Name a person in public no more, where this is asked for"),
        "people:person:name_again": _("Name a person in public again"),
    }
    carried: ClassVar[dict[str, tuple[str, ...]]] = dict.fromkeys(actions, ("branch_of", "part_of"))
    grants: ClassVar[list[tuple[str, ...]]] = [
        *((office, action, "below") for action in actions for office in (*HEADS, Office.HEAD_OF_SECRETARIAT)),
        *(("secretary", action, "below", "umbrella") for action in actions),
    ]

    def ready(self) -> None:
        """The floor tells the chronicle what changes do to its bodies."""
        import_module("shanyraq.people.floor").join()
        post_migrate.connect(_put_texts_in, sender=self, dispatch_uid="consent_texts")


def _put_texts_in(**_more: Any) -> None:
    seeds = import_module("shanyraq.people.seeds")
    if seeds.is_ready():
        seeds.seed()
