"""Fellow members: who belongs to the same organisations and lets it be seen, with what they show."""
from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shanyraq.accounts.models import User
from shanyraq.directory.paging import steps
from shanyraq.members import telling
from shanyraq.members.list_views import A_PAGE
from shanyraq.members.person_views import signed
from shanyraq.members.pictures import picture
from shanyraq.people.models import Contact, Membership, Person, Photograph, Spelling
from shanyraq.rights import which
from shanyraq.rights.doors import asks
from shanyraq.rights.naming import names

Row = dict[str, Any]
SEE: Final[str] = "members:fellow:see"


@never_cache
@require_safe
@asks(SEE)
def fellows(request: HttpRequest) -> HttpResponse:
    user, language, today = signed(request), get_language() or "kk", timezone.localdate()
    first = Spelling.objects.filter(person=OuterRef("pk"), first=True).values("folded")[:1]
    found = which(user, SEE, Person.objects.all(), today).annotate(called=Subquery(first)).order_by("called", "pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"rows": _rows(user, list(page), language, today), "pages": steps(page, lambda number: f"?page={number}")}
    return render(request, "members/fellows.html", context)


def _rows(user: User, persons: Collection[Person], language: str, today: date) -> list[Row]:
    """{name, organisations (those that are one's own, too), contacts, picture (address, or empty)}; a constant number of queries."""
    called = telling.called(persons, language)
    held: dict[int, list[Contact]] = {}
    for one in which(user, SEE, Contact.objects.filter(person__in=called), today).order_by("pk"):
        held.setdefault(one.person_id, []).append(one)
    pictured = set(which(user, SEE, Photograph.objects.filter(person__in=called), today).values_list("person", flat=True))
    bodies = _bodies(user, called, language, today)
    return [
        {
            "name": called[one.pk], "organisations": bodies.get(one.pk, []), "contacts": telling.contacts(held.get(one.pk, [])),
            "picture": reverse("members:fellow_picture", kwargs={"slug": one.slug}) if one.pk in pictured else "",
        }
        for one in persons
    ]  # fmt: skip


def _bodies(user: User, keys: Collection[int], language: str, today: date) -> dict[int, list[Any]]:
    """Only organisations that are one's own: where else somebody belongs is not shown."""
    own = Membership.objects.on(today).filter(person__in=Person.objects.of(user).values("pk")).values("organisation")
    rows = list(Membership.objects.on(today).filter(person__in=keys, organisation__in=own).order_by("pk").values_list("person", "organisation"))
    called = names({body for _person, body in rows}, language, today)
    found: dict[int, list[Any]] = {}
    for person, body in rows:
        found.setdefault(person, []).append(called[body])
    return found


@never_cache
@require_safe
@asks(SEE)
def portrait(request: HttpRequest, slug: str) -> HttpResponse:
    user, today = signed(request), timezone.localdate()
    meant = get_object_or_404(which(user, SEE, Person.objects.all(), today), slug=slug)
    return picture(which(user, SEE, Photograph.objects.filter(person=meant), today))
