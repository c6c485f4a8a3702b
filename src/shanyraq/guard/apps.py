from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register

from shanyraq.guard import checks, log


class GuardConfig(AppConfig):
    name = "shanyraq.guard"
    label = "guard"

    def ready(self) -> None:
        log.set_up()
        register(checks.start_is_safe, Tags.security)
