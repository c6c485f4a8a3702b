"""Who is told of a hand-over and of a stepping in, when, and in which words."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.dating.sentences import say_day
from shanyraq.entrance.named import named
from shanyraq.mandates.handing import address
from shanyraq.mandates.terms import FORETOLD, LATE
from shanyraq.mandates.turns import Turn, turn_on, turns_around
from shanyraq.people.terms import Office
from shanyraq.reminders.changes import remind_many
from shanyraq.reminders.models import Reminder
from shanyraq.reminders.terms import Words
from shanyraq.rights.models import Stepping
from shanyraq.rights.naming import names

ABOUT = "mandates:handing:"
STEPPING = "mandates:stepping:"


def foretell(today: date) -> None:
    """Let both be reminded of every hand-over, a fortnight before and on its day; of what was recorded late, within a week after."""
    found = turns_around(today - LATE, today + FORETOLD, today)
    before = [(turn, turn.day - FORETOLD) for turn in found if today < turn.day]
    days = [*before, *((turn, turn.day) for turn in found)]
    remind_many(asked=[(f"{ABOUT}{turn.name}", day, person) for turn, day in days for person in turn.persons()])


def of_handing(reminders: Sequence[Reminder], language: str) -> Mapping[int, Words]:
    """Words for both, before and on the day; nothing where the office does not change hands on that day any more."""
    found: dict[int, Words] = {}
    for about in {reminder.about for reminder in reminders}:
        slug, office, day = about.removeprefix(ABOUT).split("/")
        turn = turn_on(slug, office, date.fromisoformat(day), date.fromisoformat(day))
        if turn is not None:
            told = _told(turn, language)
            found |= {one.pk: said for one in reminders if one.about == about and (said := _said(turn, one, told))}
    return found


def _told(turn: Turn, language: str) -> dict[str, str]:
    persons = named(turn.persons())
    called = {name: persons[one.person_id].value for name in ("outgoing", "incoming") if (one := getattr(turn, name))}
    organisation = names([turn.some.organisation_id], language, turn.day)[turn.some.organisation_id].value
    last = say_day(turn.day - timedelta(days=1), language)
    return {"outgoing": "", "incoming": "", **called, "organisation": organisation, "office": str(Office(turn.office).label),
            "day": say_day(turn.day, language), "last": last}  # fmt: skip


def _said(turn: Turn, reminder: Reminder, told: dict[str, str]) -> Words | None:
    """None for whoever is neither of the two any more."""
    before = reminder.day < turn.day
    if turn.outgoing and reminder.person_id == turn.outgoing.person_id:
        return _to_the_old(turn, told, before=before)
    if turn.incoming and reminder.person_id == turn.incoming.person_id:
        return _to_the_new(turn, told, before=before)
    return None


def _to_the_old(turn: Turn, told: dict[str, str], *, before: bool) -> Words:
    subject = _("Hand-over: %(office)s, %(organisation)s") % told
    if before:
        text = _("You hold this office up to and including %(last)s.") % told
        after = (_("From %(day)s on it is held by %(incoming)s.") if turn.incoming else _("It is not recorded yet who comes next.")) % told
        ready = _("The list of what is to be handed over is ready.")
        return Words(subject, f"{text} {after} {ready}", address(turn))
    text = _("You held this office up to and including %(last)s. What it gave you here has ended by itself. Thank you for your work.") % told
    return Words(subject, text)


def _to_the_new(turn: Turn, told: dict[str, str], *, before: bool) -> Words:
    subject = _("Hand-over: %(office)s, %(organisation)s") % told
    text = (_("From %(day)s on you hold this office.") if before else _("Since %(day)s you hold this office.")) % told
    more = _("What %(outgoing)s hands over to you stands on one page.") % told if turn.outgoing else _("A list helps you to begin.")
    way = _("Without an account, ask the office above for an invitation.")
    return Words(subject, f"{text} {more} {way}", address(turn))


def of_stepping(reminders: Sequence[Reminder], language: str) -> Mapping[int, Words]:
    """Who steps in for the organisation, until when, and why; nothing once it is over. Two queries and those for the names."""
    keys = {reminder.pk: int(reminder.about.removeprefix(STEPPING)) for reminder in reminders}
    kept = Stepping.objects.filter(ended=None, organisation__isnull=False).select_related("account").in_bulk(list(keys.values()))
    day = max((one.since for one in kept.values()), default=date.min)
    called = names({one.organisation_id for one in kept.values() if one.organisation_id}, language, day)
    found: dict[int, Words] = {}
    for pk, key in keys.items():
        if (one := kept.get(key)) and one.organisation_id:
            last = say_day(one.until - timedelta(days=1), language)
            told = {"who": one.account.name, "organisation": called[one.organisation_id].value, "last": last}
            subject = _("%(who)s steps in for %(organisation)s") % told
            text = _("Until %(last)s they may act for it. The reason given:") % told
            found[pk] = Words(subject, f"{text} {one.reason}", reverse("mandates:mine"))
    return found
