"""What is kept of oneself, and of a child for whom one stands in: all of it, and what one may alter."""
from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.members import around, questions, telling
from shanyraq.members.confirmed import confirmation
from shanyraq.members.consenting import consent_page, consents
from shanyraq.members.editing import Sheet, contact_form, leave_form, names_form
from shanyraq.members.forms import key_of, new_key
from shanyraq.members.person_views import signed
from shanyraq.members.pictures import picture
from shanyraq.members.telling_forms import Whose, about_form, photograph_form
from shanyraq.people.about import show
from shanyraq.people.members import forget_contact
from shanyraq.people.models import Contact, Dues, Membership, Person, Photograph
from shanyraq.people.terms import Given
from shanyraq.rights import which
from shanyraq.rights.doors import asks

Row = dict[str, Any]
SEE: Final[str] = "members:self:see"
KEEP: Final[str] = "members:self:keep"
LEAVE: Final[str] = "members:self:leave"
LINKED: Final = ("names", "contact", "about", "photograph", "picture", "shown")


@never_cache
@require_safe
@asks(SEE)
def me(request: HttpRequest, child: str = "") -> HttpResponse:
    user, language, today = signed(request), get_language() or "kk", timezone.localdate()
    meant = questions.mine(user, SEE, today, child)
    if meant is None and child:
        raise Http404
    if meant is None:
        return render(request, "members/nobody.html")
    sides = [meant.pk] if child else list(Person.objects.of(user).values_list("pk", flat=True))
    held = questions.reached(user, SEE, today).filter(person__in=sides)
    leaves = set(questions.reached(user, LEAVE, today).filter(person__in=sides, until=None).values_list("pk", flat=True))
    dues = which(user, SEE, Dues.objects.filter(membership__person__in=sides), today)
    context = {
        "own": True, "child": child, "name": telling.called([meant], language)[meant.pk], "spellings": telling.spellings(meant),
        "memberships": telling.told(held, language, today), "seen": True, "kept": True, "leaves": leaves, "dues": telling.dues(dues),
        "contacts": telling.contacts(questions.own_contacts(user, today).filter(person__in=sides)),
        "watchers": telling.watchers(questions.current(held, today), language, today),
        "carded": set(Membership.objects.on(today).filter(pk__in=held).values_list("pk", flat=True)),
        "confirmed": None if child else confirmation(meant, language, today), "key": new_key(), **_around(user, meant, child, language, today),
    }  # fmt: skip
    return render(request, "members/person.html", context)


def _around(user: User, meant: Person, child: str, language: str, today: date) -> Row:
    to = {name: _to(name, child) for name in LINKED} | ({} if child else {"fellows": reverse("members:fellows")})
    told = [{**one, "url": _to("consent", child, purpose=one["purpose"])} for one in consents(meant, language)]
    wards = [] if child else list(which(user, SEE, Person.objects.guarded_by(user, today), today).order_by("pk"))
    return {
        "to": to, "about": around.about(meant, language), "portrait": around.portrait(meant, to["picture"]), "consents": told, "shown": meant.shown,
        "guardians": around.guardians(meant, language, today, reached=False), "is_child": around.is_minor(meant, today),
        "children": around.children(wards, language, lambda slug: reverse("members:child", kwargs={"child": slug})),
        "public": around.public(meant), "offices": around.offices(meant, language, today),
    }  # fmt: skip


def _to(name: str, child: str, **more: str) -> str:
    """The address of a page of oneself, or of the child."""
    return reverse(f"members:child_{name}", kwargs={"child": child, **more}) if child else reverse(f"members:my_{name}", kwargs=more)


def _home(child: str) -> str:
    return reverse("members:child", kwargs={"child": child}) if child else reverse("members:me")


def _mine(request: HttpRequest, child: str) -> Person:
    found = questions.mine(signed(request), KEEP, timezone.localdate(), child)
    if found is None:
        raise Http404
    return found


def _whose(request: HttpRequest, child: str) -> Whose:
    meant = _mine(request, child)
    minor = not child and around.is_minor(meant, timezone.localdate())
    return Whose(signed(request), meant, _home(child), Given.GUARDIAN if child else Given.SELF, minor)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(KEEP)
def names(request: HttpRequest, child: str = "") -> HttpResponse:
    return names_form(request, signed(request), _mine(request, child), _home(child))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(KEEP)
def contact(request: HttpRequest, child: str = "") -> HttpResponse:
    return contact_form(request, signed(request), _mine(request, child), _home(child), own=True)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(KEEP)
def about(request: HttpRequest, child: str = "") -> HttpResponse:
    return about_form(request, _whose(request, child))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(KEEP)
def photograph(request: HttpRequest, child: str = "") -> HttpResponse:
    return photograph_form(request, _whose(request, child))


@never_cache
@require_safe
@asks(SEE)
def portrait(request: HttpRequest, child: str = "") -> HttpResponse:
    user, today = signed(request), timezone.localdate()
    meant = questions.mine(user, SEE, today, child)
    return picture(which(user, SEE, Photograph.objects.filter(person=meant), today))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(KEEP)
def consent(request: HttpRequest, purpose: str, child: str = "") -> HttpResponse:
    return consent_page(request, _whose(request, child), purpose)


@require_POST
@asks(KEEP)
def shown(request: HttpRequest, child: str = "") -> HttpResponse:
    """Whether fellow members see one."""
    whose = _whose(request, child)
    if not whose.minor:
        show(by=whose.by, person=whose.person, shown=bool(request.POST.get("shown")), key=key_of(request))
    return redirect(whose.back)


def _back_of(user: User, person: int) -> str:
    """The page on which something of a person stands: one's own, or the child's."""
    child = Person.objects.guarded_by(user, timezone.localdate()).filter(pk=person).first()
    return _home(child.slug if child else "")


@require_POST
@asks(KEEP)
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed(request)
    held: Contact = get_object_or_404(which(user, KEEP, Contact.objects.all()), pk=pk)
    back = _back_of(user, held.person_id)
    forget_contact(by=user, contact=held)
    return redirect(back)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(LEAVE)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed(request)
    own = which(user, LEAVE, Membership.objects.select_related("person", "organisation"))
    held: Membership = get_object_or_404(own, pk=pk, until=None)
    back = _back_of(user, held.person_id)
    sheet = Sheet(_("Leave the organisation"), _("Leave"), back, _("Nobody asks why. You can come back at any time."))
    return leave_form(request, user, held, sheet, today=timezone.localdate())
