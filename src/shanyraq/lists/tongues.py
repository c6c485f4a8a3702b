"""In which language the texts of a list are: told by their letters, where these tell it."""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from shanyraq.words.texts import UNDETERMINED

KAZAKH: Final = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC: Final = re.compile(r"[а-яё]", re.IGNORECASE)
HANGUL: Final = re.compile(r"[가-힣]")
SHARE: Final = 0.3  # of the names with letters that only Kazakh has: then the others are Kazakh, too


@dataclass(frozen=True, slots=True)
class Tongue:
    cyrillic: str  # the language of Cyrillic texts without letters of their own

    def texts(self, text: str) -> dict[str, str]:
        """A text per language, for what a change tells."""
        return {self.of(text): text}

    def of(self, text: str) -> str:
        if HANGUL.search(text):
            return "ko"
        if KAZAKH.search(text):
            return "kk"
        return self.cyrillic if CYRILLIC.search(text) else UNDETERMINED


def tongue_of(names: Iterable[str]) -> Tongue:
    written = [name for name in names if CYRILLIC.search(name)]
    kazakh = sum(1 for name in written if KAZAKH.search(name))
    return Tongue("kk" if written and kazakh >= SHARE * len(written) else "ru")
