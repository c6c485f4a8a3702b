"""The skeleton of a name: what Kazakh, Russian and the Latin spellings of both have in common, so that one finds the other.

«Қазақстан», «Казахстан», "Qazaqstan" and "Kazakhstan" have one skeleton; a name typed without ә ғ қ ң ө ұ ү һ і has that of the name. Letters are
written as people transliterate them (the Kazakh alphabets of 2018 and 2021, and plain: kh, gh, sh, zh, ch, ts, ya, yu), then brought together.
Hangul stays as it is. Two names may share a skeleton; whoever searches is shown the names themselves.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

LONGEST: Final = 400  # signs of a skeleton; of a longer name the rest is not searched
MOST_BYTES: Final = 2_000  # of all languages together: an index holds them
DROPPED: Final = re.compile("[ьъ'`´ʹʺʼʻ’‘]")
NO_LETTER: Final = re.compile(r"[\W_]+")
LETTERS: Final = str.maketrans({
    "ә": "a", "а": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ye", "ж": "zh", "з": "z",
    "и": "i", "й": "i", "і": "i", "ї": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ў": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ы": "i", "э": "e", "ю": "yu", "я": "ya", "ı": "i", "ý": "u", "ž": "zh", "æ": "a", "ø": "o", "ł": "l", "đ": "d",
})  # fmt: skip
TOGETHER: Final = re.compile("d+(?:zh|j)|sh?ch|zh|gh|sh|ch|ts|[iy]+e")
SOUNDS: Final = {"zh": "j", "gh": "g", "sh": "s", "shch": "s", "sch": "s", "ch": "c", "ts": "c"}
ALIKE: Final = str.maketrans({"q": "k", "h": "k", "w": "u", "y": "i", "x": "ks"})
TWICE: Final = re.compile(r"([a-z])\1+")


def fold(text: str) -> str:
    """The skeleton of a text: words of small letters and digits with one space between. Of a skeleton it is the same; never longer than LONGEST."""
    plain = DROPPED.sub("", unicodedata.normalize("NFKC", text).casefold())
    latin = _without_marks(plain.translate(LETTERS)).translate(LETTERS)
    joined = TOGETHER.sub(_sound, latin).translate(ALIKE)
    words = NO_LETTER.sub(" ", TWICE.sub(r"\1", joined))
    return words.strip()[:LONGEST].rstrip()


def _without_marks(text: str) -> str:
    """ş as s, ö as o; a Hangul syllable is put together again."""
    if text.isascii():
        return text
    parts = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", parts).casefold()


def _sound(found: re.Match[str]) -> str:
    said = found[0]
    return SOUNDS.get(said) or ("j" if said.startswith("d") else "e")


def skeletons(texts: Mapping[str, Any]) -> str:
    """The skeletons of a name in all its languages, one a line; where a language has the parts of a person's name, all of them, family first.

    In alphabetical order: PostgreSQL keeps no other.
    """
    said = (" ".join(_parts(text)) if isinstance(text, Mapping) else str(text) for _language, text in sorted(texts.items()))
    lines = "\n".join(dict.fromkeys(found for text in said if (found := fold(text))))
    return lines.encode()[:MOST_BYTES].decode(errors="ignore")


def _parts(text: Mapping[str, Any]) -> list[str]:
    return [str(part) for name, part in sorted(text.items()) if name != "order"]
