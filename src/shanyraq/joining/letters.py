"""Letters to applicants who gave an address; without one the page of the link tells the same."""
from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation

from shanyraq.accounts.models import User
from shanyraq.dating.sentences import say_day
from shanyraq.joining import telling
from shanyraq.joining.models import Application
from shanyraq.joining.terms import State
from shanyraq.mail.changes import send
from shanyraq.people.cards import issue, link_of
from shanyraq.people.models import Card, Membership
from shanyraq.people.terms import MemberKind
from shanyraq.rights.naming import names


def letter_of_receipt(application: Application, *, at: datetime, token: str, code: str) -> None:
    """The link to keep, and another that shows that the address is right."""
    language = application.language
    told = {"status": address("joining:follow", language, token=token), "proof": address("joining:prove", language, token=token, code=code)}
    _send(application, "received", told, by=None, at=at)


def letter_of_change(application: Application, note: str, *, by: User | None, at: datetime) -> None:
    """That it stands otherwise now; the link is in the first letter, the database does not know it."""
    with translation.override(application.language):
        told = {"state": str(State(application.state).label), "note": note, "asked": application.state == State.ASKED}
    _send(application, "changed", told, by=by, at=at)


def letter_of_welcome(application: Application, memberships: Sequence[Membership], *, by: User, at: datetime) -> None:
    """Makes the cards, whether a letter can go or not."""
    today = timezone.localdate(at)
    cards = [issue(membership=one, by=by, on=today) for one in memberships]
    if not memberships:
        return
    with translation.override(application.language):
        told = {
            "kind": str(MemberKind(memberships[0].kind).label), "since": say_day(memberships[0].since, application.language),
            "cards": _cards(application, cards, memberships),
        }  # fmt: skip
    _send(application, "welcome", told, by=by, at=at)


def _cards(application: Application, cards: Sequence[Card], memberships: Sequence[Membership]) -> list[dict[str, str]]:
    """{name, url}: whose card it is, as the application calls them."""
    called = {one.person_id: telling.called(one).value for one in application.applicants.all()}
    urls = [origin() + path for path in card_paths(cards, application.language)]
    return [{"name": called[held.person_id], "url": url} for held, url in zip(memberships, urls, strict=False)]


def card_paths(cards: Sequence[Card], language: str) -> list[str]:
    """Where on this server their bearers open them, without an account; none where the room of members is out."""
    with suppress(NoReverseMatch), translation.override(language):
        return [reverse("members:bearer", kwargs={"link": link_of(card)}) for card in cards]
    return []


def address(route: str, language: str, **given: str) -> str:
    with translation.override(language):
        return origin() + reverse(route, kwargs=given)


def origin() -> str:
    return str(settings.ORIGIN) or f"http://localhost:{settings.PORT}"


def _send(application: Application, letter: str, told: dict[str, Any], *, by: User | None, at: datetime) -> None:
    if not application.email:
        return
    organisation = names([application.organisation_id], application.language, timezone.localdate(at))[application.organisation_id].value
    first = application.applicants.order_by("number").first()
    whole = {**told, "organisation": organisation, "name": first.name if first else ""}
    key = f"joining-{letter}-{application.pk}-{application.steps.count()}"
    thing = f"joining:application:{application.pk}"
    send(to=application.email, language=application.language, template=f"joining/{letter}.txt", told=whole, by=by, at=at, thing=thing, key=key)
