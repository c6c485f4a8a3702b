from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "shanyraq.api"
    label = "api"
    actions: ClassVar[dict[str, str]] = {
        "api:federation:see": "open",
        "api:organisations:see": "open",
        "api:organisation:see": "open",
        "api:tree:see": "open",
        "api:cultures:see": "open",
        "api:places:see": "open",
        "api:place:see": "open",
        "api:people:see": "open",
        "api:person:see": "open",
        "api:chronicle:see": "open",
        "api:sources:see": "open",
        "api:source:see": "open",
        "api:name:find": "open",
        "api:comparison:see": "open",
        "api:description:see": "open",
    }
