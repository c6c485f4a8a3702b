"""Cultures that organisations keep: told as texts, brought together where one text of theirs is the same."""
from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet

from shanyraq.chronicle.prepared import prepared
from shanyraq.directory.organisation_page import texts_of
from shanyraq.directory.withheld import Veil, veil
from shanyraq.registry.models import Trait
from shanyraq.words.folding import fold
from shanyraq.words.texts import LANGUAGES, Text, pick

FACT: Final = "culture"
NOBODY: Final = Veil()
NAMED_BY: Final = ("en", "ru", "kk", "ko", "und")
SYLLABLE: Final = "HANGUL SYLLABLE "
NO_SLUG: Final = re.compile("[^a-z0-9]+")
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Culture:
    """`values` are the values of threads that tell it; `slugs` are all by which it is found."""

    slug: str
    texts: dict[str, str]
    values: tuple[str, ...]
    slugs: frozenset[str]

    def text(self, language: str) -> Text:
        return pick(self.texts, language)


def cultures(known_on: date | None) -> list[Culture]:
    """All that were ever kept, as known on a day; two queries."""
    return grouped(_told(known_on), veil())


@prepared
def _told(known_on: date | None) -> QuerySet[Trait, str]:
    return Trait.objects.known_on(known_on).filter(fact=FACT).order_by("value").values_list("value", flat=True).distinct()


def culture_named(slug: str, among: Iterable[Culture]) -> Culture | None:
    """The culture of that slug, else one that once had it: addresses stay when another language is told."""
    found = sorted((one for one in among if slug in one.slugs), key=lambda one: one.slug != slug)
    return found[0] if found else None


def grouped(values: Sequence[str], hidden: Veil = NOBODY) -> list[Culture]:
    """The cultures that values of threads tell, by slug."""
    texts = {value: hidden.texts(texts_of(value)) for value in values}
    found: dict[str, Culture] = {}
    for members in _together(texts):
        culture = _culture(members, [texts[value] for value in members])
        slug = next(slug for slug in _numbered(culture.slug) if slug not in found)
        found[slug] = Culture(slug, culture.texts, culture.values, culture.slugs | {slug})
    return list(found.values())


def _together(texts: dict[str, dict[str, str]]) -> Iterable[list[str]]:
    """Values of which two share the skeleton of a text in the same language, in the order in which they come."""
    root = {value: value for value in texts}
    first: dict[tuple[str, str], str] = {}
    for value, said in texts.items():
        for language, text in said.items():
            same = first.setdefault((language, fold(text)), value)
            root[_top(root, value)] = _top(root, same)
    sets: dict[str, list[str]] = defaultdict(list)
    for value in texts:
        sets[_top(root, value)].append(value)
    return sets.values()


def _top(root: dict[str, str], value: str) -> str:
    while root[value] != value:
        value = root[value]
    return value


def _culture(values: list[str], texts: list[dict[str, str]]) -> Culture:
    """In each language the text that most of the values have."""
    languages = dict.fromkeys(language for text in texts for language in text)
    said = {language: Counter(text[language] for text in texts if language in text) for language in languages}
    chosen = {language: max(counted, key=lambda text: (counted[text], not text.isupper(), text)) for language, counted in said.items()}
    slugs = frozenset(slug_of(text) for counted in said.values() for text in counted)
    named = next((chosen[language] for language in (*NAMED_BY, *chosen) if language in chosen), "")
    return Culture(slug_of(named), {lang: chosen[lang] for lang in (*LANGUAGES, *sorted(chosen)) if lang in chosen}, tuple(values), slugs)


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1


def slug_of(text: str) -> str:
    """Small Latin letters, digits and hyphens: of Hangul its romanisation, of other letters their skeleton."""
    plain = unicodedata.normalize("NFC", text).casefold()
    said = "".join(_syllable(sign) for sign in plain)
    latin = said if said.isascii() else fold(said)
    return NO_SLUG.sub("-", latin).strip("-")[:LONGEST].strip("-") or "culture"


def _syllable(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return name.removeprefix(SYLLABLE).lower() if name.startswith(SYLLABLE) else sign
