"""Texts in small ASCII letters, as slugs have them: Cyrillic by letters, Hangul by its official romanisation."""
from __future__ import annotations

import re
import unicodedata
from typing import Final

WRITTEN: Final = "a a b v g g d e e zh z i y k q l m n n o o p r s t u u u f kh h ts ch sh sch _ y i _ e yu ya"
CYRILLIC: Final = dict(zip("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", WRITTEN.split(), strict=True))
# Revised Romanisation of Korean (South Korea, 2000), without assimilation between syllables
INITIALS: Final = "g kk n d tt r m b pp s ss _ j jj ch k t p h"
VOWELS: Final = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
FINALS: Final = "_ k k k n n n t l k m p l l p l m p p t t ng t t k t p t"
FIRST_SYLLABLE: Final = 0xAC00
LAST_SYLLABLE: Final = 0xD7A3


def latin(text: str) -> str:
    """Small ASCII letters, digits and hyphens; what cannot be written so is left out."""
    written = "".join(_letter(sign) for sign in unicodedata.normalize("NFKC", text).lower())
    plain = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def _letter(sign: str) -> str:
    if FIRST_SYLLABLE <= ord(sign) <= LAST_SYLLABLE:
        return _syllable(ord(sign) - FIRST_SYLLABLE).replace("_", "")
    return CYRILLIC.get(sign, sign).replace("_", "")


def _syllable(number: int) -> str:
    """Unicode 15.0, section 3.12: the syllables stand in the order of their initials, vowels and finals."""
    initials, vowels, finals = INITIALS.split(), VOWELS.split(), FINALS.split()
    rest, final = divmod(number, len(finals))
    initial, vowel = divmod(rest, len(vowels))
    return initials[initial] + vowels[vowel] + finals[final]
