from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "shanyraq.site"
    label = "site"
    actions: ClassVar[dict[str, str]] = {
        "site:home:see": "open",
        "site:keep:see": "open",
        "site:press:see": "open",
        "site:organisation:see": "open",
        "site:parts:see": "open",
        "site:citation:see": "open",
        "site:extract:see": "open",
        "site:visit:see": "open",
        "site:feed:see": "open",
        "site:sitemap:see": "open",
    }
    navigation: ClassVar[list[tuple[str, Any]]] = [("site:mail", _("Mail"))]
    tasks: ClassVar[list[tuple[str, Any, str]]] = [
        ("site:press", _("Write about us"), "ulgi"),
        ("site:keep", _("Keep such a server"), "ulgi"),
    ]
