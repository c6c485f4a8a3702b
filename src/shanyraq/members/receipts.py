"""A receipt of dues as PDF."""
from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.dating.sentences import say_day
from shanyraq.members import money, telling
from shanyraq.papers.typesetting import PressBusy, typeset
from shanyraq.people.models import Receipt
from shanyraq.rights.naming import names
from shanyraq.words.models import Federation
from shanyraq.words.texts import Text, pick

BUSY_SECONDS = "10"


def paper(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """In the language of the page; the same receipt is the same bytes."""
    language = get_language() or "kk"
    try:
        made = typeset("receipt", _told(receipt, language), day=receipt.day)
    except PressBusy:
        answer = render(request, "site/error.html", {"status": 503}, status=503)
        answer["Retry-After"] = BUSY_SECONDS
        return answer
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="receipt-{receipt.year}-{receipt.number}.pdf"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _told(receipt: Receipt, language: str) -> dict[str, Any]:
    person = receipt.dues.membership.person
    organisation = _said(names([receipt.organisation_id], language, receipt.day)[receipt.organisation_id])
    number = _("Receipt No. %(number)s of %(year)s") % {"number": receipt.number, "year": receipt.year}
    pairs = [
        (_("Received from"), _said(telling.called([person], language)[person.pk])),
        (_("For"), _("membership dues of %(year)s") % {"year": receipt.dues.year}),
        (_("Amount"), money.said(receipt.amount, receipt.currency, language)),
        (_("Day of payment"), _day(receipt.day, language)),
    ]
    return {
        "language": language, "document": number, "number": number, "federation": _federation(language), "organisation": organisation,
        "pairs": [{"label": label, "value": value} for label, value in pairs], "signature": _("Signature"),
    }  # fmt: skip


def _said(text: Text) -> dict[str, str]:
    return {"value": text.value, "lang": text.lang}


def _day(day: date, language: str) -> str:
    return say_day(day, language)


def _federation(language: str) -> dict[str, str]:
    kept = Federation.objects.first()
    return _said(pick(kept.name if kept else {}, language))
