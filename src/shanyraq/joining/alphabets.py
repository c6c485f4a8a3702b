"""In which alphabet a name is written."""
from __future__ import annotations

import re
from typing import Final

from shanyraq.people.terms import Script

HANGUL: Final = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")


def script_of(text: str) -> Script:
    return Script.HANGUL if HANGUL.search(text) else Script.CYRILLIC if CYRILLIC.search(text) else Script.LATIN
