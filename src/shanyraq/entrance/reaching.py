"""Whom an office invites to sign in, asked when a link is made and again when it is used."""
from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from shanyraq.accounts.models import User
from shanyraq.entrance.named import held_now
from shanyraq.people.models import Holding, Person
from shanyraq.people.same import accounts
from shanyraq.rights import which
from shanyraq.rights.models import Grant

INVITE: Final = "entrance:person:invite"


def still_meant(by: User, person: Person, made: datetime) -> bool:
    """Whether a link that `by` gave to a person at a moment is good today: an office reaches them.

    Whoever held no office at that moment was taken in as a member: the link is for who still holds none and has no account. `by` gave the second
    sign when the link was made, and is not here now to give it again.
    """
    held = Holding.objects.filter(Q(person=person) | Q(person__same_as=person) | Q(person__as_member=person))
    if not held.filter(known_from__lte=made).exists():
        return not held.exists() and not accounts([person])
    by.strong = True
    return reached(by).filter(pk=person.pk).exists()


def reached(user: User) -> QuerySet[Person]:
    """Persons in an office today whom this visitor may invite, hence whose phones this visitor may replace.

    Never oneself, an operator, or somebody whose office in one's own organisation invites as well: else a secretary would sign in as the chair.
    """
    held = held_now(timezone.localdate())
    found = which(user, INVITE, Person.objects.filter(Exists(held.filter(person=OuterRef("pk")))))
    return found if user.is_operator else _without_equals(found, user, held)


def former(user: User) -> QuerySet[Person]:
    """Those with an account who held an office in reach, and hold none today; who held one beside or above this visitor is not among them."""
    now = held_now(timezone.localdate())
    known = Q(account__is_active=True) | Q(as_member__account__is_active=True)
    found = which(user, INVITE, Person.objects.filter(~Exists(now.filter(person=OuterRef("pk"))), known))
    if user.is_operator:
        return found
    return _without_equals(found.exclude(pk__in=Person.objects.of(user).values("pk")), user, Holding.objects.known_on(None))


def _without_equals(found: QuerySet[Person], user: User, held: QuerySet[Holding]) -> QuerySet[Person]:
    own = held_now(timezone.localdate()).filter(person__in=Person.objects.of(user).values("pk")).values("organisation")
    equals = held.filter(organisation__in=own, office__in=Grant.objects.standing().filter(action=INVITE).values("office"))
    operators = User.objects.filter(is_operator=True)
    return found.exclude(pk__in=equals.values("person")).exclude(account__in=operators).exclude(as_member__account__in=operators)
