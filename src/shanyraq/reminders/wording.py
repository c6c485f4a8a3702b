"""What a reminder says. The room that it is about is asked: a function (reminders, language) that gives {key of a reminder: Words}, of many at once.

The language is active while it is called. What it leaves out has come to nothing: it is said to nobody.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from django.apps import apps
from django.utils import translation
from django.utils.module_loading import import_string

from shanyraq.reminders.models import Reminder
from shanyraq.reminders.terms import Words

Wording = Callable[[Sequence[Reminder], str], Mapping[int, Words]]
PARTS: Final = 2  # of `room:table:key`, those that name a function


def words_of(reminders: Iterable[Reminder], language: str) -> dict[int, Words]:
    """{key: Words} of those of which their room still knows; a call for each kind of thing."""
    kinds: dict[str, list[Reminder]] = {}
    for reminder in reminders:
        kinds.setdefault(":".join(reminder.about.split(":")[:PARTS]), []).append(reminder)
    found: dict[int, Words] = {}
    with translation.override(language):
        for kind, listed in kinds.items():
            if name := _declared().get(kind):
                wording: Wording = import_string(name)
                found |= wording(listed, language)
    return found


def _declared() -> dict[str, str]:
    return {kind: name for room in apps.get_app_configs() for kind, name in getattr(room, "reminds", {}).items()}
