"""Words of reminders."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

FIRST_HOUR: Final = 7  # before it no letter wakes anybody
KEPT: Final = timedelta(days=400)  # after its day


@dataclass(frozen=True, slots=True)
class Words:
    """What is said, in one language: a line, some sentences, and the page to go to (its path; empty where there is none)."""

    subject: str
    text: str
    path: str = ""
