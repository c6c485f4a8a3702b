"""The positions from which a sample can be tried: of each kind the first whose office is surely held today."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from shanyraq.entrance.named import held_now, named, offices
from shanyraq.people.models import Holding
from shanyraq.people.terms import Office
from shanyraq.registry.models import Tie
from shanyraq.registry.terms import Tie as TieKind
from shanyraq.words.texts import Text

RUNNING: Final = (Office.HEAD_OF_SECRETARIAT, Office.SECRETARY)
LEADING: Final = (Office.CHAIR, Office.PRESIDENT, Office.DIRECTOR)


@dataclass(frozen=True, slots=True)
class Position:
    """`key` is that of the holding, `office` a word, `organisation` a name."""

    key: int
    name: Text
    office: str
    organisation: Text


def holdings(day: date) -> Iterator[Holding]:
    """Who runs the office of an umbrella, leads it, leads a body with branches, leads a branch."""
    held = held_now(day).select_related("person").order_by("pk")
    leads = held.filter(office__in=LEADING)
    over, under = _tied("parent", TieKind.PART_OF, day), _tied("child", TieKind.BRANCH_OF, day)
    runs = held.filter(over, office__in=RUNNING)
    seen: set[int] = set()
    for kind in (runs, leads.filter(over), leads.filter(_tied("parent", TieKind.BRANCH_OF, day)), leads.filter(under)):
        found = _first(kind, seen)
        if found:
            seen.add(found.person_id)
            yield found


def positions(day: date) -> list[Position]:
    """The same in words."""
    found = list(holdings(day))
    names, held = named([one.person for one in found]), offices([one.person_id for one in found], day)
    return [Position(one.pk, names[one.person_id], one.get_office_display(), _body(held[one.person_id], one)) for one in found]


def _tied(end: str, kind: TieKind, day: date) -> Exists:
    return Exists(Tie.objects.surely(day).known_on(None).filter(kind=kind, **{end: OuterRef("organisation")}))


def _first(kind: QuerySet[Holding], seen: set[int]) -> Holding | None:
    return kind.exclude(person__in=seen).exclude(person__account__is_operator=True).first()


def _body(held: list[dict[str, Any]], holding: Holding) -> Text:
    said: Text = next(row["organisation"] for row in held if row["office"] == holding.get_office_display())
    return said
