"""The positions from which a sample can be tried: of each kind the first that is surely held today.

The page is open to everyone: whoever is only a member is not named on it.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.entrance.named import held_now, named
from shanyraq.people.models import Guardian, Holding, Membership, Person
from shanyraq.people.terms import HEADS, OF_AGE, MemberKind, Office
from shanyraq.registry.models import Tie
from shanyraq.registry.terms import Tie as TieKind
from shanyraq.rights.models import Helper
from shanyraq.rights.naming import names
from shanyraq.words.texts import Text

RUNNING: Final = (Office.HEAD_OF_SECRETARIAT, Office.SECRETARY)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a position of the kind `key`: an account, or a person, who gets one with the first tap; with `office` one who is named."""

    key: str
    organisation: int
    person: Person | None = None
    account: User | None = None
    office: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """`key` is that of the seat; `name` of whoever holds an office, else what they are; `office` a word or empty, `organisation` a name."""

    key: str
    name: Text
    office: str
    organisation: Text


def seats(day: date) -> Iterator[Seat]:
    """Who runs the office of an umbrella, leads it, leads a body with branches, leads a branch, keeps money, teaches; who helps; and members."""
    seen: set[int] = set()
    for key, held in _offices(day).items():
        found = held.exclude(person__in=seen).exclude(person__account__is_operator=True).first()
        if found:
            seen.add(found.person_id)
            yield Seat(key, found.organisation_id, person=found.person, office=found.get_office_display())
    helper = Helper.objects.on(day).filter(account__is_active=True, account__is_operator=False).select_related("account").order_by("pk").first()
    if helper:
        yield Seat("helper", helper.organisation_id, account=helper.account)
    yield from _members(day)


def _offices(day: date) -> dict[str, QuerySet[Holding]]:
    held = held_now(day).select_related("person").order_by("pk")
    leads = held.filter(office__in=HEADS)
    over = _tied("parent", TieKind.PART_OF, day)
    return {
        "secretariat": held.filter(over, office__in=RUNNING), "umbrella": leads.filter(over),
        "centre": leads.filter(_tied("parent", TieKind.BRANCH_OF, day)).order_by(_branches(day).desc(), "pk"),
        "branch": leads.filter(_tied("child", TieKind.BRANCH_OF, day)),
        "treasurer": held.filter(office=Office.TREASURER), "methodist": held.filter(office=Office.METHODIST),
    }  # fmt: skip


def _members(day: date) -> Iterator[Seat]:
    """A volunteer, a member, and somebody who stands in for a child; grown up, without an office, and no helper."""
    grown = Q(person__born=None) | Q(person__born__lt=day.replace(year=day.year - OF_AGE - 1, day=1))
    alone = ~Exists(Guardian.objects.filter(Q(child=OuterRef("person")) | Q(guardian=OuterRef("person"))))
    free = Membership.objects.on(day).filter(grown, person__private=True, person__same_as=None)
    free = free.exclude(person__account__in=Helper.objects.values("account"))
    for kind in (MemberKind.VOLUNTEER, MemberKind.MEMBER):
        held = free.filter(alone, kind=kind).select_related("person").order_by("pk").first()
        if held:
            yield Seat(kind.value, held.organisation_id, person=held.person)
    stands_in = Exists(Guardian.objects.on(day).filter(guardian=OuterRef("person")))
    parent = free.filter(stands_in).select_related("person").order_by("pk").first()
    if parent:
        yield Seat("parent", parent.organisation_id, person=parent.person)


def positions(day: date) -> list[Position]:
    """The same in words."""
    found, language = list(seats(day)), get_language() or "kk"
    called = names({seat.organisation for seat in found}, language, day)
    shown = named([seat.person for seat in found if seat.person and seat.office])
    return [Position(seat.key, _said(seat, shown, language), seat.office, called[seat.organisation]) for seat in found]


def _said(seat: Seat, shown: dict[int, Text], language: str) -> Text:
    if seat.office and seat.person:
        return shown[seat.person.pk]
    kinds = {"helper": _("A helper"), "volunteer": _("A volunteer"), "member": _("A member"), "parent": _("A parent")}
    return Text(kinds[seat.key], language, fallback=False)


def _branches(day: date) -> Subquery:
    """How many branches: where there are many, there is much to see."""
    rows = Tie.objects.surely(day).known_on(None).filter(kind=TieKind.BRANCH_OF, parent=OuterRef("organisation")).order_by()
    return Subquery(rows.values("parent").annotate(number=Count("pk")).values("number"))


def _tied(end: str, kind: TieKind, day: date) -> Exists:
    return Exists(Tie.objects.surely(day).known_on(None).filter(kind=kind, **{end: OuterRef("organisation")}))
