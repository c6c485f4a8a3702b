"""The verbs of membership cards: make one, and a new one where it was lost. Who belongs is asked of the membership, never of the card."""
from __future__ import annotations

import secrets
from datetime import date
from typing import Final

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.journal.changes import write
from shanyraq.people.consents import refuse_withdrawn
from shanyraq.people.models import Card, Membership, Person
from shanyraq.people.refusing import MemberRefused

MAKE: Final[str] = "members:card:make"
TOKEN_BYTES: Final = 16  # 128 random bits: nobody guesses one, and the code stays coarse enough for a cheap phone
SIGNED: Final = Signer(salt="shanyraq.people.card", sep=".")


def card_of(membership: Membership, on: date) -> Card | None:
    """The card with which its bearer shows the membership; the newest one, where there are several."""
    return Card.objects.unbroken(on).of(membership).order_by("-pk").first()


@transaction.atomic
def issue(*, by: User | None, membership: Membership, on: date) -> Card:
    """The card of a membership, made now where there is none; however often it is called. Raises MemberRefused where the membership is over."""
    Person.objects.select_for_update().get(pk=membership.person_id)
    held = card_of(membership, on)
    if held:
        return held
    _refuse_over(membership, on)
    _write(by, membership, None, "made")
    return _made(membership, on)


@transaction.atomic
def renew(*, by: User | None, membership: Membership, on: date, key: str | None = None) -> Card:
    """A new card in place of one that was lost: the code of the old one is good no more. Raises MemberRefused where the membership is over."""
    Person.objects.select_for_update().get(pk=membership.person_id)
    held = card_of(membership, on)
    _refuse_over(membership, on)
    if not _write(by, membership, key, "made anew") and held:
        return held
    Card.objects.unbroken(on).of(membership).update(void=on)
    return _made(membership, on)


def _made(membership: Membership, on: date) -> Card:
    return Card.objects.create(membership=membership, token=secrets.token_urlsafe(TOKEN_BYTES), made=on)


def _refuse_over(membership: Membership, on: date) -> None:
    if Membership.objects.filter(pk=membership.pk, until__lte=on).exists():
        raise MemberRefused(_("This membership is over. Open the page again."))
    refuse_withdrawn(membership.person)


def _write(by: User | None, membership: Membership, key: str | None, said: str) -> bool:
    summary = f"{membership.organisation.slug} {said}"
    return write(by=by, action=MAKE, thing=f"people:person:{membership.person_id}", key=key, summary=summary)


def link_of(card: Card) -> str:
    """The secret part of the address at which its bearer opens the card without an account. The code on the card does not lead there."""
    return SIGNED.sign(card.token)


def card_at(link: str, on: date) -> Card | None:
    """The card that `link_of` leads to; None where it is void, its membership over, or the link made up."""
    try:
        token = SIGNED.unsign(link)
    except BadSignature:
        return None
    return Card.objects.unbroken(on).filter(token=token).select_related("membership__person", "membership__organisation").first()
