"""What a page of the memory needs besides its own periods, read in a fixed number of queries."""
from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from shanyraq.chronicle.groups import groups
from shanyraq.chronicle.models import Event, Period, Version
from shanyraq.chronicle.prepared import Fixed, prepared
from shanyraq.dating.bounds import certainty
from shanyraq.dating.sentences import say
from shanyraq.dating.terms import Certainty
from shanyraq.directory.days import Asked
from shanyraq.directory.evidence import Evidence
from shanyraq.directory.footnotes import Footnotes
from shanyraq.directory.items import Scribe
from shanyraq.directory.namebook import Namebook
from shanyraq.directory.sentences import Speaker
from shanyraq.directory.versions import Told, bodies_in, claims_of, in_order, names_announced, of_changes, page_of_body
from shanyraq.directory.withheld import is_silent
from shanyraq.directory.years import side, years
from shanyraq.words.texts import Text, pick

Row = dict[str, Any]


def certainty_of(period: Period, day: date) -> Certainty:
    return certainty(period.begin_earliest, period.begin_latest, period.end_earliest, period.end_latest, day)


@dataclass
class Reading:
    """A page's view of the memory: what was told, what bodies are called, which source has which number."""

    asked: Asked
    language: str
    chronicle: list[Told]
    told: dict[int, Told]  # all that was read, by key of the change
    names: Namebook
    notes: Footnotes
    evidence: Evidence
    scribe: Scribe

    def row(self, period: Period, text: Any, **more: Any) -> Row:
        """A dated fact as parts of pages take it: text, certainty on the day, years, numbers of sources, claims where they disagree."""
        disputed = self.evidence.disputed(period)
        return {
            "text": text,
            "url": "",
            "certainty": str(certainty_of(period, self.asked.day)),
            "years": years(period, self.told, self.language),
            "refs": self.refs(period),
            "claims": self.scribe.claims(disputed) if disputed else [],
            **more,
        }

    def refs(self, period: Period) -> list[int]:
        return list(dict.fromkeys(self.notes.number(claim, told) for told, claim in self.evidence.of(period)))

    def alternatives(self, periods: Iterable[Period], make: Any) -> list[Row]:
        """A row for each value that holds on the day, sure ones first, with the group of those that exclude each other.

        `make(period)` gives its text.
        """
        held = [p for p in periods if certainty_of(p, self.asked.day) != Certainty.NO]
        grouped = groups(held, self.asked.day)
        rows: dict[str, Row] = {}
        for period in sorted(held, key=lambda p: (-certainty_of(p, self.asked.day).rank, p.begin_earliest, p.begin_latest, p.pk)):
            rows.setdefault(f"{period.thread} {period.value}", self.row(period, make(period), group=grouped.get(period.pk)))
        return list(rows.values())

    def began(self, period: Period) -> str:
        """When a fact that does not last began."""
        begin = side(period.begin_change_id, period.begin_earliest, period.begin_latest, self.told)
        return say(begin, self.language) if begin else ""

    def word(self, said: str) -> Text:
        """A word in the page's own language."""
        return Text(said, self.language, fallback=False)

    def free(self, texts: dict[str, str]) -> Text:
        """A free text, withheld where it names somebody who asked not to be named."""
        return pick(self.names.veil.texts(texts), self.language)

    def body(self, key: str) -> Row:
        return self.names.body(key, self.asked.day)

    def tie(self, period: Period, key: str, label: str) -> Row:
        row = self.row(period, None, body=self.body(key), tie_label=label)
        del row["text"]
        return row


def read(asked: Asked, language: str, versions: Iterable[Version], *, own: str, periods: Collection[Period], bodies: Iterable[str]) -> Reading:
    """The chronicle of `versions`, and all that the periods and bodies of a page need to be shown. Nine queries."""
    chronicle = list(versions)
    others = of_changes(_behind(periods) - {v.change_id for v in chronicle}, asked.known_on)
    told = claims_of([*chronicle, *others])
    names = Namebook(language, asked.query)
    names.read({*bodies, *bodies_in(told.values()), *([own] if own else [])}, asked.known_on)
    names.announced = names_announced(told.values())
    notes = Footnotes(language)
    notes.read(told.values(), asked.known_on)
    notes.veil = names.veil
    notes.silent = {change for change, one in told.items() if is_silent(one, names.veil)}
    evidence = Evidence(told)
    if periods:
        evidence.read(own)  # by the values as they are, before some are withheld
    names.veil.over(told.values())
    scribe = Scribe(Speaker(names, asked.today, own), notes, asked)
    ordered = in_order([told[v.change_id] for v in chronicle if v.change_id in told])
    return Reading(asked, language, ordered, told, names, notes, evidence, scribe)


def _behind(periods: Collection[Period]) -> set[int]:
    """Keys of the changes on which the periods hang, and of all that set a value in their threads; one query."""
    told = _setting({p.thread for p in periods}) if periods else []
    return set(told) | {pk for p in periods for pk in (p.begin_change_id, p.end_change_id) if pk}


@prepared
def _setting(threads: Collection[str]) -> QuerySet[Event, int]:
    return Event.objects.filter(thread__in=threads).values_list("change_id", flat=True)


def read_body(asked: Asked, language: str, key: str, *, page: int, periods: Collection[Period], bodies: Iterable[str]) -> Reading:
    """As `read`, with one page of what was told of a body."""
    return read(asked, language, page_of_body(key, asked.known_on, Fixed(page)), own=key, periods=periods, bodies=bodies)
