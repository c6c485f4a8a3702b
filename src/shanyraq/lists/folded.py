"""Texts as they are compared: without case, marks and doubled blanks, Kazakh letters as they are typed on a Russian keyboard."""
from __future__ import annotations

import re
import unicodedata
from typing import Final

from shanyraq.words.folding import fold

LETTERS: Final = str.maketrans("әғқңөұүһіёй", "агкноуухией")
QUOTES: Final = re.compile(r"[«»“”„‟\"'‘’`]")


def folded(text: str) -> str:
    flat = unicodedata.normalize("NFC", text).casefold().translate(LETTERS)
    return " ".join(QUOTES.sub(" ", re.sub(r"[‐-―−]", "-", flat)).split())


def bare(text: str) -> str:
    """Letters and digits alone, for persons: their names may be written with points and blanks or without, and differ by a letter."""
    return re.sub(r"[\W_]", "", folded(text))


def skeleton(text: str) -> str:
    """What spellings of an organisation or a place have in common; who it is, the keeper says."""
    return fold(text).replace(" ", "")
