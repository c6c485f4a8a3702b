"""Pages that several rooms have a part in.

A room declares `panels` in its AppConfig: for each page a function `(request, slug, asked)` that gives what its template takes, or None where
it has nothing to say, and that template.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from shanyraq.directory.days import Asked


@dataclass(frozen=True, slots=True)
class Panel:
    """What a room shows on a page; `title` is empty where the panel does not name the page."""

    html: SafeString
    title: str = ""


def panels(page: str, request: HttpRequest, slug: str, asked: Asked) -> list[Panel]:
    """The panels of a page, in the order in which the rooms are installed; empty where no room knows the thing."""
    return list(_panels(page, request, slug, asked))


def _panels(page: str, request: HttpRequest, slug: str, asked: Asked) -> Iterator[Panel]:
    for room in apps.get_app_configs():
        offered: dict[str, tuple[str, str]] = getattr(room, "panels", {})
        if page in offered:
            function, template = offered[page]
            context: dict[str, Any] | None = import_string(function)(request, slug, asked)
            if context is not None:
                yield Panel(render_to_string(template, context, request), str(context.get("title", "")))
