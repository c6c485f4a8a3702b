"""The verbs of persons: whoever asks for it is not named in public."""
from __future__ import annotations

from datetime import datetime

from django.db import transaction

from shanyraq.accounts.models import User
from shanyraq.journal.changes import renew, write
from shanyraq.people.models import Person


@transaction.atomic
def leave_out(*, by: User | None, at: datetime, person: Person, why: str, key: str | None = None) -> bool:
    """Name a person no more in public; what is recorded stays on record. Returns whether this was new."""
    if not write(by=by, action="people:person:leave_out", thing=f"people:person:{person.pk}", key=key, summary=why):
        return False
    renew()
    return bool(Person.objects.filter(pk=person.pk, left_out=None).update(left_out=at))


@transaction.atomic
def name_again(*, by: User | None, person: Person, key: str | None = None) -> bool:
    """Name a person in public again; returns whether this was new."""
    if not write(by=by, action="people:person:name_again", thing=f"people:person:{person.pk}", key=key):
        return False
    renew()
    return bool(Person.objects.filter(pk=person.pk).exclude(left_out=None).update(left_out=None))
