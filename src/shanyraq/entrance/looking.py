"""Support: an operator sees for half an hour what somebody else sees. Nothing is altered in it, and the person is told."""
from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.entrance.changes import may_be_tried
from shanyraq.entrance.models import Device, Looking
from shanyraq.entrance.terms import LOOKS, REASON, Means
from shanyraq.journal.changes import write
from shanyraq.mail.changes import AddressRefused, send
from shanyraq.people.models import Person

LETTER: Final = "entrance/letters/looked.txt"
CODES: Final = {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}


class LookingRefused(ValueError):
    """It cannot be so; the sentence says why."""


@transaction.atomic
def begin_looking(*, by: User, at: datetime, whom: User, reason: str, key: str | None = None) -> Looking | None:
    """Let an operator see what `whom` sees, for LOOKS at most; the person is told. Gives None where `key` was carried out already.

    Raises LookingRefused. The reason stands in the letter and on the person's page, not in the journal: it may name somebody.
    """
    said = reason.strip()
    _refuse(by, whom, said)
    if not write(by=by, action="entrance:looking:begin", thing=f"accounts:user:{whom.pk}", key=key):
        return None
    for open_still in Looking.objects.filter(by=by, ended=None):
        end_looking(looking=open_still, at=at)
    looking = Looking.objects.create(by=by, whom=whom, reason=said, since=at, until=at + LOOKS)
    _tell(looking)
    return looking


def _refuse(by: User, whom: User, reason: str) -> None:
    if not by.is_operator or not by.strong or by.looking_as:
        raise LookingRefused(_("Only an operator who signed in with a second sign looks as somebody else."))
    if whom == by or whom.is_operator or not whom.is_active:
        raise LookingRefused(_("Choose somebody else, with an account that signs in and is no operator's."))
    if not REASON[0] <= len(reason) <= REASON[1]:
        raise LookingRefused(_("Say why in %(least)s to %(most)s signs: the person reads it.") % {"least": REASON[0], "most": REASON[1]})


def _tell(looking: Looking) -> None:
    """By a letter where there is an address; on the person's own page in any case. An address that no letter can go to keeps nobody from helping."""
    by, whom, at = looking.by, looking.whom, looking.since
    if not whom.email:
        return
    told = {"by": by.name, "since": timezone.localtime(at), "until": timezone.localtime(looking.until), "reason": looking.reason}
    thing, key = f"entrance:looking:{looking.pk}", f"entrance-looking-{looking.pk}"
    with suppress(AddressRefused):
        send(to=whom.email, language=_language(whom), template=LETTER, told=told, by=by, at=at, thing=thing, key=key)


def _language(user: User) -> str:
    """In which this person wants letters."""
    return next((person.letters_in for person in Person.objects.of(user) if person.letters_in), settings.LANGUAGE_CODE)


@transaction.atomic
def end_looking(*, looking: Looking, at: datetime) -> bool:
    """It is over, at the latest when it was to end; returns whether it went on until now."""
    if not Looking.objects.filter(pk=looking.pk, ended=None).update(ended=min(at, looking.until)):
        return False
    return write(by=looking.by, action="entrance:looking:end", thing=f"accounts:user:{looking.whom_id}")


def looked(user: User) -> list[Looking]:
    """By whom this account was looked at lately, the last first; one query."""
    return list(Looking.objects.filter(whom=user).select_related("by").order_by("-pk")[:10])


def as_it_signs_in(user: User, at: datetime) -> User:
    """The account with the strongest means that it has itself: whoever looks sees no more than its owner can. Of a sample all is tried."""
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    known = list(Device.objects.known(at).filter(user=user).values_list("pin", flat=True))
    user.looking_as = True
    if Authenticator.Type.WEBAUTHN in kinds:
        user.means, user.strong = Means.PASSKEY.value, True
    elif user.email or not any(known):
        user.means, user.strong = (Means.PASSWORD if user.email else Means.LINK).value, bool(kinds & CODES or known) or may_be_tried()
    else:
        user.means, user.strong = Means.PIN.value, True
    return user
