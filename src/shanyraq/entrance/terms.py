"""Words and measures of signing in."""
from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

YEAR: Final = timedelta(days=365)  # as long a browser stays known
LASTS: Final = timedelta(days=7)  # how long an unused link signs in
FIRST_DAY: Final = timedelta(days=1)  # as long the session of an invitation lasts, unless a way of signing in is chosen in it

LOOKS: Final = timedelta(minutes=30)  # how long an operator looks as somebody else
REASON: Final = (10, 300)  # signs that say why


class Means(StrEnum):
    """How somebody signed in; among several in one session the earlier of these counts."""

    PASSKEY = "passkey"
    PASSWORD = "password"  # noqa: S105 (the word, not one)
    CODE = "code"
    LINK = "link"
    PIN = "pin"


PHONE: Final = "phone"  # recorded beside the means: the browser was a known one
