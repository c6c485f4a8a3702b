"""The verbs of dues: what an organisation asks for a year, and who paid. No money is moved here."""
from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.journal.changes import write
from shanyraq.people.models import Dues, DuesRate, Membership, Receipt
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import DuesState, MemberKind
from shanyraq.registry.models import Organisation

CURRENCY: Final = "KZT"
YEARS: Final = range(1980, 2101)
MOST: Final = 10**12  # hundredths


@transaction.atomic
def set_rate(*, by: User | None, organisation: Organisation, kind: str, year: int, amount: int, key: str | None = None) -> bool:
    """Ask `amount` hundredths of a tenge for a year of a kind of members; nothing with 0. Returns whether this was new. Raises MemberRefused.

    Receipts that were given keep the amount that was paid.
    """
    if kind not in MemberKind.values:
        raise MemberRefused(_("Choose one of the kinds of the list."), "kind")
    if year not in YEARS:
        raise MemberRefused(_("Choose a year."), "year")
    if not 0 <= amount < MOST:
        raise MemberRefused(_("Write an amount, such as 5000."), "amount")
    thing = f"registry:organisation:{organisation.slug}"
    if not write(by=by, action="members:dues:keep", thing=thing, key=key, summary=f"{kind} {year} {amount / 100:.2f}"):
        return False
    rates = DuesRate.objects.filter(organisation=organisation, kind=kind, year=year)
    if amount == 0:
        rates.delete()
    else:
        DuesRate.objects.update_or_create(organisation=organisation, kind=kind, year=year, defaults={"amount": amount, "currency": CURRENCY})
    return True


@transaction.atomic
def settle(*, by: User | None, membership: Membership, year: int, state: str, on: date, key: str | None = None) -> Dues | None:
    """The dues of a year are paid, waived, or open again. Gives None where `key` was carried out already. Raises MemberRefused.

    Paid gives a receipt with the next number of the organisation in the year of `on`; a receipt that was given before is void.
    """
    if state not in DuesState.values:
        raise MemberRefused(_("Choose one of the list."), "state")
    thing = f"people:person:{membership.person_id}"
    if not write(by=by, action="members:dues:keep", thing=thing, key=key, summary=f"{membership.organisation.slug} {year} {state}"):
        return None
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    rate = DuesRate.objects.filter(organisation=membership.organisation_id, kind=membership.kind, year=year).first()
    kept = Dues.objects.filter(membership=membership, year=year).first()
    if kept and kept.state == state:
        return kept
    if rate is None and state != DuesState.OPEN:
        raise MemberRefused(_("No dues are asked for this year and kind."), "state")
    told = {"state": state, "day": on, "by": by}
    dues, _new = Dues.objects.update_or_create(membership=membership, year=year, defaults=told)
    Receipt.objects.filter(dues=dues, void=False).update(void=True)
    if rate and state == DuesState.PAID:
        _give_receipt(dues, rate, on)
    return dues


def _give_receipt(dues: Dues, rate: DuesRate, on: date) -> None:
    """The organisation is locked: nobody takes the number in between."""
    given = Receipt.objects.filter(organisation=rate.organisation_id, year=on.year).aggregate(last=Max("number"))["last"]
    Receipt.objects.create(
        organisation_id=rate.organisation_id, year=on.year, number=(given or 0) + 1, dues=dues, amount=rate.amount, currency=rate.currency, day=on,
    )  # fmt: skip
