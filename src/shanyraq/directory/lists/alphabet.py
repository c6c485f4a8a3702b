"""The order of names: the Kazakh alphabet holds the Russian one, Hangul and Latin stand in the order of their signs."""
from __future__ import annotations

import re
from typing import Final

LETTERS: Final = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
PLACES: Final = {ord(letter): 0x430 + place for place, letter in enumerate(LETTERS)}
DIGITS: Final = re.compile("[0-9]+")
SKIPPED: Final = re.compile(r"[^\w\s]+")
WIDTH: Final = 6


def in_alphabet(text: str) -> str:
    """A text by which names are put in order, without quotation marks and with numbers by size."""
    plain = SKIPPED.sub("", text.casefold()).strip()
    return DIGITS.sub(lambda found: found[0].zfill(WIDTH), plain.translate(PLACES))
