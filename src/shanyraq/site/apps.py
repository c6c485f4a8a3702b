from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "shanyraq.site"
    label = "site"
    actions: ClassVar[dict[str, str]] = {
        "site:home:see": "open",
        "site:organisation:see": "open",
        "site:parts:see": "open",
    }
