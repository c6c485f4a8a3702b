"""Somebody leaves an organisation: the membership ends, and with it the card; a letter says so."""
from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shanyraq.accounts.models import User
from shanyraq.dating.sentences import say_day
from shanyraq.mail.changes import AddressRefused, send
from shanyraq.members.post import addressed
from shanyraq.people.members import leave
from shanyraq.people.models import Membership
from shanyraq.rights.naming import names

LETTER = "members/letters/left.txt"


@transaction.atomic
def leave_with_letter(*, by: User | None, membership: Membership, on: date, at: datetime, key: str | None = None) -> bool:
    """End a membership and write to who leaves, where there is an address. Returns whether this was new. Raises MemberRefused."""
    today = timezone.localdate(at)
    found = addressed([membership.person], today).get(membership.person_id)
    if not leave(by=by, membership=membership, on=on, key=key):
        return False
    if found:
        last = say_day(on - timedelta(days=1), found.language)
        told = {"organisation": names([membership.organisation_id], found.language, today)[membership.organisation_id], "last": last}
        thing, key = f"people:membership:{membership.pk}", f"members:left:{membership.pk}"
        with suppress(AddressRefused):  # it keeps nobody from leaving
            send(to=found.to, language=found.language, template=LETTER, told=told, by=by, at=at, thing=thing, key=key)
    return True
