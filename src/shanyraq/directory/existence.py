"""Whether something existed on the day, as a sentence."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from shanyraq.chronicle.models import OPEN_FUTURE, OPEN_PAST, Period
from shanyraq.chronicle.terms import Act
from shanyraq.dating.sentences import say
from shanyraq.dating.terms import Certainty
from shanyraq.directory.days import DAY_LIKE
from shanyraq.directory.reading import Reading, certainty_of
from shanyraq.directory.versions import SIGHTINGS
from shanyraq.directory.years import edtf_between

BEGINS: Final = (Act.FOUNDED, Act.MERGED, Act.SPLIT, Act.SEPARATED)
ENDS: Final = (Act.DISSOLVED, Act.MERGED, Act.ABSORBED, Act.SPLIT, Act.SUCCEEDED)


def exists(lives: Sequence[Period], day: date) -> Certainty:
    return max((certainty_of(life, day) for life in lives), key=lambda c: c.rank, default=Certainty.NO)


def existence(reading: Reading, lives: Sequence[Period]) -> dict[str, object]:
    """`exists`, `existence_sentence` and its refs, for the tag `existence`; `begun` and `ended` where they are past and sure."""
    day = reading.asked.day
    answer = exists(lives, day)
    life = _that_counts(lives, day)
    sentence = _sentence(reading, life, answer) if life else _never(reading)
    refs = reading.refs(life) if life else []
    return {"exists": str(answer), "existence_sentence": sentence, "existence_refs": refs, **_dates(reading, life)}


def _dates(reading: Reading, life: Period | None) -> dict[str, str]:
    """Day, month or year of the begin and of the end, as digits; empty where it is to come, uncertain, disputed or not told."""
    day = reading.asked.day
    begun = _sure(reading, life.begin_change_id, BEGINS) if life and life.begin_latest <= day else ""
    return {"begun": begun, "ended": _sure(reading, life.end_change_id, ENDS) if life and life.end_latest <= day else ""}


def _sure(reading: Reading, change: int | None, acts: tuple[Act, ...]) -> str:
    told = reading.told.get(change or 0)
    sure = told is not None and told.done and told.act in acts and not told.disputed and DAY_LIKE.fullmatch(told.preferred.date)
    return told.preferred.date if told and sure else ""


def _that_counts(lives: Sequence[Period], day: date) -> Period | None:
    """The life of the day; else the last before it, else the first after it."""
    held = [life for life in lives if certainty_of(life, day) != Certainty.NO]
    over = sorted((life for life in lives if life.end_latest <= day), key=lambda life: life.end_latest, reverse=True)
    to_come = sorted(lives, key=lambda life: life.begin_earliest)
    return next(iter([*held, *over, *to_come]), None)


def _never(reading: Reading) -> str:
    return _("Nothing was recorded of it by then.") if reading.asked.known_on else _("Nothing is recorded of its existence.")


def _sentence(reading: Reading, life: Period, answer: Certainty) -> str:
    day = reading.asked.day
    over = life.end_earliest <= day
    template = (_then if reading.asked.is_past else _now)(answer, over=over)
    return (template % {"begin": _end(reading, life) if over else _begin(reading, life)}).strip().replace("..", ".")  # a Russian year ends in one


def _now(answer: Certainty, *, over: bool) -> str:
    if answer == Certainty.SURELY:
        return _("It exists. %(begin)s")
    if answer == Certainty.POSSIBLY:
        return _("What is known does not say for sure whether it exists. %(begin)s")
    return _("It exists no longer. %(begin)s") if over else _("It does not exist yet. %(begin)s")


def _then(answer: Certainty, *, over: bool) -> str:
    if answer == Certainty.SURELY:
        return _("It existed on this day. %(begin)s")
    if answer == Certainty.POSSIBLY:
        return _("What is known does not say for sure whether it existed on this day. %(begin)s")
    return _("It existed no longer on this day. %(begin)s") if over else _("It did not exist yet on this day. %(begin)s")


def _begin(reading: Reading, life: Period) -> str:
    told = reading.told.get(life.begin_change_id or 0)
    if told is None or told.act in SIGHTINGS or not told.preferred.date:
        when = edtf_between(life.begin_earliest, life.begin_latest)
        return _("It is first told of: %(when)s.") % {"when": say(when, reading.language)} if when else ""
    return _clause(str(told.act.label), told.preferred.date, reading.language)


def _end(reading: Reading, life: Period) -> str:
    told = reading.told.get(life.end_change_id or 0)
    if told is None or not told.preferred.date:
        known = life.end_latest != OPEN_FUTURE and life.end_earliest != OPEN_PAST
        return _("Its end: %(when)s.") % {"when": say(edtf_between(life.end_earliest, life.end_latest), reading.language)} if known else ""
    return _clause(str(told.act.label), told.preferred.date, reading.language)


def _clause(act: str, when: str, language: str) -> str:
    return _("%(act)s: %(when)s.") % {"act": act[:1].upper() + act[1:], "when": say(when, language)}
