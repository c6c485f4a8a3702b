"""Where another claim would give another answer on a day (rule 11)."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from shanyraq.chronicle.believing import model_of
from shanyraq.chronicle.models import Alternative, Claim, Version, known
from shanyraq.chronicle.prepared import prepared
from shanyraq.dating.bounds import certainty
from shanyraq.dating.terms import Certainty
from shanyraq.directory.vocabulary import fact_label
from shanyraq.people.telling import is_closed_thread

Key = tuple[int, str]  # (change, thread)
Answers = dict[str, Certainty]


def disputes(body: str, *, as_of: date, known_on: date | None = None) -> list[dict[str, Any]]:
    """{"change", "fact", "claims"} of each change of which another claim would alter an answer about this body on that day."""
    rows = [row for row in _alternatives(body, known_on) if not is_closed_thread(row.thread)]
    if not rows:
        return []
    told = _answers_of_threads({row.thread for row in rows}, as_of, known_on)
    others: dict[tuple[int, str, int], list[Alternative]] = defaultdict(list)
    for row in rows:
        others[(row.change_id, row.thread, row.claim)].append(row)
    found = {(change, fact_of(thread)) for (change, thread, _), alt in others.items() if _answers(alt, as_of) != told.get(thread, {})}
    return _with_claims(found, known_on)


@prepared
def _alternatives(body: str, known_on: date | None) -> QuerySet[Alternative]:
    return Alternative.objects.filter(body=body).known_on(known_on).order_by("pk")


def disputed(body: str, *, as_of: date, known_on: date | None) -> str:
    """A sentence that names what another source would answer otherwise on that day; empty where none would."""
    facts = dict.fromkeys(fact_label(row["fact"]) for row in disputes(body, as_of=as_of, known_on=known_on))
    return _("Sources disagree. By another one this would be otherwise on this day: %(facts)s.") % {"facts": ", ".join(facts)} if facts else ""


def fact_of(thread: str) -> str:
    """The name of the fact as an answer has it."""
    return "exists" if thread.startswith("life:") else thread.split(":")[1].split(".", maxsplit=1)[0]


def _answers_of_threads(threads: set[str], day: date, known_on: date | None) -> dict[str, Answers]:
    models = defaultdict(list)
    for thread in threads:
        models[model_of(thread)].append(thread)
    found: dict[str, list[Any]] = defaultdict(list)
    for model, names in models.items():
        for row in known(model, known_on).filter(thread__in=names):
            found[row.thread].append(row)
    return {thread: _answers(rows, day) for thread, rows in found.items()}


def _answers(rows: Iterable[Any], day: date) -> Answers:
    found: Answers = {}
    for row in rows:
        now = certainty(row.begin_earliest, row.begin_latest, row.end_earliest, row.end_latest, day)
        if now != Certainty.NO:
            found[row.value] = max(now, found.get(row.value, now), key=lambda c: c.rank)
    return found


def _with_claims(found: set[tuple[int, str]], known_on: date | None) -> list[dict[str, Any]]:
    versions = Version.objects.filter(change__in={change for change, _ in found}).known_on(known_on)
    by_change = {v.change_id: v for v in versions.select_related("change").prefetch_related("claims__source")}
    rows = [{"change": by_change[change].change.slug, "fact": fact, "claims": _claims(by_change[change])} for change, fact in found]
    return sorted(rows, key=lambda row: (row["change"], row["fact"]))


def _claims(version: Version) -> list[dict[str, Any]]:
    return [_claim(claim) for claim in sorted(version.claims.all(), key=lambda c: c.number)]


def _claim(claim: Claim) -> dict[str, Any]:
    return {"date": claim.date, "value": claim.value, "source": claim.source.slug if claim.source else None, "preferred": claim.preferred}
