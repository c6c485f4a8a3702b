"""How a person may be called in a free text: in any case of grammar, any order, any of the alphabets, with initials."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from shanyraq.words.folding import fold

WORD: Final = re.compile(r"[\w'`´ʹʺʼʻ’‘]+\.?")
NEAR: Final = 3  # words from one part of a name to the next
ENDINGS: Final = 4  # signs by which a word may be longer: cases, particles
SHORTEST: Final = 4  # signs of a name of one word in letters; a shorter one is a word of its own in some language


@dataclass(frozen=True, slots=True)
class Called:
    """A name as it is looked for: its words, folded; of a name in parts the words of the family, of which one must be there."""

    words: tuple[str, ...]
    family: frozenset[str] = frozenset()


def slug_as_name(slug: str) -> Called:
    words = tuple(word for word in fold(slug).split() if word.isalpha())
    return Called(words if len(words) > 1 else ())


def called(text: Any) -> Called:
    """In whatever order; a name in parts without its patronymic, too, but never without its family."""
    if not isinstance(text, Mapping):
        return Called(tuple(dict.fromkeys(fold(str(text)).split())))
    parts = [fold(str(said)) for part, said in sorted(text.items()) if part != "order"]
    return Called(tuple(dict.fromkeys(" ".join(parts).split())), frozenset(fold(str(text.get("family", ""))).split()))


def is_telling(name: Called) -> bool:
    return len(name.words) > 1 or any(len(word) >= SHORTEST or not word.isascii() for word in name.words)


@lru_cache(maxsize=20_000)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(fold(word).split())


def words_of(text: str) -> list[tuple[str, bool]]:
    """(word, whether it is an initial) of a text of any length."""
    plain = text.replace("_", " ")
    initial = {word: word.endswith(".") and len(word) <= len("Ю.") + 1 for word in WORD.findall(plain)}
    return [(part, initial[word]) for word in WORD.findall(plain) for part in _folded(word)]


def is_named(found: list[tuple[str, bool]], name: Called) -> bool:
    """Whether two words of the name stand near each other, in any case of grammar; of a name of one word, that one. An initial counts as second."""
    least = min(2, len(name.words))
    whole = [(place, part) for place, (word, _initial) in enumerate(found) for part in name.words if _is_form(word, part)]
    for place, part in whole:
        others = {other for at, other in whole if other != part and abs(at - place) <= NEAR}
        near = found[max(0, place - 2) : place + NEAR]
        others |= {other for word, initial in near if initial for other in name.words if other != part and other.startswith(word)}
        if len(others) + 1 >= least and (not name.family or name.family & (others | {part})):
            return True
    return not "".join(name.words).isascii() and _is_joined(found, name)


def _is_form(word: str, part: str) -> bool:
    """Whether a word is a part of a name with an ending of any language, or without its last vowel."""
    if word == part:
        return True
    stem = part[:-1] if len(part) > SHORTEST and part[-1] in "aeiou" else part
    return len(stem) > (2 if part.isascii() else 1) and word.startswith(stem) and len(word) - len(stem) <= ENDINGS


def _is_joined(found: list[tuple[str, bool]], name: Called) -> bool:
    """Hangul is written with and without a space between family and given name."""
    joined, words = "".join(name.words), [word for word, _initial in found]
    return any(_is_form(word, joined) for word in (*words, *(f"{one}{other}" for one, other in pairwise(words))))
