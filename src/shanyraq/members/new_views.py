"""Somebody is taken in, and one who is there already by one more organisation."""
from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shanyraq.accounts.models import User
from shanyraq.members import guarding, questions
from shanyraq.members.editing import Sheet, refusal
from shanyraq.members.forms import NAMES, contact_of, day_of, field, key_of, kind_field, name_fields, names_of, other_names, typed_in
from shanyraq.members.list_views import MOST_BODIES, TAKE, choices
from shanyraq.members.person_views import signed
from shanyraq.members.telling_forms import born_field
from shanyraq.people.about import refuse_told
from shanyraq.people.ages import is_child
from shanyraq.people.members import NONE, Newcomer, join, take_members
from shanyraq.people.models import Person
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import ContactKind, MemberKind, SeenBy
from shanyraq.registry.models import Life, Organisation
from shanyraq.rights.doors import asks

Row = dict[str, Any]
REACHED: Final = (ContactKind.PHONE, ContactKind.EMAIL)
ASKED: Final = ("organisation", "kind", "since", *NAMES, "phone", "email", "born", *guarding.ASKED)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(TAKE)
def new(request: HttpRequest) -> HttpResponse:
    errors: dict[str, str] = {}
    typed = dict.fromkeys(ASKED, "") | {"kind": MemberKind.MEMBER.value, "since": timezone.localdate().isoformat()}
    if request.method == "POST":
        typed = typed_in(request, ASKED)
        try:
            return HttpResponseRedirect(_take(request, typed))
        except MemberRefused as refused:
            errors = refusal(refused, "given")
    lead = _("Open to everyone. Only the board sees what you write here.")
    sheet = Sheet(_("Take somebody in"), _("Take in"), reverse("members:all"), lead)
    guardian = guarding.guardian_fields(signed(request), typed, errors, timezone.localdate())
    return sheet.shown(request, _fields(signed(request), typed, errors), errors, folded=other_names(typed, errors), guardian=guardian)


def _take(request: HttpRequest, typed: dict[str, str]) -> str:
    """Where it leads on. Raises MemberRefused."""
    contacts = tuple(contact_of(kind, typed[kind], SeenBy.BOARD) for kind in REACHED if typed[kind])
    organisation, since = _organisation(signed(request), typed["organisation"]), day_of(typed["since"], "since")
    born = day_of(typed["born"], "born") if typed["born"] else None
    refuse_told(born, (), "", timezone.localdate())
    guardian = _guardian(signed(request), typed) if is_child(born, since) else None
    newcomer = Newcomer(names_of(typed), typed["kind"], contacts, born, guardian=1 if isinstance(guardian, Newcomer) else guardian)
    newcomers = [newcomer, guardian] if isinstance(guardian, Newcomer) else [newcomer]
    taken = take_members(by=signed(request), organisation=organisation, since=since, newcomers=newcomers, key=key_of(request))
    return reverse("members:person", kwargs={"slug": taken[0].slug}) if taken else reverse("members:all")


def _guardian(user: User, typed: dict[str, str]) -> Person | Newcomer:
    """One whom this account reaches, or somebody who comes with the child and belongs to nothing. Raises MemberRefused."""
    known = guarding.chosen(user, typed, timezone.localdate())
    return known or Newcomer(names_of(guarding.newcomer_of(typed)), NONE, guarding.reached_by(typed))


def _organisation(user: User, slug: str) -> Organisation:
    found = questions.bodies(user, TAKE, timezone.localdate()).filter(slug=slug).first()
    if found is None:
        raise MemberRefused(_("Choose one of your organisations."), "organisation")
    return found


def _fields(user: User, typed: dict[str, str], errors: dict[str, str]) -> list[Row]:
    return [
        *name_fields(typed, errors),
        field("phone", _("Phone"), typed["phone"], kind="tel", errors=errors),
        field("email", _("E-mail"), typed["email"], kind="email", errors=errors),
        born_field(typed["born"], errors),
        *_where(user, typed, errors),
    ]


def _where(user: User, typed: dict[str, str], errors: dict[str, str]) -> list[Row]:
    today = timezone.localdate()
    living = Life.objects.known_on(None).surely(today).values("organisation")
    bodies = questions.bodies(user, TAKE, today).filter(pk__in=living).order_by("slug")[:MOST_BODIES]
    offered = choices(dict(bodies.values_list("pk", "slug")), get_language() or "kk", typed["organisation"])
    return [
        field("organisation", _("In which organisation?"), "", kind="select", required=True, errors=errors, choices=offered),
        kind_field(typed["kind"], errors),
        field("since", _("Since which day?"), typed["since"], kind="date", required=True, errors=errors),
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(TAKE)
def join_one(request: HttpRequest, slug: str) -> HttpResponse:
    """One more organisation of somebody who is, or was, a member within reach."""
    user, today = signed(request), timezone.localdate()
    person: Person = get_object_or_404(questions.persons(questions.reached(user, TAKE, today)), slug=slug)
    errors: dict[str, str] = {}
    typed = {"organisation": "", "kind": MemberKind.MEMBER.value, "since": today.isoformat()}
    if request.method == "POST":
        typed = typed_in(request, typed)
        try:
            organisation, since = _organisation(user, typed["organisation"]), day_of(typed["since"], "since")
            join(by=user, person=person, organisation=organisation, kind=typed["kind"], since=since, key=key_of(request))
        except MemberRefused as refused:
            errors = refusal(refused, "since")
        else:
            return redirect("members:person", slug=slug)
    sheet = Sheet(_("Add a membership"), _("Save"), reverse("members:person", kwargs={"slug": slug}))
    return sheet.shown(request, _where(user, typed, errors), errors)
