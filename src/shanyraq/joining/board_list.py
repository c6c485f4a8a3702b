"""The list of applications as its page and its file show it."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.directory.lists.alphabet import in_alphabet
from shanyraq.joining import questions, telling
from shanyraq.joining.models import Applicant, Application
from shanyraq.joining.questions import EVERY, Asked
from shanyraq.joining.terms import OPEN, Proof, State
from shanyraq.registry.models import Organisation
from shanyraq.rights.naming import names

Row = dict[str, Any]
MEDIA: Final = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
AT_ONCE: Final = 500
MOST_BODIES: Final = 300  # in a choice


def narrowed(asked: Asked, page: int = 0) -> str:
    """The query of the list as it is narrowed, on a page of it."""
    said = {"state": asked.state, "organisation": asked.organisation, "page": str(page or "")}
    found = {name: value for name, value in said.items() if value}
    return f"?{urlencode(found)}" if found else ""


def states(found: QuerySet[Application], asked: Asked) -> list[Row]:
    """{value, label, chosen} with how many there are; one query."""
    if asked.organisation:
        found = found.filter(organisation__slug=asked.organisation)
    counted = dict(found.order_by().values_list("state").annotate(Count("pk")))
    waiting = sum(number for state, number in counted.items() if state in OPEN)
    each = [(one.value, one.label, counted.get(one.value, 0)) for one in State]
    offered = [("", _("not decided yet"), waiting), *each, (EVERY, _("all"), sum(counted.values()))]
    return [{"value": value, "label": f"{label} ({number})", "chosen": value == asked.state} for value, label, number in offered]


def bodies(found: QuerySet[Application], language: str, chosen: str, today: date) -> list[Row]:
    """The organisations where applications lie; three queries."""
    kept = Organisation.objects.filter(pk__in=found.order_by().values("organisation")).order_by("slug")[:MOST_BODIES]
    return choices(dict(kept.values_list("pk", "slug")), language, chosen, today)


def choices(slugs: dict[int, str], language: str, chosen: str, today: date) -> list[Row]:
    called = names(slugs, language, today)
    rows = [{"value": slug, "label": called[pk].value, "chosen": slug == chosen} for pk, slug in slugs.items()]
    return sorted(rows, key=lambda row: in_alphabet(str(row["label"])))


def files(asked: Asked) -> list[Row]:
    return [{"text": ending.upper(), "url": reverse("joining:table", kwargs={"ending": ending}) + narrowed(asked)} for ending in MEDIA]


def headings() -> list[str]:
    who = [_("Sent"), _("Name of the person"), _("Born on"), _("Organisation"), _("State")]
    return [*who, _("Phone"), _("E-mail"), _("What one would like"), _("Known by")]


def lines(user: User, asked: Asked, language: str) -> Iterator[list[object]]:
    """A line for each person."""
    today = timezone.localdate()
    keys = list(questions.listed(questions.seen(user, today, questions.TAKE_OUT), asked).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        found = Application.objects.in_bulk(part)
        silent = set(Application.objects.without_consent().filter(pk__in=part).values_list("pk", flat=True))
        called = names({one.organisation_id for one in found.values()}, language, today)
        people: dict[int, list[Applicant]] = {}
        for row in Applicant.objects.filter(application__in=part).order_by("number"):
            people.setdefault(row.application_id, []).append(row)
        for pk in part:
            yield from (_line(found[pk], row, called[found[pk].organisation_id].value, silent=pk in silent) for row in people.get(pk, []))


def _line(one: Application, row: Applicant, organisation: str, *, silent: bool) -> list[object]:
    """`silent`: somebody consents no more to the keeping of data."""
    proof = Proof(one.proof).label if one.proof else ""
    reached = [one.phone, one.email] if row.number == 0 and not silent else ["", ""]
    sent, wishes = timezone.localdate(one.made), "; ".join(telling.wishes(one))
    return [sent, telling.called(row).value, "" if silent else row.born or "", organisation, State(one.state).label, *reached, wishes, proof]
