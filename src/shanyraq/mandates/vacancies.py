"""Organisations without anybody at their head."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Max

from shanyraq.accounts.models import User
from shanyraq.dating.sentences import say_day
from shanyraq.people.models import Holding
from shanyraq.people.terms import LEADING
from shanyraq.registry.models import Life, Organisation
from shanyraq.rights import which
from shanyraq.rights.models import Stepping
from shanyraq.rights.naming import names

Row = dict[str, Any]
STEP: Final[str] = "rights:stepping:begin"
MOST: Final = 50
MOST_TO_CHOOSE: Final = 500


def headless(user: User, today: date, language: str) -> list[Row]:
    """{slug, name, since (their first day without; empty where no head is on record)} of the bodies that this account may step in for; up to 50.

    Those for which it steps in already are left out.
    """
    stepped = Stepping.objects.on(today).filter(account=user, organisation__isnull=False).values("organisation")
    bodies = which(user, STEP, _living(today).exclude(pk__in=_led(today)).exclude(pk__in=stepped), today).order_by("slug")[:MOST]
    slugs = dict(bodies.values_list("pk", "slug"))
    named, last = names(slugs, language, today), _since(slugs, today)
    return [{"slug": slug, "name": named[pk], "since": say_day(last[pk], language) if pk in last else ""} for pk, slug in slugs.items()]


def to_choose(user: User, today: date, language: str) -> list[Row]:
    """{slug, name} of those for which an account may step in, by name: those without a head; to an operator all."""
    if not user.is_operator:
        rows = headless(user, today, language)
    else:
        slugs = dict(_living(today).order_by("slug").values_list("pk", "slug")[:MOST_TO_CHOOSE])
        named = names(slugs, language, today)
        rows = [{"slug": slug, "name": named[pk]} for pk, slug in slugs.items()]
    return sorted(rows, key=lambda row: str(row["name"].value).casefold())


def _living(today: date) -> Any:
    return Organisation.objects.filter(pk__in=Life.objects.known_on(None).surely(today).values("organisation"))


def _led(today: date) -> Any:
    return Holding.objects.known_on(None).surely(today).filter(office__in=sorted(LEADING)).values("organisation")


def _since(organisations: Iterable[int], today: date) -> dict[int, date]:
    """The day on which the last head was surely in office no more."""
    over = Holding.objects.known_on(None).filter(organisation__in=list(organisations), office__in=sorted(LEADING), end_latest__lte=today)
    found = over.values_list("organisation").annotate(last=Max("end_latest"))
    return {organisation: day for organisation, day in found if day > date.min + timedelta(days=1)}
