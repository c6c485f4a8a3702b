"""A membership card, told: for the page on a phone and for the paper. Its code leads to a page that says whether it is valid today, and no more."""
from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from shanyraq.dating.sentences import say_day
from shanyraq.members import telling
from shanyraq.members.printing import federation, mark, printed, said
from shanyraq.papers.codes import qr_svg
from shanyraq.people.cards import link_of
from shanyraq.people.models import Card, Membership, Spelling
from shanyraq.people.terms import MemberKind, Script
from shanyraq.rights.naming import names
from shanyraq.words.texts import Text

Row = dict[str, Any]


def shown(request: HttpRequest, card: Card, language: str, today: date) -> Row:
    """{organisation, name, latin (or None), kind, since, number, valid, starts, address, qr}; a constant number of queries."""
    held = _held(card, today)
    begun = held.since <= today
    return {
        **_told(card, held, language, today), "since": say_day(held.since, language), "valid": begun, "number": str(card.pk),
        "address": address_of(request, card), "qr": _picture(address_of(request, card)), "link": link_of(card),
    }  # fmt: skip


def paper(request: HttpRequest, card: Card, language: str, today: date) -> HttpResponse:
    """In the language of the page; the same card on the same day is the same bytes."""
    held = _held(card, today)
    told = _told(card, held, language, today)
    since = _("since %(day)s") % {"day": say_day(held.since, language)}
    number = _("No. %(number)s") % {"number": card.pk}
    words = {"qr": _("valid today?"), "mark": _("The mark of this register: the crown of a yurt")}
    data = {
        "language": language, "document": _("Membership card"), "title": _("Membership card"), "federation": federation(language), "mark": mark(),
        "organisation": said(told["organisation"]), "name": said(told["name"]), "latin": said(told["latin"]) if told["latin"] else "",
        "lines": [told["kind"], since, number], "qr": qr_svg(address_of(request, card)), "words": words,
        "hint": _("Cut the card out along the line. Whoever reads its code sees whether it is valid today, and nothing else."),
    }  # fmt: skip
    return printed(request, "card", data, day=today, name=f"card-{card.pk}")


def address_of(request: HttpRequest, card: Card) -> str:
    """To which the code leads, in the language of the page."""
    return request.build_absolute_uri(reverse("members:check", kwargs={"token": card.token}))


def cards_told(memberships: QuerySet[Membership], language: str, today: date) -> list[Row]:
    """{pk, organisation, number (or empty)} of those that are not over, for the board; four queries."""
    held = list(memberships.order_by("-since", "pk"))
    called = names({row.organisation_id for row in held}, language, today)
    persons = {row.person_id for row in held}
    cards = Card.objects.unbroken(today).filter(membership__person__in=persons).order_by("pk")
    numbers = {(person, body): str(pk) for person, body, pk in cards.values_list("membership__person", "membership__organisation", "pk")}
    told = [(row, numbers.get((row.person_id, row.organisation_id), "")) for row in held]
    return [{"pk": row.pk, "organisation": called[row.organisation_id], "number": number} for row, number in told]


def _held(card: Card, today: date) -> Membership:
    """The row of the membership as it is today; before its first day, as it will be."""
    rows = Membership.objects.filter(person=card.membership.person_id, organisation=card.membership.organisation_id)
    return rows.on(today).first() or rows.filter(since__gt=today).order_by("since").first() or card.membership


def _told(card: Card, held: Membership, language: str, today: date) -> Row:
    first, latin = _names(card, language)
    organisation = names([held.organisation_id], language, today)[held.organisation_id]
    return {"name": first, "latin": latin, "organisation": organisation, "kind": capfirst(str(MemberKind(held.kind).label))}


def _names(card: Card, language: str) -> tuple[Text, Text | None]:
    """As the person writes it first, and in Latin letters where they are kept beside it."""
    rows = list(Spelling.objects.filter(person=card.membership.person_id).order_by("-first", "pk"))
    if not rows:
        return telling.called([card.membership.person], language)[card.membership.person_id], None
    latin = next((row for row in rows[1:] if row.script == Script.LATIN), None)
    return _text(rows[0]), _text(latin) if latin else None


def _text(row: Spelling) -> Text:
    return Text(telling.composed(row), telling.IN[Script(row.script)], fallback=True)


def _picture(address: str) -> str:
    """The code as a picture for a page, dark on light whatever the page is."""
    svg = qr_svg(address).replace(">", '><rect width="100%" height="100%" fill="#fff"/>', 1)
    return f"data:image/svg+xml,{quote(svg)}"
