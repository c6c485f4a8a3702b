"""One text in several languages, and what is shown where the reader's language is missing."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

LANGUAGES: Final = ("kk", "ru", "ko", "en")
UNDETERMINED: Final = "und"  # ISO 639-2: the language of the text is not known


@dataclass(frozen=True, slots=True)
class Text:
    """A text as shown: `lang` is the language it is in, `fallback` whether that is another than the one asked for."""

    value: str
    lang: str
    fallback: bool

    def __str__(self) -> str:
        return self.value


def pick(texts: Mapping[str, str], language: str) -> Text:
    """The text in `language`, else in the first of kk, ru, ko, en, then of unknown language, then any.

    A text of unknown language is shown as it is and counts as no fallback: there is nothing to say about it.
    No text at all gives an empty one.
    """
    if texts.get(language):
        return Text(texts[language], language, fallback=False)
    for lang in (*LANGUAGES, UNDETERMINED, *sorted(texts)):
        if texts.get(lang):
            return Text(texts[lang], lang, fallback=lang != UNDETERMINED)
    return Text("", language, fallback=False)


def faults(texts: object) -> list[str]:
    """What keeps `texts` from being a text per language, a sentence each; empty if nothing does."""
    if not isinstance(texts, dict):
        return [_('A text is a table of languages, such as {"kk": "..."}.')]
    known = (*LANGUAGES, UNDETERMINED)
    strange = [lang for lang in texts if lang not in known]
    wrong = [_("“%(lang)s” is no language of a text: use one of %(known)s.") % {"lang": lang, "known": ", ".join(known)} for lang in strange]
    empty = [lang for lang, text in texts.items() if not (isinstance(text, str) and text.strip())]
    return wrong + [_("The text in “%(lang)s” is empty: leave the language out.") % {"lang": lang} for lang in empty]
