"""A browser in words, from what it says of itself. Its word only: enough to tell one's own phone from another."""
from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext as _

BROWSERS: Final = [
    ("Edg", "Edge"), ("OPR", "Opera"), ("YaBrowser", "Yandex"), ("SamsungBrowser", "Samsung"), ("MiuiBrowser", "Mi"), ("UCBrowser", "UC"),
    ("Whale", "Whale"), ("Firefox|FxiOS", "Firefox"), ("Chrome|CriOS|Chromium", "Chrome"), ("Safari", "Safari"),
]  # fmt: skip
SYSTEMS: Final = [
    ("Android", "Android"), ("iPhone|iPad|iPod", "iOS"), ("Windows", "Windows"),
    ("CrOS", "ChromeOS"), ("Mac OS X|Macintosh", "macOS"), ("Linux", "Linux"),
]  # fmt: skip


def say_agent(agent: str) -> str:
    browser, system = _first(BROWSERS, agent), _first(SYSTEMS, agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A device that does not say what it is")


def _first(signs: list[tuple[str, str]], agent: str) -> str:
    return next((name for sign, name in signs if re.search(sign, agent)), "")
