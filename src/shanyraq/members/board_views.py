"""What the board writes down of a member beside name and contacts: birth, photograph, consents on paper, guardians, and who it is in public."""
from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.directory.paging import steps
from shanyraq.members import questions, telling
from shanyraq.members.consenting import consent_page, versions
from shanyraq.members.editing import Sheet, refusal
from shanyraq.members.forms import key_of, names_of, typed_in
from shanyraq.members.guarding import ASKED, chosen, guardian_fields, newcomer_of, reached_by
from shanyraq.members.list_views import A_PAGE, CONSENTS
from shanyraq.members.person_views import KEEP, signed
from shanyraq.members.pictures import picture
from shanyraq.members.telling_forms import Whose, about_form, photograph_form
from shanyraq.members.uniting import UNITE, unitable
from shanyraq.people.guardians import release
from shanyraq.people.members import take_guardian
from shanyraq.people.models import Guardian, Person, Photograph
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.same import part, unite
from shanyraq.people.terms import Given, Purpose
from shanyraq.rights import which
from shanyraq.rights.doors import asks

Row = dict[str, Any]
CONSENT: Final[str] = "members:consent:keep"


def reached(user: User, action: str, slug: str) -> Person:
    """A member, not a former one, on whom an office lets this account do something; else 404."""
    today = timezone.localdate()
    found: Person = get_object_or_404(questions.persons(questions.current(questions.reached(user, action, today), today)), slug=slug)
    return found


def _page(slug: str) -> str:
    return reverse("members:person", kwargs={"slug": slug})


def _whose(request: HttpRequest, action: str, slug: str) -> Whose:
    return Whose(signed(request), reached(signed(request), action, slug), _page(slug), Given.PAPER)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(KEEP)
def about(request: HttpRequest, slug: str) -> HttpResponse:
    return about_form(request, _whose(request, KEEP, slug))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(KEEP)
def photograph(request: HttpRequest, slug: str) -> HttpResponse:
    return photograph_form(request, _whose(request, KEEP, slug))


@never_cache
@require_safe
@asks(questions.SEE)
def portrait(request: HttpRequest, slug: str) -> HttpResponse:
    return picture(Photograph.objects.filter(person=reached(signed(request), questions.SEE, slug)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(CONSENT)
def consent(request: HttpRequest, slug: str, purpose: str) -> HttpResponse:
    return consent_page(request, _whose(request, CONSENT, slug), purpose)


@never_cache
@require_safe
@asks(CONSENTS)
def consents(request: HttpRequest) -> HttpResponse:
    """Who consented to which version, and no more; a constant number of queries."""
    user, today = signed(request), timezone.localdate()
    found: Any = questions.listed(user, questions.Asked(), today, CONSENTS)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    persons: list[Person] = list(page)
    called, held = telling.called(persons, get_language() or "kk"), versions([person.pk for person in persons])
    rows = [{"slug": one.slug, "name": called[one.pk], "versions": _cells(held.get(one.pk, {}))} for one in persons]
    shown = {"rows": rows, "purposes": Purpose.labels, "pages": steps(page, lambda number: f"?page={number}")}
    return render(request, "members/consents.html", shown)


def _cells(held: dict[str, str]) -> list[Row]:
    return [{"label": label, "version": held.get(value, "")} for value, label in Purpose.choices]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(KEEP)
def guardian(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody who is a member within reach, or somebody who is taken in as a guardian alone."""
    user, today = signed(request), timezone.localdate()
    child = reached(user, KEEP, slug)
    errors: dict[str, str] = {}
    typed = dict.fromkeys(ASKED, "")
    if request.method == "POST":
        typed = typed_in(request, ASKED)
        try:
            _entrust(request, user, child, typed)
        except MemberRefused as refused:
            errors = refusal(refused, "guardian_given")
        else:
            return HttpResponseRedirect(_page(slug))
    sheet = Sheet(_("Name a guardian"), _("Save"), _page(slug), _("They see and sign for somebody under 18, and no more from the 18th birthday on."))
    return sheet.shown(request, guardian_fields(user, typed, errors, today, besides=child), errors)


def _entrust(request: HttpRequest, user: User, child: Person, typed: dict[str, str]) -> None:
    """Raises MemberRefused."""
    known = chosen(user, typed, timezone.localdate())
    names = names_of(newcomer_of(typed)) if known is None else ()
    contacts = () if known else reached_by(typed)
    take_guardian(by=user, child=child, guardian=known, names=names, contacts=contacts, on=timezone.localdate(), key=key_of(request))


@require_POST
@asks(KEEP)
def release_one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    user, today = signed(request), timezone.localdate()
    held = get_object_or_404(Guardian.objects.on(today).select_related("child"), pk=pk, child=reached(user, KEEP, slug))
    try:
        release(guardianship=held, on=today, by=user, key=key_of(request))
    except MemberRefused as refused:
        sheet = Sheet(_("Name a guardian"), _("Save"), _page(slug), str(refused))
        return sheet.shown(request, guardian_fields(user, dict.fromkeys(ASKED, ""), {}, today, besides=held.child), {"guardian": str(refused)})
    return redirect("members:person", slug=slug)


@require_POST
@asks(UNITE)
def same(request: HttpRequest, slug: str) -> HttpResponse:
    """A member is somebody of the public memory whom this account reaches, too: with every office that is not over."""
    user, today = signed(request), timezone.localdate()
    member = reached(user, UNITE, slug)
    public = get_object_or_404(unitable(user, today), slug=request.POST.get("public", ""))
    try:
        unite(by=user, member=member, public=public, key=key_of(request))
    except MemberRefused as refused:
        return Sheet(_("The same person"), _("Back"), _page(slug), str(refused)).shown(request, [], {"public": str(refused)})
    return redirect("members:person", slug=slug)


@require_POST
@asks(UNITE)
def apart(request: HttpRequest, slug: str) -> HttpResponse:
    user, today = signed(request), timezone.localdate()
    member = reached(user, UNITE, slug)
    get_object_or_404(which(user, UNITE, Person.objects.all(), today), pk=member.same_as_id)
    part(by=user, member=member, key=key_of(request))
    return redirect("members:person", slug=slug)
