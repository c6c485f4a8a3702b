"""Where in a table the reading stands, so that whatever finds a fault can name file, line and words."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .faults import MOST_WORDS, Findings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from .locating import Finder, Path


@dataclass(frozen=True, slots=True)
class Spot:
    """A key in a table, by its path."""

    finder: Finder
    findings: Findings
    path: Path = ()

    def at(self, *steps: str | int) -> Spot:
        return Spot(self.finder, self.findings, self.path + steps)

    @property
    def key(self) -> str:
        return next((step for step in reversed(self.path) if isinstance(step, str)), self.finder.piece.name)

    @property
    def line(self) -> int:
        return self.finder.line_of(self.path)

    def fault(self, words: object, message: str) -> None:
        """Notes a fault; tables and lists as words are named by their key."""
        shown = self.key if isinstance(words, dict | list | tuple) else words_of(words)
        self.findings.add(self.finder.piece.file, self.finder.line_of(self.path, shown), shown, message)

    def known_keys(self, table: Mapping[str, Any], known: Collection[str]) -> None:
        """Refuses every key that is not known here."""
        for key in table:
            if key not in known:
                self.at(key).fault(key, _("There is no key of this name here. %(hint)s") % {"hint": suggestion(key, known)})

    def missing(self, key: str) -> None:
        self.fault(key, _("This key is missing; it is required here."))


def words_of(value: object) -> str:
    """A value as it stands in a file, roughly."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, int) and value.bit_length() > MOST_WORDS:
        return hex(value >> (value.bit_length() - MOST_WORDS)) + "…"
    return str(value)


def suggestion(word: str, known: Collection[str]) -> str:
    """What might have been meant, else all that there is."""
    close = get_close_matches(word[:MOST_WORDS], list(known), n=1)
    if close:
        return _("Did you mean %(word)s?") % {"word": close[0]}
    if not known:
        return _("None is taken.")
    return _("Known are: %(words)s.") % {"words": ", ".join(known)}
