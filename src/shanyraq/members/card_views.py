"""Membership cards: one's own, those that the board makes, and the page to which their code leads."""
from __future__ import annotations

from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shanyraq.dating.sentences import say_day
from shanyraq.members import questions
from shanyraq.members.cards import paper, shown
from shanyraq.members.forms import key_of, new_key
from shanyraq.members.person_views import signed
from shanyraq.members.self_views import KEEP, SEE
from shanyraq.people.cards import MAKE, card_at, card_of, issue, renew
from shanyraq.people.models import Card, Membership
from shanyraq.rights.doors import asks

CHECK: Final[str] = "members:card:check"


@never_cache
@require_safe
@asks(CHECK)
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Whether a card is valid today; of one that is void, over or made up the same is said, by the same single query."""
    today = timezone.localdate()
    valid = Card.objects.valid(today).filter(token=token).exists()
    return render(request, "members/checked.html", {"valid": valid, "day": say_day(today, get_language() or "kk")})


@never_cache
@require_safe
@asks(CHECK)
def bearer(request: HttpRequest, link: str) -> HttpResponse:
    """The card of somebody without an account, who was sent this address; a stranger who reads the code is led elsewhere."""
    card = _sent(link)
    told = shown(request, card, get_language() or "kk", timezone.localdate())
    return render(request, "members/card.html", {"card": told, "paper": reverse("members:bearer_paper", kwargs={"link": link})})


@never_cache
@require_safe
@asks(CHECK)
def bearer_paper(request: HttpRequest, link: str) -> HttpResponse:
    return paper(request, _sent(link), get_language() or "kk", timezone.localdate())


def _sent(link: str) -> Card:
    card = card_at(link, timezone.localdate())
    if card is None:
        raise Http404
    return card


@never_cache
@require_safe
@asks(SEE)
def mine(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own card on the phone; where there is none yet, it is made at one tap."""
    today = timezone.localdate()
    held = _held(request, SEE, pk, today)
    card = card_of(held, today)
    told = shown(request, card, get_language() or "kk", today) if card else None
    context = {"card": told, "paper": reverse("members:my_card_paper", kwargs={"pk": pk}), "pk": pk, "back": reverse("members:me"), "key": new_key()}
    return render(request, "members/card.html", context)


@require_POST
@asks(KEEP)
def make_mine(request: HttpRequest, pk: int) -> HttpResponse:
    _make(request, _held(request, KEEP, pk, timezone.localdate()))
    return redirect("members:my_card", pk=pk)


@never_cache
@require_safe
@asks(SEE)
def my_paper(request: HttpRequest, pk: int) -> HttpResponse:
    return _paper(request, _held(request, SEE, pk, timezone.localdate()))


@require_POST
@asks(MAKE)
def make(request: HttpRequest, pk: int) -> HttpResponse:
    held = _held(request, MAKE, pk, timezone.localdate())
    _make(request, held)
    return redirect("members:person", slug=held.person.slug)


@never_cache
@require_safe
@asks(MAKE)
def board_paper(request: HttpRequest, pk: int) -> HttpResponse:
    return _paper(request, _held(request, MAKE, pk, timezone.localdate()))


def _held(request: HttpRequest, action: str, pk: int, today: date) -> Membership:
    reached = questions.current(questions.reached(signed(request), action, today), today)
    return get_object_or_404(reached.select_related("person", "organisation"), pk=pk)


def _make(request: HttpRequest, held: Membership) -> None:
    """The first card, or, where that is asked for, a new one in its place."""
    by, today = signed(request), timezone.localdate()
    if request.POST.get("anew"):
        renew(by=by, membership=held, on=today, key=key_of(request))
    else:
        issue(by=by, membership=held, on=today)


def _paper(request: HttpRequest, held: Membership) -> HttpResponse:
    today = timezone.localdate()
    card = card_of(held, today)
    if card is None:
        raise Http404
    return paper(request, card, get_language() or "kk", today)
