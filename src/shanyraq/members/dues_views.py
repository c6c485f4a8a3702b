"""Dues of an organisation for a year: what is asked, who paid, receipts."""
from __future__ import annotations

from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.directory.paging import steps
from shanyraq.members import money, questions, telling
from shanyraq.members.forms import field, key_of, kind_field, new_key, summary, typed_in
from shanyraq.members.list_views import A_PAGE, MOST_BODIES, choices
from shanyraq.members.person_views import signed
from shanyraq.members.receipts import paper
from shanyraq.people.dues import YEARS, set_rate, settle
from shanyraq.people.models import Dues, DuesRate, Membership, Person, Receipt
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import DuesState, MemberKind
from shanyraq.rights import which
from shanyraq.rights.doors import asks

Row = dict[str, Any]
SEE: Final[str] = "members:dues:see"
KEEP: Final[str] = "members:dues:keep"
OWN: Final[str] = "members:self:see"


def year_of(typed: str) -> int:
    """That was asked for, else this one."""
    year = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= len("2026") else 0
    return year if year in YEARS else timezone.localdate().year


def owing(memberships: QuerySet[Membership], year: int) -> QuerySet[Membership]:
    """Memberships of which dues are asked for the year, as they held on some day of it."""
    rate = DuesRate.objects.filter(organisation=OuterRef("organisation"), kind=OuterRef("kind"), year=year)
    running = Q(until=None) | Q(until__gt=date(year, 1, 1))
    return memberships.filter(running, Exists(rate), since__lt=date(year + 1, 1, 1))


def choose(user: User, slug: str, today: date) -> tuple[list[tuple[int, str]], str]:
    """The organisations in reach, and the one that is meant: the first where none is named."""
    bodies = list(questions.bodies(user, SEE, today).order_by("slug").values_list("pk", "slug")[:MOST_BODIES])
    slugs = [slug for _pk, slug in bodies]
    return bodies, slug if slug in slugs else slugs[0] if slugs and not slug else ""


@never_cache
@require_safe
@asks(SEE)
def dues(request: HttpRequest) -> HttpResponse:
    return _page(request, request.GET.get("organisation", ""), year_of(request.GET.get("year", "")), {}, {})


def _page(request: HttpRequest, slug: str, year: int, typed: dict[str, str], errors: dict[str, str]) -> HttpResponse:
    user, language, today = signed(request), get_language() or "kk", timezone.localdate()
    bodies, chosen = choose(user, slug, today)
    keeps = questions.bodies(user, KEEP, today).filter(slug=chosen).exists()
    held = owing(questions.reached(user, SEE, today).filter(organisation__slug=chosen), year).order_by("person", "pk")
    page = Paginator(held, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "organisations": choices(dict(bodies), language, chosen), "slug": chosen, "year": str(year),
        "rates": _rates(chosen, year, language), "states": _counted(held, year), "rows": _rows(list(page), year, language),
        "pages": steps(page, lambda number: _at(chosen, year, number)),
        "keeps": keeps, "fields": _rate_fields(typed, errors), "errors": summary(errors), "key": new_key(),
    }  # fmt: skip
    return render(request, "members/dues.html", context, status=422 if errors else 200)


def _rates(slug: str, year: int, language: str) -> list[Row]:
    rows = DuesRate.objects.filter(organisation__slug=slug, year=year).order_by("kind")
    return [{"kind": MemberKind(row.kind).label, "amount": money.said(row.amount, row.currency, language)} for row in rows]


def _counted(held: QuerySet[Membership], year: int) -> list[str]:
    """How many paid, how many need not, how many are open; two queries."""
    settled = Dues.objects.filter(membership__in=held.order_by().values("pk"), year=year).exclude(state=DuesState.OPEN)
    told = dict(settled.values_list("state").annotate(Count("pk")))
    paid, waived = told.get(DuesState.PAID, 0), told.get(DuesState.WAIVED, 0)
    said = ((DuesState.PAID, paid), (DuesState.WAIVED, waived), (DuesState.OPEN, held.count() - paid - waived))
    return [f"{state.label}: {number}" for state, number in said]


def _rows(memberships: list[Membership], year: int, language: str) -> list[Row]:
    """{pk, slug, name, kind, state, label, receipt} of a page; five queries."""
    persons = Person.objects.in_bulk([row.person_id for row in memberships])
    called = telling.called(list(persons.values()), language)
    settled = {row.membership_id: row.state for row in Dues.objects.filter(membership__in=memberships, year=year)}
    given = Receipt.objects.filter(dues__membership__in=memberships, dues__year=year, void=False)
    receipts = dict(given.values_list("dues__membership", "pk"))
    states = {row.pk: DuesState(settled.get(row.pk, DuesState.OPEN)) for row in memberships}
    return [
        {
            "pk": row.pk, "slug": persons[row.person_id].slug, "name": called[row.person_id], "kind": MemberKind(row.kind).label,
            "state": states[row.pk].value, "label": states[row.pk].label, "receipt": receipts.get(row.pk),
        }
        for row in memberships
    ]  # fmt: skip


def _at(slug: str, year: int, page: object = "") -> str:
    asked = {"organisation": slug, "year": str(year), **({"page": str(page)} if page else {})}
    return f"{reverse('members:dues')}?{urlencode(asked)}"


def _rate_fields(typed: dict[str, str], errors: dict[str, str]) -> list[Row]:
    hint = _("In tenge, for the whole year. 0 asks for nothing.")
    return [
        kind_field(typed.get("kind", MemberKind.MEMBER), errors),
        field("amount", _("Amount"), typed.get("amount", ""), required=True, errors=errors, hint=hint, inputmode="decimal"),
    ]


@require_POST
@asks(KEEP)
def rate(request: HttpRequest) -> HttpResponse:
    user, typed = signed(request), typed_in(request, ("organisation", "year", "kind", "amount"))
    organisation = get_object_or_404(questions.bodies(user, KEEP, timezone.localdate()), slug=typed["organisation"])
    year = year_of(typed["year"])
    try:
        set_rate(by=user, organisation=organisation, kind=typed["kind"], year=year, amount=money.amount_of(typed["amount"]), key=key_of(request))
    except MemberRefused as refused:
        return _page(request, organisation.slug, year, typed, {refused.field: str(refused)})
    return HttpResponseRedirect(_at(organisation.slug, year))


@require_POST
@asks(KEEP)
def pay(request: HttpRequest, pk: int) -> HttpResponse:
    """`state`: paid, waived, or open again."""
    user, today = signed(request), timezone.localdate()
    held = get_object_or_404(questions.reached(user, KEEP, today).select_related("organisation"), pk=pk)
    year = year_of(request.POST.get("year", ""))
    try:
        settle(by=user, membership=held, year=year, state=request.POST.get("state", ""), on=today, key=key_of(request))
    except MemberRefused as refused:
        return _page(request, held.organisation.slug, year, {}, {"state": str(refused)})
    return HttpResponseRedirect(_at(held.organisation.slug, year, request.POST.get("page", "")[:6]))


@never_cache
@require_safe
@asks(SEE)
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    found = which(signed(request), SEE, Receipt.objects.filter(void=False), timezone.localdate())
    return paper(request, get_object_or_404(found.select_related("dues__membership__person"), pk=pk))


@never_cache
@require_safe
@asks(OWN)
def my_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    found = which(signed(request), OWN, Receipt.objects.filter(void=False), timezone.localdate())
    return paper(request, get_object_or_404(found.select_related("dues__membership__person"), pk=pk))
