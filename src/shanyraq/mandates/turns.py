"""When an office changes hands: drawn from who holds it, as known now. What is uncertain by more than a month is no day on which to hand over."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from django.db.models import Case, DateField, Q, When

from shanyraq.accounts.models import User
from shanyraq.chronicle.models import OPEN_FUTURE
from shanyraq.mandates.terms import AFTER, BEFORE
from shanyraq.people.models import Holding, HoldingQuerySet, Person
from shanyraq.people.terms import SEVERAL

SINGLE: Final = ~Q(office__in=sorted(SEVERAL))  # of an office of several nobody follows anybody
UNSURE: Final = timedelta(days=31)
GAP: Final = timedelta(days=92)  # longer than this between two holders is no hand-over


@dataclass(frozen=True, slots=True)
class Turn:
    """An office of an organisation from one holder to the next; `day` is the first day of the new state. One of the two may be nobody."""

    day: date
    outgoing: Holding | None
    incoming: Holding | None

    @property
    def some(self) -> Holding:
        found = self.incoming or self.outgoing
        assert found is not None
        return found

    @property
    def office(self) -> str:
        return self.some.office

    @property
    def slug(self) -> str:
        return self.some.organisation.slug

    def persons(self) -> list[Person]:
        """The two, or the one."""
        return [one.person for one in (self.outgoing, self.incoming) if one]

    @property
    def name(self) -> str:
        """As it stands in addresses."""
        return f"{self.slug}/{self.office}/{self.day.isoformat()}"


def turns_of_user(user: User, today: date) -> list[Turn]:
    """Those in which somebody has a part, the next one first; three queries."""
    mine = set(Person.objects.of(user).values_list("pk", flat=True))
    pairs = _near(_held().filter(person__in=mine), today)
    return [turn for turn in turns(pairs, today) if {one.person_id for one in (turn.outgoing, turn.incoming) if one} & mine]


def turns_within(organisations: Any, today: date, most: int) -> list[Turn]:
    """Those of organisations (a subquery of keys), the next one first; of `most` offices at most, preferring those still to come. Two queries."""
    first, last = today - AFTER, today + BEFORE
    begun = Q(begin_latest__gte=first, begin_latest__lte=last)
    near = _held().filter(begun | Q(end_earliest__gte=first, end_earliest__lte=last), organisation__in=organisations)
    day = Case(When(begun, then="begin_latest"), default="end_earliest", output_field=DateField())
    ranked = near.annotate(day=day).annotate(over=Case(When(day__lt=today, then=1), default=0)).order_by("over", "day", "pk")
    return turns(ranked[:most], today)


def turns_around(first: date, last: date, today: date) -> list[Turn]:
    """All of the federation whose day lies within these; two queries."""
    told = Q(begin_latest__gte=first, begin_latest__lte=last) | Q(end_earliest__gte=first, end_earliest__lte=last)
    return [turn for turn in turns(list(_held().filter(told)), today) if first <= turn.day <= last]


def turn_on(slug: str, office: str, day: date, today: date) -> Turn | None:
    """The one of a day; two queries."""
    pairs = list(_held().filter(organisation__slug=slug, office=office)[:1])
    return next((turn for turn in turns(pairs, today) if turn.day == day), None)


def turns(pairs: Iterable[Holding], today: date) -> list[Turn]:
    """Those of the same offices of the same organisations, as far as they are near; the next one first. One query."""
    wanted = {(one.organisation_id, one.office) for one in pairs}
    if not wanted:
        return []
    rows = _held().filter(organisation__in={body for body, _office in wanted}, office__in={office for _body, office in wanted})
    listed = rows.select_related("organisation", "person").order_by("organisation", "office", "begin_latest", "pk")
    found = [
        turn for pair, held in groupby(listed, key=lambda one: (one.organisation_id, one.office)) if pair in wanted for turn in _of_pair(list(held))
    ]
    return sorted((turn for turn in found if today - AFTER <= turn.day <= today + BEFORE), key=lambda turn: (turn.day, turn.name))


def _held() -> HoldingQuerySet:
    return Holding.objects.known_on(None).filter(SINGLE)


def _near(rows: HoldingQuerySet, today: date) -> list[Holding]:
    return list(rows.filter(end_latest__gte=today - AFTER, begin_earliest__lte=today + BEFORE))


def _of_pair(held: list[Holding]) -> Iterator[Turn]:
    """Of one office of one organisation: a turn for each begin, and for each end that nobody follows."""
    followed = set()
    for one in held:
        if begins(one):
            before = _before(one, held)
            followed.add(before.pk if before else None)
            yield Turn(one.begin_latest, before, one)
    for one in held:
        if ends(one) and one.pk not in followed:
            yield Turn(one.end_earliest, one, _back_to(one, held))


def _before(one: Holding, held: Iterable[Holding]) -> Holding | None:
    """Who had it until then; before an acting one who goes on holding it, too."""
    others = [other for other in held if other.person_id != one.person_id and other.begin_latest < one.begin_latest]
    over = [other for other in others if ends(other) and one.begin_latest - GAP <= other.end_earliest <= one.begin_latest]
    if over:
        return max(over, key=lambda other: (other.end_earliest, other.pk))
    return next((other for other in others if one.acting and not other.acting and other.end_earliest > one.begin_latest), None)


def _back_to(one: Holding, held: Iterable[Holding]) -> Holding | None:
    """To whom it goes back from an acting one."""
    day = one.end_earliest
    return next((other for other in held if one.acting and not other.acting and other.begin_latest < day < other.end_earliest), None)


def begins(one: Holding) -> bool:
    """Whether the day of its begin was told; a sighting is none."""
    lasts = ends(one) or one.end_earliest > one.begin_latest + timedelta(days=1)
    return one.begin_change_id is not None and one.begin_latest - one.begin_earliest <= UNSURE and lasts


def ends(one: Holding) -> bool:
    """Whether its end was told."""
    told = one.end_change_id is not None or one.end_earliest == one.end_latest
    return told and one.end_earliest < OPEN_FUTURE and one.end_latest - one.end_earliest <= UNSURE
