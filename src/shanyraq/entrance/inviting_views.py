"""Who can sign in, and an invitation to do so, for the office above; phones of those who held an office before are ended from there, too."""
from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.entrance.account_views import device_row, say_on
from shanyraq.entrance.devices import end_device, end_keys
from shanyraq.entrance.door_views import signed
from shanyraq.entrance.inviting import invite, take_back
from shanyraq.entrance.links import language_of, languages, shown_link
from shanyraq.entrance.models import Device, Invitation, Visit
from shanyraq.entrance.named import held_now, named, offices, person_name
from shanyraq.entrance.visits import end_visits
from shanyraq.people.models import Holding, Person
from shanyraq.people.same import accounts
from shanyraq.rights import which
from shanyraq.rights.doors import asks
from shanyraq.rights.models import Grant

Row = dict[str, Any]
INVITE: Final = "entrance:person:invite"
A_PAGE: Final = 50
MOST: Final = 50  # of those who held an office before


def reached(user: User) -> QuerySet[Person]:
    """Persons in an office today whom this visitor may invite, hence whose phones this visitor may replace.

    Never oneself, an operator, or somebody whose office in one's own organisation invites as well: else a secretary would sign in as the chair.
    """
    held = held_now(timezone.localdate())
    found = which(user, INVITE, Person.objects.filter(Exists(held.filter(person=OuterRef("pk")))))
    return found if user.is_operator else _without_equals(found, user, held)


def former(user: User) -> QuerySet[Person]:
    """Those with an account who held an office in reach, and hold none today; who held one beside or above this visitor is not among them."""
    now = held_now(timezone.localdate())
    known = Q(account__is_active=True) | Q(as_member__account__is_active=True)
    found = which(user, INVITE, Person.objects.filter(~Exists(now.filter(person=OuterRef("pk"))), known))
    if user.is_operator:
        return found
    return _without_equals(found.exclude(pk__in=Person.objects.of(user).values("pk")), user, Holding.objects.known_on(None))


def _without_equals(found: QuerySet[Person], user: User, held: QuerySet[Holding]) -> QuerySet[Person]:
    own = held_now(timezone.localdate()).filter(person__in=Person.objects.of(user).values("pk")).values("organisation")
    equals = held.filter(organisation__in=own, office__in=Grant.objects.standing().filter(action=INVITE).values("office"))
    operators = User.objects.filter(is_operator=True)
    return found.exclude(pk__in=equals.values("person")).exclude(account__in=operators).exclude(as_member__account__in=operators)


@never_cache
@require_safe
@asks(INVITE)
def people(request: HttpRequest) -> HttpResponse:
    user = signed(request)
    page = Paginator(reached(user).select_related("account").order_by("slug"), A_PAGE).get_page(request.GET.get("page"))
    before = list(former(user).order_by("slug")[:MOST])
    return render(request, "entrance/people.html", {"rows": _rows(list(page)), "pages": page, "former": _rows(before)})


def _rows(persons: list[Person]) -> list[Row]:
    """{slug, name, offices, has_account, last, link}: `link` that waits, {made, until}."""
    keys = [person.pk for person in persons]
    names, held, signing_in = named(persons), offices(keys, timezone.localdate()), accounts(persons)
    waiting = {one.person_id: one for one in Invitation.objects.usable(timezone.now()).filter(person__in=keys)}
    return [
        {
            "slug": one.slug, "name": names[one.pk], "offices": held[one.pk], "link": waiting_link(waiting.get(one.pk)),
            **_signs_in(signing_in.get(one.pk)),
        }
        for one in persons
    ]  # fmt: skip


def waiting_link(invitation: Invitation | None) -> Row | None:
    return {"made": say_on(invitation.made_at), "until": say_on(invitation.until)} if invitation else None


def _signs_in(account: User | None) -> Row:
    last = account.last_login if account else None
    return {"has_account": account is not None, "last": say_on(last) if last else ""}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(INVITE)
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """The link is shown once, to whoever made it: the database does not know it."""
    user = signed(request)
    meant = reached(user).filter(slug=slug).first()
    if request.method != "POST":
        return _page(request, meant or get_object_or_404(former(user), slug=slug), None, invites=meant is not None)
    if meant is None:
        raise Http404
    token, language = invite(by=user, at=timezone.now(), person=meant), language_of(request)
    with translation.override(language):
        name = person_name(meant)
    return _page(request, meant, shown_link(request, token, name, language), invites=True)


def _page(request: HttpRequest, meant: Person, link: Row | None, *, invites: bool) -> HttpResponse:
    account = accounts([meant]).get(meant.pk)
    closed = account is None or signed(request).looking_as  # how others sign in is sealed
    known = Device.objects.none() if closed else Device.objects.known(timezone.now()).filter(user=account).order_by("pk")
    shown = {"row": _rows([meant])[0], "link": link, "devices": [device_row(device) for device in known], "languages": languages()}
    return render(request, "entrance/invite.html", shown | {"invites": invites})


@require_POST
@asks(INVITE)
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """The link that waits is void."""
    user = signed(request)
    take_back(by=user, person=get_object_or_404(reached(user), slug=slug))
    return redirect("access:person", slug=slug)


@require_POST
@asks(INVITE)
def end_all(request: HttpRequest, slug: str) -> HttpResponse:
    """A phone was lost, or an office is over: every known browser, key and session of the person ends, and a link that waits."""
    user = signed(request)
    meant = reached(user).filter(slug=slug).first() or get_object_or_404(former(user), slug=slug)
    account = accounts([meant]).get(meant.pk)
    if account is None:
        raise Http404
    with transaction.atomic():
        take_back(by=user, person=meant)
        for device in Device.objects.known(timezone.now()).filter(user=account):
            end_device(by=user, device=device, at=timezone.now())
        end_keys(by=user, user=account)
        end_visits(by=user, ended=list(Visit.objects.filter(user=account)))
    return redirect("access:person", slug=slug)
