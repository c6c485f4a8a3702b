from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    """A room declares in its AppConfig `reminds`, {`room:table`: dotted name of a function}: see `wording`."""

    name = "shanyraq.reminders"
    label = "reminders"
    actions: ClassVar[dict[str, str]] = {"reminders:reminder:end": "signed_in"}
    titles: ClassVar[dict[str, Any]] = {"reminders:reminder:end": _("Put away what one was reminded of")}
    own: ClassVar[set[str]] = {"reminders:reminder:end"}
    weak: ClassVar[set[str]] = {"reminders:reminder:end"}
    each_minute: ClassVar[list[str]] = ["shanyraq.reminders.running.run_due"]
    daily: ClassVar[list[str]] = ["shanyraq.reminders.changes.forget"]
