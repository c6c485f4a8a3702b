from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shanyraq.dating.phrases import Phrase, PhraseKind

FOLDED = str.maketrans("әғқңөұүһіё", "агкноуухие")

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

# What a frame does with its groups x and y (or a and b, digits of decades or years)
Frame = tuple[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: `sayings` words the points of a phrase; the rest reads text that is lower case, folded and without dots behind letters.

    `stems`: begin of a word -> month 1-12, season 21-24, or a quarter's or half's number. `points`: patterns with the groups y (year), w (second year
    of a winter), m (word) or mn (number) of the month, d, s (season), q, h, dec (decade). `marks`: a mark and a pattern with x. `frames`: a form
    and a pattern with x and y, or a and b.
    """

    sayings: Mapping[PhraseKind, Callable[..., str]]
    stems: Mapping[str, int]
    points: tuple[re.Pattern[str], ...]
    marks: tuple[tuple[str, re.Pattern[str]], ...]
    frames: tuple[Frame, ...]

    def say(self, phrase: Phrase) -> str:
        return self.sayings[phrase.kind](*phrase.points)

    def number(self, word: str) -> int:
        """The number of a digit or of the longest stem that begins the word. Raises KeyError."""
        if word.isdigit():
            return int(word)
        fitting = [stem for stem in self.stems if word.startswith(stem)]
        return self.stems[max(fitting, key=len, default=word)]


def patterns(*texts: str, **parts: str) -> tuple[re.Pattern[str], ...]:
    """Compile patterns in which <name> stands for a part."""
    return tuple(_compiled(text, parts) for text in texts)


def rules(*rows: tuple[str, str], **parts: str) -> tuple[Frame, ...]:
    """Compile rows of (form, pattern) in which <name> stands for a part."""
    return tuple((form, _compiled(text, parts)) for form, text in rows)


def _compiled(text: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    for name, part in parts.items():
        text = text.replace(f"<{name}>", part)
    return re.compile(text)
