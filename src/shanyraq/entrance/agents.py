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
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("iPod", "iPod"), ("Windows", "Windows"),
    ("CrOS", "ChromeOS"), ("Mac OS X|Macintosh", "macOS"), ("Linux", "Linux"),
]  # fmt: skip


MODEL: Final = re.compile(r"Android(?: [\d.]+)?; (?:[a-z]{2}[-_][A-Za-z]{2}; )?([^;()]{2,40}?)(?: Build/[^;)]*)?(?:; wv)?\)")
NO_MODEL: Final = ("K", "Mobile", "Tablet", "wv")  # what browsers say who keep it to themselves


def say_agent(agent: str) -> str:
    browser, system = _first(BROWSERS, agent), _model(agent) or _first(SYSTEMS, agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A device that does not say what it is")


def _model(agent: str) -> str:
    """Of an Android phone its model, where it is said, with the system: SM-A105F, Android 11."""
    found, version = MODEL.search(agent), re.search(r"Android (\d+)", agent)
    if found is None or found[1].strip() in NO_MODEL or found[1].startswith("rv:"):
        return f"Android {version[1]}" if version else ""
    return f"{found[1].strip()}, Android {version[1]}" if version else found[1].strip()


def _first(signs: list[tuple[str, str]], agent: str) -> str:
    return next((name for sign, name in signs if re.search(sign, agent)), "")
