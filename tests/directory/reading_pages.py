"""Pages as their readers read them."""
from __future__ import annotations

import re
from html import unescape


def section(html: str, anchor: str) -> str:
    """The words of one section, as read."""
    found = re.search(rf'<section[^>]*aria-labelledby="{anchor}">(.*?)</section>', html, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).split()) if found else ""


def heading(html: str) -> str:
    found = re.search("<h1>(.*?)</h1>", html, re.DOTALL)
    assert found
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).split())
