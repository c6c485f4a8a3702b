"""The rule in words: why somebody may, and whose offices reach a thing."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.people.models import Holding
from shanyraq.people.terms import Office
from shanyraq.rights import actions, sql
from shanyraq.rights.actions import OFFICE, OPEN, SIGNED_IN, who_may
from shanyraq.rights.asking import SOME, Seat, Visitor, constants, is_operator, may, moment, seat_of
from shanyraq.rights.naming import names
from shanyraq.words.texts import Text

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chair:
    """One office that gives an action today; `office` is empty where somebody steps in, `helped` where its holder's helper asks."""

    organisation: int | None
    reach: str
    office: str = ""
    acting: bool = False
    helped: bool = False
    holding: int | None = None


def chairs(seat: Seat) -> list[Chair]:
    """The offices that give this account the action, those of whom it helps and those for which it steps in; two queries."""
    with connection.cursor() as cursor:
        cursor.execute(*sql.placed(f"{seat.held()} SELECT held.organisation, held.reach, held.holding, held.helped FROM held", seat.values()))
        rows = list(cursor.fetchall())
    held = Holding.objects.in_bulk([row[2] for row in rows if row[2]])
    found = [_chair(row, held.get(row[2])) for row in rows]
    return sorted(found, key=lambda chair: (chair.helped, not chair.office, chair.office, chair.organisation or 0))


def _chair(row: tuple[Any, ...], holding: Holding | None) -> Chair:
    organisation, reach, _held, helped = row
    if holding is None:
        return Chair(organisation, reach)
    return Chair(organisation, reach, holding.office, holding.acting, helped is not None, holding.pk)


def why(user: Visitor, action: str, row: Model | None = None, today: date | None = None) -> str:
    """The reason in words of the page's language; empty where this visitor may not."""
    if not may(user, action, row, today):
        return ""
    who, seat = who_may(action), seat_of(user, action, today)
    if who == OPEN and not is_operator(user):
        return _("Everyone may.")
    if who == SIGNED_IN:
        return _("You are signed in.")
    if seat is None or who != OFFICE:
        return _("You are an operator of this server.")
    return _by_office(seat, row)


def _by_office(seat: Seat, row: Model | None) -> str:
    """Of several offices the first that reaches the row."""
    held = chairs(seat)
    for chair in held:
        if row is None or chair.reach == "all" or _reaches(seat, chair, row):
            return said(chair, names([chair.organisation] if chair.organisation else [], get_language() or "kk", seat.today))
    return _("It is your own.") if held and seat.measure() == SOME else _("You are an operator of this server.")


def _reaches(seat: Seat, chair: Chair, row: Model) -> bool:
    home = seat.at_home(type(row), chair.holding)
    return home is not None and type(row)._default_manager.filter(home, pk=row.pk).exists()


def said(chair: Chair, named: dict[int, Text]) -> str:
    """An office in words: what it is, and of which organisation."""
    if chair.organisation is None:
        return _("You are stepping in for the whole federation.")
    told = {"organisation": named[chair.organisation].value, "office": str(Office(chair.office).label) if chair.office else ""}
    if not chair.office:
        return _("You are stepping in for %(organisation)s.") % told
    if chair.helped:
        return _("As a helper: %(office)s of %(organisation)s.") % told
    return _("As acting %(office)s of %(organisation)s.") % told if chair.acting else _("As %(office)s of %(organisation)s.") % told


def who(action: str, row: Model | None = None, today: date | None = None) -> list[Row]:
    """{office, organisation (its key)} of the offices that are held today and give the action on this row; one query beside that of its home.

    Empty where offices decide nothing: what is open is open to everyone.
    """
    if who_may(action) != OFFICE:
        return []
    home = _home(row)
    values = constants(action, moment(today)) | {"home": home}
    told = sql.WHO.format(ties=", ".join(f"'{tie}'" for tie in actions.carried(action)))
    with connection.cursor() as cursor:
        cursor.execute(*sql.placed(told, values))
        return [{"office": office, "organisation": organisation} for office, organisation in cursor.fetchall()]


def _home(row: Model | None) -> int | None:
    """The organisation at which a row is at home, if it says so."""
    path = getattr(row, "home", "") if row is not None else ""
    if row is None or not path:
        return None
    found: int | None = type(row)._default_manager.filter(pk=row.pk).values_list(path, flat=True).first()
    return found
