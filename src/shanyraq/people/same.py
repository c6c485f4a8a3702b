"""One human being told of twice: by sources, in an office, and as a member. A pointer says so; no key is rewritten, and it can be taken back."""
from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.journal.changes import write
from shanyraq.people.models import Person
from shanyraq.people.refusing import MemberRefused

ACTION = "members:person:unite"


@transaction.atomic
def unite(*, by: User | None, member: Person, public: Person, key: str | None = None) -> bool:
    """Say that a member is a person of the public memory; the account of either is that of both. Raises MemberRefused.

    Returns whether this was new.
    """
    if not write(by=by, action=ACTION, thing=f"people:person:{member.pk}", key=key, summary=public.slug):
        return False
    sides = Person.objects.select_for_update().filter(pk__in=[member.pk, public.pk]).order_by("pk")
    own, other = (next(row for row in sides if row.pk == pk) for pk in (member.pk, public.pk))
    if not own.private or other.private or own.same_as_id or Person.objects.filter(same_as=other).exists():
        raise MemberRefused(_("One of the two is the same as somebody else already."), "person")
    if own.account_id and other.account_id:
        raise MemberRefused(_("Both have an account. End one of them first."), "person")
    own.same_as = other
    own.save(update_fields=["same_as"])
    return True


@transaction.atomic
def part(*, by: User | None, member: Person, key: str | None = None) -> bool:
    """Take it back; returns whether they were the same until now."""
    if not write(by=by, action=ACTION, thing=f"people:person:{member.pk}", key=key, summary="taken back"):
        return False
    return bool(Person.objects.filter(pk=member.pk).exclude(same_as=None).update(same_as=None))


def accounts(persons: Collection[Person]) -> dict[int, User]:
    """{key: the account with which a person signs in, on whichever side it hangs}; of who has none, nothing. One query."""
    keys = [person.pk for person in persons]
    sides = Q(pk__in=keys) | Q(pk__in=[person.same_as_id for person in persons if person.same_as_id]) | Q(same_as__in=keys)
    held = {row.pk: row for row in Person.objects.exclude(account=None).filter(sides).select_related("account")}
    members = {row.same_as_id: row for row in held.values() if row.same_as_id}
    found = {person.pk: held.get(person.pk) or held.get(person.same_as_id or 0) or members.get(person.pk) for person in persons}
    return {key: row.account for key, row in found.items() if row and row.account}
