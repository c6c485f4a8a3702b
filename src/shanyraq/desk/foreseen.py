"""What recording would alter, found out by recording it within a transaction that is rolled back."""
from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanyraq.chronicle.changes import tell
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.floors import FLOORS
from shanyraq.chronicle.models import FOREVER, Period, Version
from shanyraq.chronicle.tomlfile import ChangeTable, ChronicleFaults, SourceTable
from shanyraq.dating.sentences import say
from shanyraq.desk.choosing import once_told
from shanyraq.desk.refusals import Refusal, explained
from shanyraq.directory.clauses import clauses
from shanyraq.directory.namebook import Namebook, name_text
from shanyraq.directory.sentences import Speaker
from shanyraq.directory.versions import Told, bodies_in, claims_of
from shanyraq.directory.vocabulary import fact_label, registration, state, tie_label, use_label, word
from shanyraq.directory.years import date_of, years
from shanyraq.words.texts import pick

Row = dict[str, Any]
Table = SourceTable | ChangeTable
MOST_SHOWN: Final = 120
MANY: Final = 8  # facts that end with their body, from which on they stand apart
TEXTS: Final = ("culture", "aim", "contact", "note")


@dataclass(slots=True)
class Foreseen:
    """`told` {when, sentence, clauses}: what would be told; `altered` {subject, fact, before, after}: what would be believed otherwise.

    `following`, as `altered`: where these are many, what a body has that begins or ends with the body itself.
    """

    told: list[Row] = field(default_factory=list)
    altered: list[Row] = field(default_factory=list)
    following: list[Row] = field(default_factory=list)
    more: str = ""  # how many more are altered than are shown
    refused: Refusal | None = None


def foresee(make: Callable[[], Sequence[Table]], *, at: datetime, today: date, language: str) -> Foreseen:
    """Try the tables out; `make` is called within the transaction. Nothing is kept."""
    seen = Foreseen()
    with transaction.atomic():
        try:
            with transaction.atomic():
                _try(make(), seen, at, today, language)
        except (ChangeRefused, ChronicleFaults) as refusal:
            seen.refused = explained(refusal, language, today)
        transaction.set_rollback(True)
    return seen


def _try(tables: Sequence[Table], seen: Foreseen, at: datetime, today: date, language: str) -> None:
    new = tell(by=None, at=at, tables=tables)
    changes = [table.id for table in tables if isinstance(table, ChangeTable)]
    versions = list(Version.objects.filter(change__slug__in=changes, known_to=FOREVER).select_related("change"))
    told = claims_of(versions)
    names = Namebook(language)
    names.read(bodies_in(told.values()), None)
    names.announced = once_told(names)
    seen.told = [_told(Speaker(names, today), told[v.change_id]) for v in sorted(versions, key=lambda v: changes.index(v.change.slug))]
    if new:
        altered = Altered(max(v.known_from for v in versions), today, language).rows()
        seen.altered, left = altered[:MOST_SHOWN], len(altered) - MOST_SHOWN
        following = [row for row in seen.altered if row["follows"]]
        if len(following) >= MANY:
            seen.altered, seen.following = [row for row in seen.altered if not row["follows"]], following
        seen.more = ngettext("%(count)s more", "%(count)s more", left) % {"count": left} if left > 0 else ""


def _told(speaker: Speaker, told: Told) -> Row:
    return {"when": say(date_of(told), speaker.language), "sentence": speaker.sentence(told), "clauses": clauses(speaker, told)}


@dataclass(slots=True)
class Altered:
    """Periods that one moment of recording ended and began to be believed, thread by thread."""

    moment: datetime
    today: date
    language: str
    names: Namebook = field(init=False)

    def rows(self) -> list[Row]:
        before, after = (self._periods(condition) for condition in ({"known_to": self.moment}, {"known_from": self.moment, "known_to": FOREVER}))
        told_then, told_now = self._told_by(before, {"known_to": self.moment}), self._told_by(after, {"known_to": FOREVER})
        self.names = Namebook(self.language)
        self.names.read({key for periods in (*before.values(), *after.values()) for period in periods for key in self._bodies(period)}, None)
        self.names.announced = {_owner(thread): getattr(periods[-1], "text", {}) for thread, periods in before.items() if _is_name(thread)}
        threads = dict.fromkeys((*after, *before))
        found = [
            self._row(thread, before.get(thread, []), after.get(thread, []), told_then, told_now) | {"follows": _follows(thread, before, after)}
            for thread in threads
        ]
        return sorted((row for row in found if row["before"] != row["after"]), key=lambda row: (row["subject"].value, row["rank"]))

    def _periods(self, condition: dict[str, Any]) -> dict[str, list[Period]]:
        found: dict[str, list[Period]] = defaultdict(list)
        for model in FLOORS.models():
            for period in model._default_manager.filter(**condition).order_by("begin_earliest", "begin_latest", "pk"):
                found[period.thread].append(period)
        return found

    def _told_by(self, periods: dict[str, list[Period]], condition: dict[str, Any]) -> dict[int, Told]:
        changes = {pk for listed in periods.values() for p in listed for pk in (p.begin_change_id, p.end_change_id) if pk}
        versions = Version.objects.filter(change__in=changes).select_related("change")
        return claims_of(list(versions.filter(known_to=FOREVER))) | claims_of(list(versions.filter(**condition)))

    def _row(self, thread: str, before: list[Period], after: list[Period], then: dict[int, Told], now: dict[int, Told]) -> Row:
        some = (after or before)[0]
        held, found = [self._said(p, then) for p in before], [self._said(p, now) for p in after]
        return {
            "subject": self.names.text(_owner(thread), self.today),
            "rank": (_owner(thread), not thread.startswith("life:"), thread),
            "fact": self._fact(thread, some),
            "before": [said for said in held if said not in found],
            "after": [said for said in found if said not in held],
        }

    def _fact(self, thread: str, period: Period) -> str:
        if thread.startswith("life:"):
            return fact_label("exists")
        _floor, fact, _owner, *_other = thread.split(":")
        name, _dot, qualifier = fact.partition(".")
        if name == "holding":
            return word("office", qualifier.partition("+")[0])
        if name == "succeeds":
            return _("Continues")
        if FLOORS.fact(thread).pair and name != "heir":
            return tie_label(name, period.value)
        return use_label(qualifier).capitalize() if name == "name" and qualifier else fact_label(fact)

    def _said(self, period: Period, told: dict[int, Told]) -> Row:
        maybe = period.begin_latest >= period.end_earliest
        return {"text": self._text(period), "years": years(period, told, self.language), "maybe": maybe}

    def _text(self, period: Period) -> str:
        other = _other(period)
        if other:
            return self.names.text(other, self.today).value
        if period.thread.startswith("life:"):
            return ""
        texts = getattr(period, "text", None)
        fact = period.thread.split(":")[1].partition(".")[0]
        if texts is not None:
            return name_text(texts, self.language).value
        if fact in TEXTS:
            return pick(json.loads(period.value), self.language).value
        return registration(period.value) if fact == "registration" else self._word(period, fact)

    def _word(self, period: Period, fact: str) -> str:
        return word("place_kind", period.value) if fact == "kind" and period.thread.startswith("places:") else state(fact, period.value)

    def _bodies(self, period: Period) -> Iterable[str]:
        return (key for key in (_owner(period.thread), _other(period)) if key)


def _follows(thread: str, before: dict[str, list[Period]], after: dict[str, list[Period]]) -> bool:
    """Whether a body lasts longer or shorter, and this is a fact of it that does so too."""
    life = f"life:{_owner(thread)}"
    return thread != life and life in before and life in after and len(before.get(thread, ())) == len(after.get(thread, ()))


def _is_name(thread: str) -> bool:
    return not thread.startswith("life:") and thread.split(":")[1] == "name"


def _owner(thread: str) -> str:
    return thread.removeprefix("life:") if thread.startswith("life:") else FLOORS.owner(thread)


def _other(period: Period) -> str:
    """The body that the fact names, if it names one."""
    if period.thread.startswith("life:"):
        return ""
    pair = FLOORS.other(period.thread)
    _floor, fact, _owner, *rest = period.thread.split(":")
    if fact.startswith("holding."):
        return f"person:{rest[0] if rest else period.value}"
    if fact in ("heir", "succeeds"):
        return f"{'place' if fact == 'heir' else 'organisation'}:{rest[0]}"
    kind = FLOORS.fact(period.thread).kind
    return pair or (f"{kind}:{period.value}" if kind else "")
