"""Slugs from names in any of the four languages: Cyrillic by letters, Hangul by its official romanisation."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from typing import Final

LONGEST: Final = 60
ROOM: Final = 48  # so that a district and a number still fit behind
CYRILLIC: Final = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k",
    "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u",
    "ф": "f", "х": "h", "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
FIRST: Final = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
VOWEL: Final = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i",
)  # fmt: skip
LAST: Final = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t",
)  # fmt: skip
HANGUL: Final = 0xAC00


def slug_of(*words: str) -> str:
    """At most 48 signs, cut between words where that can be; `x` where nothing of the words can be written in ASCII."""
    slug = re.sub(r"[^a-z0-9]+", "-", "".join(map(_latin, " ".join(words).lower()))).strip("-")
    if len(slug) > ROOM:
        slug = slug[: ROOM + 1].rpartition("-")[0] or slug[:ROOM]
    return slug.strip("-") or "x"


def _latin(sign: str) -> str:
    if sign in CYRILLIC:
        return CYRILLIC[sign]
    place = ord(sign) - HANGUL
    if 0 <= place < len(FIRST) * len(VOWEL) * len(LAST):
        first, rest = divmod(place, len(VOWEL) * len(LAST))
        return FIRST[first] + VOWEL[rest // len(LAST)] + LAST[rest % len(LAST)]
    return unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode() if sign.isalnum() else "-"


def free(wanted: str, taken: Container[str], *, beside: str = "") -> str:
    """`wanted` if nobody has it, else with a word of `beside` (a place) behind it, else with a number."""
    named = f"{wanted}-{slug_of(beside)}"[:ROOM + 6].strip("-") if beside else wanted
    for slug in (wanted, named):
        if slug not in taken:
            return slug
    number = 2
    while f"{named}-{number}" in taken:
        number += 1
    return f"{named}-{number}"
