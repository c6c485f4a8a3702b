"""The verb that writes down consents of many, as an organisation brings them from paper."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.journal.changes import write
from shanyraq.people.consents import KEEP, current
from shanyraq.people.models import Consent, Person
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import Given, Purpose

AT_ONCE: Final = 500


@transaction.atomic
def give_many(*, persons: Sequence[Person], purpose: str, on: date, by: User | None, how: str, key: str | None = None) -> int:
    """Consent of each to the current text; gives how many are new. Whose consent stands already is left as it is. Raises MemberRefused."""
    if purpose not in Purpose.values or how not in Given.values:
        raise MemberRefused(_("Choose one of the list."), "consent")
    text = current(purpose)
    if not write(by=by, action=KEEP, thing=f"people:consenttext:{text.pk}", key=key, summary=f"{purpose} {text.version} given by {len(persons)}"):
        return 0
    keys = sorted({person.pk for person in persons})
    list(Person.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
    there = set(Consent.objects.standing().filter(person__in=keys, text=text).values_list("person", flat=True))
    rows = [Consent(person_id=pk, text=text, given_on=on, by=by, how=how) for pk in keys if pk not in there]
    return len(Consent.objects.bulk_create(rows, batch_size=AT_ONCE))
