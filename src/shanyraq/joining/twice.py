"""Whether the same people wait with another application, too."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from shanyraq.accounts.models import User
from shanyraq.joining.models import Applicant, Application
from shanyraq.joining.questions import SIGNIFICANT, digits_of, seen, without_marks
from shanyraq.joining.terms import OPEN
from shanyraq.words.folding import fold

MOST: Final = 10
READ: Final = 3000  # of so many applications, the newest, the names are read: no column keeps their skeletons


def others(user: User, application: Application, applicants: Sequence[Applicant], today: date) -> list[tuple[Application, str]]:
    """(open application in reach, why: "name", "contact" or "both"), the newest first; five queries."""
    there = seen(user, today).filter(state__in=OPEN).exclude(pk=application.pk)
    reached = set(there.filter(pk__in=_reached(application).values("pk")).values_list("pk", flat=True))
    newest = there.order_by("-made", "-pk").values_list("pk", flat=True)[:READ]
    rows = Applicant.objects.filter(application__in=list(newest), given__gt="").only("application", "family", "given", "patronymic")
    wanted = [_skeleton(one) for one in applicants if one.given]
    named = {row.application_id for row in rows if any(_fits(_skeleton(row), one) for one in wanted)}
    found = there.filter(pk__in=reached | named).order_by("-made", "-pk")[:MOST]
    return [(one, "both" if one.pk in reached & named else "name" if one.pk in named else "contact") for one in found]


def _reached(application: Application) -> QuerySet[Application]:
    digits, asked = digits_of(application.phone), Q(pk__in=[])
    if len(digits) == SIGNIFICANT:
        asked |= Q(plain=digits)
    if application.email:
        asked |= Q(email__iexact=application.email)
    return Application.objects.annotate(plain=without_marks("phone")).filter(asked, state__in=OPEN)


def _skeleton(one: Applicant) -> tuple[str, str]:
    return fold(f"{one.family} {one.given}"), fold(one.patronymic)


def _fits(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """A patronymic that only one of the two has makes no difference."""
    return one[0] == other[0] and (one[1] == other[1] or not one[1] or not other[1])
