"""Whom of the public memory a member may be said to be: an account that comes to offices by it is no gift of somebody beside or below them."""
from __future__ import annotations

from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from shanyraq.accounts.models import User
from shanyraq.entrance.named import held_now
from shanyraq.members import questions
from shanyraq.people.models import Holding, Person
from shanyraq.rights import which
from shanyraq.rights.models import Grant

UNITE: Final[str] = "members:person:unite"


def unitable(user: User, today: date) -> QuerySet[Person]:
    """Persons in reach; of those without an account only whoever holds, now or later, no office but such as stand below this account's own."""
    found = which(user, UNITE, Person.objects.filter(private=False), today)
    return found if user.is_operator else found.exclude(account=None, pk__in=_not_below(user, today).values("person"))


def _not_below(user: User, today: date) -> QuerySet[Holding]:
    """Offices out of reach, and those of one's own organisation: all where one does not lead it, else those that lead it, too."""
    leading = Grant.objects.standing().filter(action=UNITE).exclude(reach="own").values("office")
    own = held_now(today).filter(person__in=Person.objects.of(user).values("pk"))
    led = own.filter(office__in=leading)
    beside = Q(organisation__in=own.values("organisation")) & (~Q(organisation__in=led.values("organisation")) | Q(office__in=leading))
    afar = ~Q(organisation__in=questions.bodies(user, UNITE, today).values("pk"))
    return Holding.objects.known_on(None).filter(end_latest__gt=today).filter(afar | beside)
