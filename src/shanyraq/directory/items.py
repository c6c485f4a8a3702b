"""A chronicle as rows of `site/parts/chronicle.html`."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shanyraq.chronicle.terms import Act
from shanyraq.dating.sentences import say
from shanyraq.directory.clauses import clauses
from shanyraq.directory.days import DAY_LIKE, Asked
from shanyraq.directory.footnotes import Footnotes
from shanyraq.directory.namebook import Namebook
from shanyraq.directory.sentences import Speaker
from shanyraq.directory.versions import SIGHTINGS, Told
from shanyraq.directory.years import date_of
from shanyraq.words.markup import format_html
from shanyraq.words.texts import pick

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes what was told as lines of a chronicle."""

    speaker: Speaker
    notes: Footnotes
    asked: Asked

    def items(self, told: Iterable[Told]) -> list[Row]:
        """What is told of none but persons who asked not to be named is left out."""
        return [self.item(one) for one in told if not self.names.veil.hides_all(one.bodies)]

    @property
    def names(self) -> Namebook:
        return self.speaker.names

    def item(self, told: Told) -> Row:
        date = date_of(told)
        note = "" if self._is_silent(told) else str(pick(told.version.note, self.speaker.language))
        only_note = told.act == Act.ANNOUNCED and note and told.bodies == [self.speaker.own]
        exact = bool(DAY_LIKE.fullmatch(date))
        return {
            "id": told.number if self._is_silent(told) else told.slug,
            "slug": told.slug,
            "when": say(date, self.speaker.language),
            "datetime": date if exact or told.preferred.date else "",
            "sentence": note if only_note else self.speaker.sentence(told),
            "clauses": clauses(self.speaker, told),
            "status": "done" if told.done else "announced",
            "open": not exact,
            "refs": self.notes.refs(told),
            "claims": self.claims(told) if told.disputed else [],
            "note": "" if only_note else note,
            "day_url": self.asked.on(told.days[1].isoformat()) if exact and told.done and told.act not in SIGHTINGS else "",
        }

    def claims(self, told: Told) -> list[Row]:
        """Its claims side by side, the preferred one first."""
        return [
            {
                "when": say(claim.date, self.speaker.language),
                "value": self._value(told, claim),
                "source_ref": self.notes.number(claim, told),
                "preferred": claim is told.preferred,
                "wording": "" if self._is_silent(told) else claim.wording,
            }
            for claim in told.claims
        ]

    def _is_silent(self, told: Told) -> bool:
        """Whether its free words would name somebody who asked not to be named."""
        return told.version.change_id in self.notes.silent

    def _value(self, told: Told, claim: Any) -> Any:
        """What a claim says, where claims do not say the same."""
        if not any(told.says_other(one) for one in told.claims[1:]):
            return ""
        said = told.value(claim)
        besides = clauses(self.speaker, told, said)
        act = self.speaker.act(told, said)
        return format_html("{}; {}", act, besides) if besides else act
