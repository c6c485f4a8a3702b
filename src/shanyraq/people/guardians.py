"""The verbs of guardians: who sees and signs for a child, until the child is of age."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.journal.changes import write
from shanyraq.people.ages import is_child, of_age_on
from shanyraq.people.models import Guardian, Person
from shanyraq.people.refusing import MemberRefused

KEEP = "members:person:keep"


@transaction.atomic
def entrust(*, child: Person, guardian: Person, on: date, by: User | None, key: str | None = None) -> Guardian:
    """Let somebody stand in for a child from a day on until it is of age; gives the row that holds already, if there is one. Raises MemberRefused."""
    write(by=by, action=KEEP, thing=f"people:person:{child.pk}", key=key, summary="guardian")
    kept = Person.objects.select_for_update().get(pk=child.pk)
    refuse_guardian(guardian, on)
    if kept.born is None or not is_child(kept.born, on):
        raise MemberRefused(_("A guardian stands in for somebody under 18 alone: write the date of birth first."), "guardian")
    if guardian.pk == kept.pk:
        raise MemberRefused(_("Nobody is their own guardian."), "guardian")
    found = Guardian.objects.filter(child=kept, guardian=guardian, until__gt=on).first()
    return found or Guardian.objects.create(child=kept, guardian=guardian, since=on, until=of_age_on(kept.born))


@transaction.atomic
def release(*, guardianship: Guardian, on: date, by: User | None, key: str | None = None) -> bool:
    """From a day on somebody stands in no more; another must, as long as the child is one. Returns whether this was new. Raises MemberRefused."""
    if not write(by=by, action=KEEP, thing=f"people:person:{guardianship.child_id}", key=key, summary="guardian no more"):
        return False
    Person.objects.select_for_update().get(pk=guardianship.child_id)
    held = Guardian.objects.select_for_update().get(pk=guardianship.pk)
    others = Guardian.objects.on(on).filter(child=held.child_id).exclude(guardian=held.guardian_id)
    if on < held.until and is_child(held.child.born, on) and not others.exists():
        raise MemberRefused(_("Somebody under 18 needs a guardian: name another one first."), "guardian")
    if on <= held.since:
        held.delete()
    elif on < held.until:
        held.until = on
        held.save(update_fields=["until"])
    return True


def refuse_guardian(guardian: Person, on: date) -> None:
    """Raises MemberRefused of whom it is known that they are a child themselves."""
    if is_child(guardian.born, on):
        raise MemberRefused(_("A guardian is 18 or older."), "guardian")


def move(child: Person, before: date | None) -> None:
    """After another date of birth: those who stand in until the child is of age do so until the right day."""
    if before is None or child.born is None or child.born == before:
        return
    still = Guardian.objects.filter(child=child, until=of_age_on(before))
    still.filter(since__gte=of_age_on(child.born)).delete()
    still.update(until=of_age_on(child.born))


def guarded(children: Iterable[tuple[Person, Person]], on: date) -> list[Guardian]:
    """The rows of (child, guardian) for children who are taken in."""
    return [Guardian(child=child, guardian=guardian, since=on, until=of_age_on(child.born)) for child, guardian in children if child.born]
