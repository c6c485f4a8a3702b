"""What offices give, in words: of one account, of an office, of an organisation."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.dating.sentences import say_day
from shanyraq.mandates.rooms import by_room
from shanyraq.mandates.turns import ends
from shanyraq.people.models import Holding, Person
from shanyraq.people.terms import Office
from shanyraq.registry.models import Organisation, Trait
from shanyraq.registry.terms import Kind, Level
from shanyraq.rights import who
from shanyraq.rights.actions import OFFICE, declared, titles
from shanyraq.rights.models import Demand, Grant, Helper, Stepping
from shanyraq.rights.naming import names
from shanyraq.rights.terms import Reach

Row = dict[str, Any]


def mine(user: User, today: date, language: str) -> list[Row]:
    """{office, key, organisation, slug, url, acting, until, does, more} of each office that is surely held by an account; seven queries at most."""
    held = Holding.objects.known_on(None).surely(today).filter(person__in=Person.objects.of(user)).select_related("organisation").order_by("pk")
    rows = list(held)
    bodies = {row.organisation_id for row in rows}
    named, traits = names(bodies, language, today), _traits(bodies, today)
    grants, demands = list(Grant.objects.standing().order_by("action")), list(Demand.objects.standing())
    return [
        {
            "office": Office(row.office).label, "key": row.office, "acting": row.acting, "until": until(row, language),
            "organisation": named[row.organisation_id],
            "slug": row.organisation.slug, "url": reverse("site:organisation", kwargs={"slug": row.organisation.slug}),
            "does": by_room(_does(grants, row.office, traits[row.organisation_id])),
            "more": not user.strong and any(_asks(one, row.office, traits[row.organisation_id]) for one in demands),
        }
        for row in rows
    ]  # fmt: skip


def until(holding: Holding, language: str) -> str:
    """The last day of an office whose end is known to the day; else empty."""
    return _last(holding.end_earliest, language) if ends(holding) and holding.end_earliest == holding.end_latest else ""


def asks_more(office: str, organisation: int, today: date) -> bool:
    """Whether a second step of signing in is asked of an office; two queries."""
    traits = _traits({organisation}, today)[organisation]
    return any(_asks(one, office, traits) for one in Demand.objects.standing().filter(office=office))


def _asks(demand: Demand, office: str, traits: set[tuple[str, str]]) -> bool:
    return demand.office == office and (not demand.level or ("level", demand.level) in traits)


def _traits(bodies: set[int], today: date) -> dict[int, set[tuple[str, str]]]:
    """{organisation: its kinds and levels, those that may be}."""
    rows = Trait.objects.known_on(None).as_of(today).filter(organisation__in=bodies, fact__in=("kind", "level"))
    found: dict[int, set[tuple[str, str]]] = {body: set() for body in bodies}
    for body, fact, value in rows.values_list("organisation", "fact", "value"):
        found[body].add((fact, value))
    return found


def _does(grants: Iterable[Grant], office: str, traits: set[tuple[str, str]] | None) -> list[Row]:
    """{title, reach, action, only} of what an office gives; in a body of these kinds, or anywhere."""
    fitting = [grant for grant in grants if grant.office == office and (traits is None or not grant.kind or ("kind", grant.kind) in traits)]
    words = titles()
    return [
        {
            "title": words.get(one.action, one.action), "reach": Reach(one.reach).label, "action": one.action,
            "only": Kind(one.kind).label if one.kind else "",
        }
        for one in fitting
    ]  # fmt: skip


def offices() -> list[Row]:
    """{key, name, number} of each kind of office that gives something; one query."""
    given = Grant.objects.standing().values_list("office", flat=True)
    counted = dict.fromkeys(Office.values, 0)
    for office in given:
        counted[office] += 1
    return [{"key": key, "name": Office(key).label, "number": number} for key, number in counted.items() if number]


def office(key: str) -> Row:
    """{name, does and could (by room), more (of which levels a second step is asked)}; two queries."""
    does = _does(Grant.objects.standing().filter(office=key).order_by("action"), key, None)
    asked = Demand.objects.standing().filter(office=key).order_by("level").values_list("level", flat=True)
    given, words = {row["action"] for row in does}, titles()
    rest = [action for action, who_may in declared().items() if who_may == OFFICE and action not in given]
    could = by_room({"action": action, "title": words.get(action, action)} for action in rest)
    more = [Level(level).label if level else _("everywhere") for level in asked]
    return {"name": Office(key).label, "does": by_room(does), "more": more, "could": could}


def reached_by(organisation: Organisation, today: date, language: str) -> list[Row]:
    """{does (by room), offices [{office, organisation, key}]} of what offices decide on, the same offices together.

    A query for each action, and two for the names.
    """
    found = {action: who(action, organisation, today) for action, who_may in declared().items() if who_may == OFFICE}
    named = names({row["organisation"] for rows in found.values() for row in rows}, language, today)
    words = titles()
    together: dict[tuple[tuple[str, int], ...], list[Row]] = {}
    for action, rows in found.items():
        does = {"action": action, "title": words.get(action, action), "reach": ""}
        together.setdefault(tuple((row["office"], row["organisation"]) for row in rows), []).append(does)
    return [
        {"does": by_room(listed), "offices": [{"office": Office(key).label, "key": key, "organisation": named[body]} for key, body in rows]}
        for rows, listed in together.items()
    ]


def helpers(user: User, today: date, language: str) -> list[Row]:
    """{pk, name, organisation, until (their last day)} of those who help the person of this account."""
    rows = list(Helper.objects.on(today).filter(holder__in=Person.objects.of(user)).select_related("account").order_by("pk"))
    named = names({row.organisation_id for row in rows}, language, today)
    return [{"pk": row.pk, "name": row.account.name, "organisation": named[row.organisation_id], "until": _last(row.until, language)} for row in rows]


def helped(user: User, today: date, language: str) -> list[Row]:
    """{organisation, until} of those whom this account helps."""
    rows = list(Helper.objects.on(today).filter(account=user).order_by("pk"))
    named = names({row.organisation_id for row in rows}, language, today)
    return [{"organisation": named[row.organisation_id], "until": _last(row.until, language)} for row in rows]


def steppings(user: User, today: date, language: str) -> list[Row]:
    """{pk, organisation (None: the whole federation), until, reason} of where this account steps in."""
    rows = list(Stepping.objects.on(today).filter(account=user).order_by("pk"))
    named = names({row.organisation_id for row in rows if row.organisation_id}, language, today)
    return [
        {"pk": row.pk, "organisation": named.get(row.organisation_id or 0), "until": _last(row.until, language), "reason": row.reason} for row in rows
    ]


def _last(until: date, language: str) -> str:
    """The last day, in words."""
    return say_day(until - timedelta(days=1), language)
