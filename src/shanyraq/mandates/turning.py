"""Offices that change hands, in words: one's own, and in public those that are shown to everyone."""
from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from shanyraq.accounts.models import User
from shanyraq.dating.sentences import say_day
from shanyraq.directory.namebook import Namebook
from shanyraq.entrance.named import named
from shanyraq.mandates.handing import ABOVE, address
from shanyraq.mandates.turns import Turn, begins, turns_of_user, turns_within
from shanyraq.people.models import Holding, Person
from shanyraq.people.terms import Office
from shanyraq.registry.models import Organisation
from shanyraq.rights import which
from shanyraq.rights.naming import names

Row = dict[str, Any]
MOST: Final = 50


def mine(user: User, today: date, language: str) -> list[Row]:
    """{office, organisation, day, last, outgoing, incoming (texts or None), leaves, above, over, url} of each hand-over that an account may open.

    Its own first, then those that it sees from the office above (`above`).
    """
    own = set(Person.objects.of(user).values_list("pk", flat=True))
    theirs = [turn for turn in turns_of_user(user, today) if not (_leaves(turn, own) and turn.outgoing and turn.outgoing.end_earliest <= today)]
    named_already = {turn.name for turn in theirs}
    below = which(user, ABOVE, Organisation.objects.all(), today).values("pk")
    above = [turn for turn in turns_within(below, today, MOST) if turn.name not in named_already]
    found = theirs + above
    called = named([person for turn in found for person in turn.persons()])
    bodies = names({turn.some.organisation_id for turn in found}, language, today)
    return [
        {
            "office": Office(turn.office).label, "organisation": bodies[turn.some.organisation_id], "url": address(turn), "over": turn.day <= today,
            "day": say_day(turn.day, language), "last": say_day(turn.day - timedelta(days=1), language),
            "leaves": _leaves(turn, own), "above": turn.name not in named_already,
            "outgoing": called[turn.outgoing.person_id] if turn.outgoing else None,
            "incoming": called[turn.incoming.person_id] if turn.incoming else None,
        }
        for turn in found
    ]  # fmt: skip


def _leaves(turn: Turn, own: set[int]) -> bool:
    return turn.outgoing is not None and turn.outgoing.person_id in own


def soon(office: str, today: date, language: str) -> list[Row]:
    """{organisation, person ({url, text}), day} of who takes over next, in public; up to 50. None of an office whose holders are not shown."""
    coming = Holding.objects.open().known_on(None).filter(office=office, begin_earliest__gt=today, person__in=Person.objects.open())
    rows = [one for one in coming.select_related("organisation", "person").order_by("begin_latest", "pk")[:MOST] if begins(one)]
    book = Namebook(language)
    book.read({key for one in rows for key in (f"organisation:{one.organisation.slug}", f"person:{one.person.slug}")}, None)
    return [
        {
            "organisation": book.body(f"organisation:{one.organisation.slug}", today),
            "person": book.body(f"person:{one.person.slug}", one.begin_latest),
            "day": say_day(one.begin_latest, language),
        }
        for one in rows
    ]  # fmt: skip
