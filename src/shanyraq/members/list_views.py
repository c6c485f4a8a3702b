"""The list of members, as a page and as a file."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shanyraq.accounts.models import User
from shanyraq.dating.sentences import say_day
from shanyraq.directory.paging import steps
from shanyraq.members import questions, telling
from shanyraq.members.confirmed import days
from shanyraq.members.questions import FORMER, SEE, STALE, Asked, asked_of
from shanyraq.people.confirming import year_before
from shanyraq.people.models import Contact, Membership, Person
from shanyraq.people.terms import SHOWN_TO_THE_BOARD, ContactKind, MemberKind
from shanyraq.registry.models import Organisation
from shanyraq.rights import allowed
from shanyraq.rights.doors import asks
from shanyraq.rights.naming import names
from shanyraq.tables.writing import csv_bytes, xlsx_bytes

Row = dict[str, Any]
A_PAGE: Final = 50
AT_ONCE: Final = 500
TAKE_OUT: Final[str] = "members:list:take_out"
CONSENTS: Final[str] = "members:consent:see"
TAKE: Final[str] = "members:membership:take"
CONTACTS: Final[str] = "members:contact:see"
MEDIA: Final = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
MOST_BODIES: Final = 300  # in a choice


@never_cache
@require_safe
@asks(SEE)
def everybody(request: HttpRequest) -> HttpResponse:
    user, language, today = request.user, get_language() or "kk", timezone.localdate()
    assert isinstance(user, User)
    asked, reach = asked_of(request), questions.reached(user, SEE, today)
    found: Any = questions.listed(user, asked, today)  # counts and slices, which is all that pages need
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    held = questions.narrowed(reach, Asked(organisation=asked.organisation, kind=asked.kind), today)
    may = allowed(user, [TAKE_OUT, TAKE, CONSENTS], today)
    context = {
        "rows": telling.rows(list(page), held, language, today), "pages": steps(page, lambda number: _narrow(request, number)), "asked": asked,
        "number": ngettext("%(number)s person", "%(number)s people", page.paginator.count) % {"number": page.paginator.count},
        "organisations": _bodies(reach, language, asked.organisation), "kinds": _kinds(asked.kind), "narrowed": asked != Asked(),
        "stale": _stale(asked, language, today),
        "files": _files(request) if TAKE_OUT in may else [], "may_take": TAKE in may, "may_consents": CONSENTS in may,
    }  # fmt: skip
    return render(request, "members/all.html", context)


def _narrow(request: HttpRequest, page: int = 0) -> str:
    """The list as it is narrowed, on a page of it."""
    asked = asked_of(request)
    stale = STALE if asked.stale else ""
    said = {"q": asked.name, "organisation": asked.organisation, "kind": asked.kind, "confirmed": stale, "page": str(page or "")}
    return f"?{urlencode({name: value for name, value in said.items() if value})}"


def _files(request: HttpRequest) -> list[Row]:
    return [{"text": ending.upper(), "url": reverse("members:table", kwargs={"ending": ending}) + _narrow(request)} for ending in MEDIA]


def _bodies(reach: Any, language: str, chosen: str) -> list[Row]:
    """The organisations that have members in reach; three queries."""
    found = Organisation.objects.filter(pk__in=reach.values("organisation")).order_by("slug")[:MOST_BODIES]
    return choices(dict(found.values_list("pk", "slug")), language, chosen)


def choices(slugs: dict[int, str], language: str, chosen: str) -> list[Row]:
    called = names(slugs, language, timezone.localdate())
    rows = [{"value": slug, "label": called[pk].value, "chosen": slug == chosen} for pk, slug in slugs.items()]
    return sorted(rows, key=lambda row: str(row["label"]).casefold())


def _kinds(chosen: str) -> list[Row]:
    offered = [*MemberKind.choices, (FORMER, _("those who left"))]
    return [{"value": value, "label": label, "chosen": value == chosen} for value, label in offered]


def _stale(asked: Asked, language: str, today: date) -> list[Row]:
    label = _("not confirmed since %(day)s") % {"day": say_day(year_before(today), language)}
    return [{"value": STALE, "label": label, "chosen": asked.stale}]


@never_cache
@require_safe
@asks(TAKE_OUT)
def table(request: HttpRequest, ending: str) -> HttpResponse:
    """The same list with contacts, as far as both are in reach."""
    user, language = request.user, get_language() or "kk"
    assert isinstance(user, User)
    if ending not in MEDIA:
        raise Http404
    headings = [_("Name of the person"), _("Organisation"), _("As what"), _("Since"), _("Until"), _("Phone"), _("E-mail"), _("Data confirmed")]
    rows = _lines(user, asked_of(request), language)
    data = csv_bytes(headings, rows) if ending == "csv" else xlsx_bytes(_("Members"), headings, rows)
    answer = HttpResponse(data, content_type=MEDIA[ending])
    answer["Content-Disposition"] = f'attachment; filename="members-{timezone.localdate().isoformat()}.{ending}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _lines(user: User, asked: Asked, language: str) -> Iterator[list[object]]:
    """A line for each membership."""
    today = timezone.localdate()
    held = questions.narrowed(questions.reached(user, TAKE_OUT, today), Asked(organisation=asked.organisation, kind=asked.kind), today)
    keys = questions.listed(user, asked, today, TAKE_OUT).keys()
    seen = questions.persons(questions.current(questions.reached(user, CONTACTS, today), today))
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        found = Person.objects.in_bulk(part)
        called, reached = telling.called(list(found.values()), language), _reached(seen.filter(pk__in=part))
        told: dict[int, list[Membership]] = {}
        for row in held.filter(person__in=part).order_by("since", "pk"):
            told.setdefault(row.person_id, []).append(row)
        confirmed = days(seen.filter(pk__in=part))
        bodies = names({row.organisation_id for rows in told.values() for row in rows}, language, today)
        for pk in part:
            for row in told.get(pk, []):
                contacts = [reached.get((pk, kind), "") for kind in (ContactKind.PHONE, ContactKind.EMAIL)]
                told_of = [called[pk].value, bodies[row.organisation_id].value, MemberKind(row.kind).label, row.since, row.until or ""]
                yield [*told_of, *contacts, confirmed.get(pk, "")]


def _reached(seen: Any) -> dict[tuple[int, str], str]:
    """{(person, kind of contact): what the board sees}."""
    found: dict[tuple[int, str], list[str]] = {}
    rows = Contact.objects.filter(Q(person__in=seen), seen_by__in=sorted(SHOWN_TO_THE_BOARD)).order_by("pk")
    for row in rows:
        found.setdefault((row.person_id, row.kind), []).append(row.value)
    return {key: "; ".join(values) for key, values in found.items()}
