"""Who can sign in, and an invitation to do so, for the office above; phones of those who held an office before are ended from there, too."""
from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.db import transaction
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
from shanyraq.entrance.named import greeted, offices, person_name
from shanyraq.entrance.reaching import INVITE, former, reached
from shanyraq.entrance.visits import end_visits
from shanyraq.people.models import Person
from shanyraq.people.same import accounts
from shanyraq.rights.doors import asks

Row = dict[str, Any]
A_PAGE: Final = 50
MOST: Final = 50  # of those who held an office before


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
    names, held, signing_in = greeted(persons), offices(keys, timezone.localdate()), accounts(persons)
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
