"""Dates in words, in Kazakh, Russian, Korean and English; `read` goes the other way."""
from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from .edtf_date import EDTFDate, parse
from .phrases import Phrase, Point, phrase_of
from .reading import read, tongue_of

if TYPE_CHECKING:
    from datetime import date

__all__ = ["read", "say", "say_day"]

REMEMBERED: Final = 5000  # dates in a language; those of a page are said over and over


def say(d: EDTFDate | str, language: str) -> str:
    """The date in words of kk, ru, ko or en (also "en-gb"). Raises DateRefused for a text that is no date, ValueError for another language."""
    return _said(d, language)


@lru_cache(maxsize=REMEMBERED)
def _said(d: EDTFDate | str, language: str) -> str:
    return tongue_of(language).say(phrase_of(parse(d) if isinstance(d, str) else d))


def say_day(day: date, language: str) -> str:
    """One exact day in words."""
    return tongue_of(language).say(Phrase("one", (Point("day", day.year, day.month, day.day),)))
