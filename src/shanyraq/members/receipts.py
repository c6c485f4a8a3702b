"""A receipt of dues as PDF."""
from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.dating.sentences import say_day
from shanyraq.members import money, telling
from shanyraq.members.printing import federation, printed, said
from shanyraq.people.models import Receipt
from shanyraq.rights.naming import names


def paper(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """In the language of the page; the same receipt is the same bytes."""
    language = get_language() or "kk"
    return printed(request, "receipt", _told(receipt, language), day=receipt.day, name=f"receipt-{receipt.year}-{receipt.number}")


def _told(receipt: Receipt, language: str) -> dict[str, Any]:
    person = receipt.dues.membership.person
    organisation = said(names([receipt.organisation_id], language, receipt.day)[receipt.organisation_id])
    number = _("Receipt No. %(number)s of %(year)s") % {"number": receipt.number, "year": receipt.year}
    pairs = [
        (_("Received from"), said(telling.called([person], language)[person.pk])),
        (_("For"), _("membership dues of %(year)s") % {"year": receipt.dues.year}),
        (_("Amount"), money.said(receipt.amount, receipt.currency, language)),
        (_("Day of payment"), say_day(receipt.day, language)),
    ]
    return {
        "language": language, "document": number, "number": number, "federation": federation(language), "organisation": organisation,
        "pairs": [{"label": label, "value": value} for label, value in pairs], "signature": _("Signature"),
    }  # fmt: skip
