"""Who can sign in, and an invitation to do so, for the office above."""
from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shanyraq.accounts.models import User
from shanyraq.entrance.account_views import device_row, say_on
from shanyraq.entrance.adapters import on_white
from shanyraq.entrance.devices import end_device, end_keys
from shanyraq.entrance.door_views import signed
from shanyraq.entrance.inviting import invite
from shanyraq.entrance.models import Device, Visit
from shanyraq.entrance.named import held_now, named, offices, person_name
from shanyraq.entrance.visits import end_visits
from shanyraq.papers.codes import qr_svg
from shanyraq.people.models import Person
from shanyraq.rights import which
from shanyraq.rights.doors import asks
from shanyraq.rights.models import Grant
from shanyraq.words.texts import Text

Row = dict[str, Any]
INVITE: Final = "entrance:person:invite"
A_PAGE: Final = 50


def reached(user: User) -> QuerySet[Person]:
    """Persons in an office today whom this visitor may invite, hence whose phones this visitor may replace.

    Never oneself, an operator, or somebody whose office in one's own organisation invites as well: else a secretary would sign in as the chair.
    """
    held = held_now(timezone.localdate())
    found = which(user, INVITE, Person.objects.filter(Exists(held.filter(person=OuterRef("pk")))))
    if user.is_operator:
        return found
    beside = held.filter(organisation__in=held.filter(person__in=Person.objects.of(user)).values("organisation"))
    equals = beside.filter(office__in=Grant.objects.standing().filter(action=INVITE).values("office"))
    return found.exclude(pk__in=equals.values("person")).exclude(account__in=User.objects.filter(is_operator=True))


@never_cache
@require_safe
@asks(INVITE)
def people(request: HttpRequest) -> HttpResponse:
    found = reached(signed(request)).select_related("account").order_by("slug")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "entrance/people.html", {"rows": _rows(list(page)), "pages": page})


def _rows(persons: list[Person]) -> list[Row]:
    keys = [person.pk for person in persons]
    names, held = named(persons), offices(keys, timezone.localdate())
    return [_row(person, names[person.pk], held[person.pk]) for person in persons]


def _row(person: Person, name: Text, held: list[Row]) -> Row:
    account = person.account
    last = account.last_login if account else None
    return {"slug": person.slug, "name": name, "offices": held, "has_account": account is not None, "last": say_on(last) if last else ""}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks(INVITE)
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """The link is shown once, to whoever made it: the database does not know it."""
    user = signed(request)
    meant = get_object_or_404(reached(user).select_related("account"), slug=slug)
    if request.method != "POST":
        return _page(request, meant, None)
    asked = request.POST.get("language", "")
    return _page(request, meant, _link(request, user, meant, asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE))


def _link(request: HttpRequest, user: User, meant: Person, language: str) -> Row:
    token = invite(by=user, at=timezone.now(), person=meant)
    with translation.override(language):
        url = request.build_absolute_uri(reverse("access:invited", kwargs={"token": token}))
        text = _("%(name)s, this link signs you in on your phone. It is good once, for seven days. Do not pass it on.") % {"name": person_name(meant)}
    return {"url": url, "text": text, "language": language, "qr": _data(on_white(qr_svg(url))), "ways": _ways(text, url)}


def _data(svg: str) -> str:
    return f"data:image/svg+xml,{quote(svg)}"


def _ways(text: str, link: str) -> list[Row]:
    """Links that open the sender's own messenger with the text in it."""
    both = quote(f"{text} {link}")
    return [
        {"name": "WhatsApp", "url": f"https://wa.me/?text={both}"},
        {"name": "Telegram", "url": f"https://t.me/share/url?url={quote(link)}&text={quote(text)}"},
        {"name": "SMS", "url": f"sms:?&body={both}"},
    ]


def _page(request: HttpRequest, meant: Person, link: Row | None) -> HttpResponse:
    known = Device.objects.known(timezone.now()).filter(user=meant.account).order_by("pk") if meant.account else []
    languages = [{"value": code, "label": name, "chosen": code == get_language()} for code, name in settings.LANGUAGES]
    shown = {"row": _rows([meant])[0], "link": link, "devices": [device_row(device) for device in known], "languages": languages}
    return render(request, "entrance/invite.html", shown)


@require_POST
@asks(INVITE)
def end_all(request: HttpRequest, slug: str) -> HttpResponse:
    """A phone was lost: every known browser, key and session of the person ends."""
    user = signed(request)
    meant = get_object_or_404(reached(user).exclude(account=None), slug=slug)
    account = get_object_or_404(User, pk=meant.account_id)
    with transaction.atomic():
        for device in Device.objects.known(timezone.now()).filter(user=account):
            end_device(by=user, device=device, at=timezone.now())
        end_keys(by=user, user=account)
        end_visits(by=user, ended=list(Visit.objects.filter(user=account)))
    return redirect("access:person", slug=slug)
