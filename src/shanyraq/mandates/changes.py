"""The verbs of a hand-over, and of stepping in with a word to those whom it concerns. Who may, the view has asked."""
from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.journal.changes import write
from shanyraq.mandates.models import Handing, HandingLine
from shanyraq.mandates.terms import LONGEST_LINE, LONGEST_NOTES, MOST_LINES, NOTES_KEPT, seeds
from shanyraq.mandates.turns import Turn
from shanyraq.people.models import Holding, Person
from shanyraq.registry.models import Organisation
from shanyraq.reminders.changes import remind_all
from shanyraq.rights import changes as rights
from shanyraq.rights.models import Stepping

KEEP: Final[str] = "mandates:handing:keep"
LONGEST_KEY: Final = 18  # digits of the key of a line; of more no database has one
SAME: Final = timedelta(days=180)  # a day that was corrected by less is that of the same hand-over


class HandingRefused(ValueError):
    """It cannot be so; the sentence says why."""


@transaction.atomic
def tick(*, by: User, at: datetime, turn: Turn, line: str, ticked: bool, key: str) -> bool:
    """A line is done, or not after all; `line` is a seed, or the key of a line of one's own. Returns whether this was new. Raises HandingRefused."""
    handing = _handing(turn)
    known = handing.lines.filter(pk=int(line)).first() if len(line) <= LONGEST_KEY and line.isascii() and line.isdigit() else None
    if known is None and line not in seeds(turn.office):
        raise HandingRefused(_("This line is not on the list any more."))
    if not write(by=by, action=KEEP, thing=_thing(turn), key=key, summary=f"{line} {'done' if ticked else 'open'}"):
        return False
    said = {"ticked": at, "ticked_by": by} if ticked else {"ticked": None, "ticked_by": None}
    if known is None:
        HandingLine.objects.update_or_create(handing=handing, seed=line, defaults=said)
    else:
        HandingLine.objects.filter(pk=known.pk).update(**said)
    return True


@transaction.atomic
def add_line(*, by: User, turn: Turn, text: str, key: str) -> bool:
    """A line of one's own on the list; returns whether this was new. Raises HandingRefused."""
    said = " ".join(text.split())
    if not said:
        raise HandingRefused(_("Write what is to be handed over."))
    if len(said) > LONGEST_LINE:
        raise HandingRefused(_("Write at most %(number)s signs.") % {"number": LONGEST_LINE})
    handing = _handing(turn)
    if handing.lines.exclude(text="").count() >= MOST_LINES:
        raise HandingRefused(_("The list is full. Put the rest into the notes."))
    if not write(by=by, action=KEEP, thing=_thing(turn), key=key, summary="line added"):
        return False
    HandingLine.objects.create(handing=handing, text=said)
    return True


@transaction.atomic
def write_notes(*, by: User, at: datetime, turn: Turn, notes: str, key: str) -> bool:
    """What the old holder wants the new one to know; returns whether this was new. Raises HandingRefused."""
    said = notes.replace("\r\n", "\n").strip()
    if len(said) > LONGEST_NOTES:
        raise HandingRefused(_("Write at most %(number)s signs.") % {"number": LONGEST_NOTES})
    handing = _handing(turn)
    if not write(by=by, action=KEEP, thing=_thing(turn), key=key, summary="notes"):
        return False
    Handing.objects.filter(pk=handing.pk).update(notes=said, noted=at)
    return True


def forget_notes(today: date) -> int:
    """A year after its day the notes of a hand-over are gone; gives their number."""
    return Handing.objects.to_forget(today - NOTES_KEPT).update(notes="", noted=None)


def kept(turn: Turn) -> Handing | None:
    """What was written down for it, also where its day was corrected meanwhile."""
    rows = Handing.objects.filter(organisation=turn.some.organisation_id, office=turn.office)
    persons = {name: getattr(turn, name).person_id for name in ("outgoing", "incoming") if getattr(turn, name)}
    either = Q()
    for name, person in persons.items():
        either |= Q(**{name: person})
    near = rows.filter(either, day__gte=turn.day - SAME, day__lte=turn.day + SAME)
    return rows.filter(day=turn.day).first() or min(near, key=lambda row: abs(row.day - turn.day), default=None)


def _handing(turn: Turn) -> Handing:
    """Locked until the end of the transaction, so that a list is begun once."""
    Organisation.objects.select_for_update().get(pk=turn.some.organisation_id)
    said = {name: (one.person if (one := getattr(turn, name)) else None) for name in ("outgoing", "incoming")}
    found = kept(turn)
    if found is None:
        return Handing.objects.create(organisation=turn.some.organisation, office=turn.office, day=turn.day, **said)
    Handing.objects.filter(pk=found.pk).update(day=turn.day, **said)
    return found


def _thing(turn: Turn) -> str:
    return f"registry:organisation:{turn.slug}"


@transaction.atomic
def step_in(*, by: User, on: date, organisation: Organisation | None, reason: str, until: date, key: str) -> Stepping | None:
    """As `rights.changes.step_in`; whoever holds any office there, and every member of the board, is told."""
    stepping = rights.step_in(by=by, on=on, organisation=organisation, reason=reason, until=until, key=key)
    if stepping and organisation:
        there = Holding.objects.known_on(None).surely(on).filter(organisation=organisation).values("person")
        remind_all(about=f"mandates:stepping:{stepping.pk}", day=on, whom=Person.objects.filter(pk__in=there))
    return stepping
