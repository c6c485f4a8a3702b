"""Find by any name that something ever had."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from shanyraq.directory.days import Asked
from shanyraq.directory.finding.matching import BODIES, Found, matching
from shanyraq.directory.finding.naming import Hit, hits
from shanyraq.rights import Visitor
from shanyraq.words.folding import fold

LONGEST: Final = 100  # signs of what is looked for
MOST_WORDS: Final = 12
SLUG: Final = re.compile("[a-z0-9-]{1,60}")
FEWEST: Final = 2  # letters, where a letter is a sound; a Hangul sign is a syllable


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: as typed, as skeletons of its words, and as a slug where it can be one."""

    typed: str
    words: tuple[str, ...]
    slug: str

    @property
    def too_short(self) -> bool:
        """Whether almost every name would have it."""
        letters = "".join(self.words)
        return not letters or (len(letters) < FEWEST and letters.isascii())


def sought(typed: str) -> Sought:
    text = " ".join(typed[:LONGEST].split())
    return Sought(text, tuple(dict.fromkeys(fold(text).split()))[:MOST_WORDS], text if SLUG.fullmatch(text) else "")


def find(visitor: Visitor, asked: Asked, what: Sought, language: str, *, page: int = 1) -> tuple[list[Hit], int]:
    """A page of what has such a name, best first, as `Hit`s in a language, and how many there are on all pages. The number of queries is bounded."""
    found = matching(visitor, asked, what.words, slug=what.slug, page=page)
    if not found.bodies and page > 1:
        return find(visitor, asked, what, language)
    return hits(asked, language, _keys(found), what.words), found.count


def _keys(found: Found) -> list[str]:
    """The bodies by their keys, `kind:slug`."""
    slugs: dict[tuple[str, int], str] = {}
    for kind in dict.fromkeys(kind for kind, _pk in found.bodies):
        slugs |= {(kind, pk): slug for pk, slug in _slugs(BODIES[kind][0], [pk for of, pk in found.bodies if of == kind])}
    return [f"{kind}:{slugs[kind, pk]}" for kind, pk in found.bodies]


def _slugs(model: Any, pks: Sequence[int]) -> list[tuple[int, str]]:
    return list(model.objects.filter(pk__in=pks).values_list("pk", "slug"))
