"""What changed from one day to another."""
from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Query
from pydantic import Field

from shanyraq.api import parameters, schemas
from shanyraq.api.bodies import official
from shanyraq.api.pages import numbered_page
from shanyraq.api.router import reads
from shanyraq.directory.answers import Row, rows_of
from shanyraq.directory.day.differences import CHANGED, ENDED, Difference, Held, Turned, differences, held, turned
from shanyraq.directory.day.two_days import TwoDays
from shanyraq.directory.withheld import public_ids, veil
from shanyraq.people.models import Holding
from shanyraq.registry.models import Name, Seat, Tie

SEE: Final = "api:comparison:see"
A_PAGE: Final = 50


class Sought(parameters.Known):
    """The two days."""

    from_: parameters.Day = Field(alias="from", description="One day: a day, or a month or year for its last day.")
    to: parameters.Day = Field(description="The other day; the earlier one counts as the first.")


@reads("/compare", SEE, schemas.Comparison, tag="organisations")
def compare(request: HttpRequest, sought: Query[Sought], page: Query[parameters.NumberedPage]) -> Row:
    """What changed between two days.

    The organisations that appeared, ended or changed: each value that is not as sure on the one day as on the other, with the change that did it.
    """
    assert sought.from_ is not None
    assert sought.to is not None
    known_on = sought.known(timezone.localdate())
    first, last = sorted((sought.from_, sought.to))
    days = TwoDays(first, last, (first.isoformat(), last.isoformat()))
    found = turned(request.user, days, known_on)
    shown = found[(page.page - 1) * A_PAGE : page.page * A_PAGE]
    facts = held(request.user, [one.pk for one in shown], days, known_on)
    rows = [_row(one, facts, days) for one in shown]
    ids = public_ids({told["change"] for row in rows for told in row["differences"] if told["change"]}, veil(request.user, SEE))
    for told in (told for row in rows for told in row["differences"]):
        told["change"] = ids.get(told["change"], told["change"])
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "known_on": known_on.isoformat() if known_on else None,
        "count": len(found),
        "next": numbered_page(request, page.page, len(found), A_PAGE),
        "organisations": rows,
    }


def _row(one: Turned, facts: Held, days: TwoDays) -> Row:
    day = days.first if one.sort == ENDED else days.last
    kept = facts.facts[one.pk]
    names = [name for name in kept["name"] if name.begin_earliest <= day < name.end_latest]
    told = [("exists", facts.lives[one.pk])] if one.sort != CHANGED else [(fact, kept[fact]) for fact in sorted(one.facts)]
    return {
        "slug": one.slug,
        "sort": one.sort,
        "names": rows_of(names, day, official),
        "differences": [_difference(fact, row) for fact, periods in told for row in differences(periods, days) if row.differs],
        "link": f"{reverse('api:organisation', kwargs={'slug': one.slug})}?as_of={day.isoformat()}",
    }


def _difference(fact: str, row: Difference) -> Row:
    period = row.period
    change = period.begin_change if row.change == period.begin_change_id else period.end_change
    return {"fact": fact, "value": _value(period), "then": str(row.then), "now": str(row.now), "change": change.slug if change else None}


def _value(period: Any) -> Row:
    match period:
        case Name():
            return {"text": period.text}
        case Seat():
            return {"place": period.place.slug}
        case Tie():
            return {"organisation": period.parent.slug}
        case Holding():
            return {"office": period.office, "person": period.person.slug, "acting": period.acting}
    return {"value": period.value}
