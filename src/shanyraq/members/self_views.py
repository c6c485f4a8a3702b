"""What is kept of oneself: all of it, and what one may alter."""
from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyraq.members import questions, telling
from shanyraq.members.editing import Sheet, contact_form, leave_form, names_form
from shanyraq.members.person_views import signed
from shanyraq.people.members import forget_contact
from shanyraq.people.models import Contact, Dues, Membership, Person
from shanyraq.rights import which
from shanyraq.rights.doors import asks

SEE: Final[str] = "members:self:see"
KEEP: Final[str] = "members:self:keep"
LEAVE: Final[str] = "members:self:leave"


@never_cache
@require_safe
@asks(SEE)
def me(request: HttpRequest) -> HttpResponse:
    user, language, today = signed(request), get_language() or "kk", timezone.localdate()
    meant = which(user, SEE, Person.objects.all(), today).first()
    if meant is None:
        return render(request, "members/nobody.html")
    held = questions.reached(user, SEE, today)
    leaves = set(questions.reached(user, LEAVE, today).filter(until=None).values_list("pk", flat=True))
    context = {
        "own": True, "name": telling.called([meant], language)[meant.pk], "spellings": telling.spellings(meant),
        "memberships": telling.told(held, language, today), "contacts": telling.contacts(which(user, SEE, Contact.objects.order_by("pk"), today)),
        "seen": True, "kept": True, "leaves": leaves, "dues": telling.dues(which(user, SEE, Dues.objects.all(), today)),
        "watchers": telling.watchers(questions.current(held, today), language, today),
    }  # fmt: skip
    return render(request, "members/person.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(KEEP)
def names(request: HttpRequest) -> HttpResponse:
    meant = get_object_or_404(which(signed(request), KEEP, Person.objects.all()))
    return names_form(request, signed(request), meant, reverse("members:me"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(KEEP)
def contact(request: HttpRequest) -> HttpResponse:
    meant = get_object_or_404(which(signed(request), KEEP, Person.objects.all()))
    return contact_form(request, signed(request), meant, reverse("members:me"))


@require_POST
@asks(KEEP)
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(which(signed(request), KEEP, Contact.objects.all()), pk=pk)
    forget_contact(by=signed(request), contact=held)
    return redirect("members:me")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(LEAVE)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    own = which(signed(request), LEAVE, Membership.objects.select_related("person", "organisation"))
    held: Membership = get_object_or_404(own, pk=pk, until=None)
    sheet = Sheet(_("Leave the organisation"), _("Leave"), reverse("members:me"), _("Nobody asks why. You can come back at any time."))
    return leave_form(request, signed(request), held, sheet, today=timezone.localdate().isoformat())
