"""A member, as the board sees it, and what the board alters."""
from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.members import around, questions, telling
from shanyraq.members.cards import cards_told
from shanyraq.members.confirmed import confirmation
from shanyraq.members.consenting import consents
from shanyraq.members.editing import Sheet, contact_form, leave_form, names_form, refusal
from shanyraq.members.forms import day_of, field, key_of, kind_field, new_key, typed_in
from shanyraq.members.list_views import CONTACTS
from shanyraq.people.cards import MAKE
from shanyraq.people.members import change_kind, forget_contact
from shanyraq.people.models import Contact, Guardian, Membership, Person
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import SHOWN_TO_THE_BOARD
from shanyraq.rights.doors import asks

Row = dict[str, Any]
UNITE: Final[str] = "members:person:unite"
CONSENT: Final[str] = "members:consent:keep"
KEEP: Final[str] = "members:person:keep"
CHANGE: Final[str] = "members:membership:change"
END: Final[str] = "members:membership:end"


def signed(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


@never_cache
@require_safe
@asks(questions.SEE)
def person(request: HttpRequest, slug: str) -> HttpResponse:
    user, language, today = signed(request), get_language() or "kk", timezone.localdate()
    reach = questions.reached(user, questions.SEE, today)
    meant = get_object_or_404(questions.persons(reach), slug=slug)
    held = reach.filter(person=meant)
    seen, kept = _reaches(user, CONTACTS, meant), _reaches(user, KEEP, meant)
    contacts = Contact.objects.filter(person=meant, seen_by__in=sorted(SHOWN_TO_THE_BOARD)).order_by("pk") if seen else []
    context = {
        "own": False, "slug": slug, "name": telling.called([meant], language)[meant.pk], "spellings": telling.spellings(meant),
        "memberships": telling.told(held, language, today), "contacts": telling.contacts(contacts), "seen": seen, "kept": kept,
        "changes": set(questions.reached(user, CHANGE, today).filter(person=meant).values_list("pk", flat=True)),
        "ends": set(questions.reached(user, END, today).filter(person=meant).values_list("pk", flat=True)),
        "watchers": telling.watchers(questions.current(held, today), language, today), "key": new_key(),
        "cards": cards_told(questions.current(questions.reached(user, MAKE, today), today).filter(person=meant), language, today),
        "confirmed": confirmation(meant, language, today) if kept else None, **(_around(user, meant, kept=kept) if seen else {}),
    }  # fmt: skip
    return render(request, "members/person.html", context)


def _around(user: User, meant: Person, *, kept: bool) -> Row:
    """Of who is a member today: what is told beside name and contacts."""
    language, today, slug = get_language() or "kk", timezone.localdate(), meant.slug
    to = {name: _to(name, slug) for name in ("names", "contact", "about", "photograph", "picture", "guardian")}
    unites, minor = _reaches(user, UNITE, meant), around.is_minor(meant, today)
    held = consents(meant, language) if _reaches(user, CONSENT, meant) else []
    told = [{**one, "url": _to("consent", slug, purpose=one["purpose"])} for one in held]
    end = (lambda pk: _to("guardian_end", slug, pk=pk)) if kept else None
    wards = list(Person.objects.filter(guardians__in=Guardian.objects.on(today).filter(guardian=meant)).order_by("pk"))
    return {
        "to": to if kept and minor else {**to, "guardian": ""}, "about": around.about(meant, language),
        "portrait": around.portrait(meant, to["picture"]),
        "consents": told, "guardians": around.guardians(meant, language, today, reached=True, end=end), "is_child": minor,
        "children": around.children(wards, language, lambda _slug: ""), "public": around.public(meant),
        "offices": around.offices(meant, language, today), "alike": around.alike(user, meant, language, today) if unites else [],
        "parts": _to("part", slug) if unites and meant.same_as_id else "", "unites": _to("same", slug),
    }  # fmt: skip


def _to(name: str, slug: str, **more: Any) -> str:
    return reverse(f"members:{name}", kwargs={"slug": slug, **more})


def _reaches(user: User, action: str, meant: Person) -> bool:
    """Somebody who left is a matter of the board no more, but for the membership itself."""
    today = timezone.localdate()
    return questions.current(questions.reached(user, action, today), today).filter(person=meant).exists()


def _kept(user: User, slug: str) -> Person:
    """A member whose name and contacts this account writes down."""
    today = timezone.localdate()
    return get_object_or_404(questions.persons(questions.current(questions.reached(user, KEEP, today), today)), slug=slug)


def _membership(user: User, action: str, pk: int) -> Membership:
    return get_object_or_404(questions.reached(user, action, timezone.localdate()).select_related("person", "organisation"), pk=pk, until=None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(KEEP)
def names(request: HttpRequest, slug: str) -> HttpResponse:
    return names_form(request, signed(request), _kept(signed(request), slug), _page(slug))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(KEEP)
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    return contact_form(request, signed(request), _kept(signed(request), slug), _page(slug))


@require_POST
@asks(KEEP)
def forget(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    meant = _kept(signed(request), slug)
    held = get_object_or_404(Contact, pk=pk, person=meant, seen_by__in=SHOWN_TO_THE_BOARD)
    forget_contact(by=signed(request), contact=held)
    return redirect("members:person", slug=slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(CHANGE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    held = _membership(signed(request), CHANGE, pk)
    errors: dict[str, str] = {}
    typed = {"kind": held.kind, "on": timezone.localdate().isoformat()}
    if request.method == "POST":
        typed = typed_in(request, ("kind", "on"))
        try:
            change_kind(by=signed(request), membership=held, kind=typed["kind"], on=day_of(typed["on"], "on"), key=key_of(request))
        except MemberRefused as refused:
            errors = refusal(refused, "on")
        else:
            return redirect("members:person", slug=held.person.slug)
    day = field("on", _("From which day?"), typed["on"], kind="date", required=True, errors=errors)
    sheet = Sheet(_("Change the kind of membership"), _("Save"), _page(held.person.slug), _("What was before stays on record."))
    return sheet.shown(request, [kind_field(typed["kind"], errors), day], errors)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(END)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    held = _membership(signed(request), END, pk)
    sheet = Sheet(_("End the membership"), _("End it"), _page(held.person.slug), _("What was before stays on record."))
    return leave_form(request, signed(request), held, sheet, today=timezone.localdate())


def _page(slug: str) -> str:
    return reverse("members:person", kwargs={"slug": slug})
