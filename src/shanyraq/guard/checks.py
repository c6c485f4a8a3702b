"""What must be right before strangers are served. `serve` refuses to start on an error."""
from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

SECRET_SIGNS = 50  # Django's own measure of a long key


def start_is_safe(app_configs: Sequence[AppConfig] | None = None, **options: Any) -> list[CheckMessage]:
    """The faults of a server that is open to others; one that serves its own machine only has none."""
    del app_configs, options
    if settings.LOOPBACK_ONLY:
        return []
    faults = [*addresses(), *secrets(), *folders()]
    return [Error(sentence, id=f"guard.{name}") for name, sentence in faults]


def addresses() -> list[tuple[str, str]]:
    faults = []
    if not settings.ORIGIN.startswith("https://"):
        faults.append(("plain", f"SHANYRAQ_ORIGIN is {settings.ORIGIN}: other machines are served over https:// only."))
    if settings.DEBUG:
        faults.append(("debug", "SHANYRAQ_DEBUG shows the insides of the server to everyone: unset it where SHANYRAQ_ORIGIN is set."))
    return faults


def secrets() -> list[tuple[str, str]]:
    if len(settings.SECRET_KEY) >= SECRET_SIGNS:
        return []
    return [("secret", f"The secret in {settings.DATA / 'secret'} is short: remove the file and a good one is drawn at the next start.")]


def folders() -> list[tuple[str, str]]:
    wide = [path for path in (settings.DATA, settings.DATA / "secret") if others_may_read(path)]
    return [("open", f"Other users of this machine may read {path}: run chmod go-rwx {path}") for path in wide]


def others_may_read(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO))
