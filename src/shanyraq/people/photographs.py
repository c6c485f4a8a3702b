"""The verbs of a member's photograph: kept while its consent stands, and gone from the disk with it."""
from __future__ import annotations

import io
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.files.changes import add, discard
from shanyraq.files.models import File
from shanyraq.files.pictures import shrunk
from shanyraq.journal.changes import write
from shanyraq.people.models import Consent, Person, Photograph
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import Purpose, SeenBy

KEEP = "members:person:keep"
SHOWN_TO = (SeenBy.BOARD, SeenBy.MEMBERS)
LONGEST_SIDE = 800  # pixels


@transaction.atomic
def portray(*, by: User | None, person: Person, name: str, source: BinaryIO, seen_by: str = SeenBy.BOARD, key: str | None = None) -> bool:
    """Keep a picture instead of the one before, without what a camera writes into it. Returns whether this was new.

    Raises MemberRefused where no consent stands, FileRefused where it is no picture.
    """
    if seen_by not in SHOWN_TO:
        raise MemberRefused(_("Choose one of the list."), "seen_by")
    pixels, media_type, ending = shrunk(source, name=name, longest=LONGEST_SIDE)
    if not write(by=by, action=KEEP, thing=f"people:person:{person.pk}", key=key, summary="photograph"):
        return False
    Person.objects.select_for_update().get(pk=person.pk)
    if not Consent.objects.standing().filter(person=person, text__purpose=Purpose.PHOTOGRAPH).exists():
        raise MemberRefused(_("Without consent to it no photograph is kept."), "consent")
    erase(person)
    file = add(name=f"photograph.{ending}", media_type=media_type, source=io.BytesIO(pixels))
    Photograph.objects.create(person=person, file=file, seen_by=seen_by)
    return True


@transaction.atomic
def show_to(*, by: User | None, person: Person, seen_by: str, key: str | None = None) -> bool:
    """Say who sees the picture; returns whether this was new. Raises MemberRefused."""
    if seen_by not in SHOWN_TO:
        raise MemberRefused(_("Choose one of the list."), "seen_by")
    if not write(by=by, action=KEEP, thing=f"people:person:{person.pk}", key=key, summary=f"photograph {seen_by}"):
        return False
    return bool(Photograph.objects.filter(person=person).update(seen_by=seen_by))


def erase(person: Person) -> None:
    """The picture is kept no more; after the transaction its bytes are gone, too. Its caller writes it down."""
    files = list(File.objects.filter(pk__in=Photograph.objects.filter(person=person).values("file")))
    Photograph.objects.filter(person=person).delete()
    discard(files=files)
