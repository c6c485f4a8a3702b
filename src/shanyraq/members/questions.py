"""Which members somebody sees: what `which` gives of memberships, and nothing beside it."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest

from shanyraq.accounts.models import User
from shanyraq.people.models import Membership, Person, Spelling
from shanyraq.people.terms import MemberKind
from shanyraq.registry.models import Organisation
from shanyraq.rights import which
from shanyraq.words.folding import fold

SEE: Final[str] = "members:list:see"
LONGEST: Final = 100
FORMER: Final = "former"


@dataclass(frozen=True, slots=True)
class Asked:
    """Of what the list is narrowed: a part of a name, an organisation (its slug), a kind of membership or FORMER."""

    name: str = ""
    organisation: str = ""
    kind: str = ""


def asked_of(request: HttpRequest) -> Asked:
    kind = request.GET.get("kind", "")
    said = [request.GET.get(name, "").strip()[:LONGEST] for name in ("q", "organisation")]
    return Asked(said[0], said[1], kind if kind in (*MemberKind.values, FORMER) else "")


def reached(user: User, action: str, today: date) -> QuerySet[Membership]:
    """All memberships, past ones too, on which an office lets this account do something."""
    return which(user, action, Membership.objects.all(), today)


def persons(memberships: QuerySet[Membership]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=memberships.values("person"))


def listed(user: User, asked: Asked, today: date, action: str = SEE) -> QuerySet[Person]:
    """Those who belong today or will, in the order of their names; each once, however many memberships."""
    found = persons(narrowed(reached(user, action, today), asked, today))
    words = fold(asked.name).split()
    if asked.name:
        spelt = Q(*(Q(folded__contains=word) for word in words)) if words else Q(pk__in=[])
        found = found.filter(Exists(Spelling.objects.filter(spelt, person=OuterRef("pk"))))
    first = Spelling.objects.filter(person=OuterRef("pk"), first=True).values("folded")[:1]
    return found.annotate(filed=Subquery(first)).order_by("filed", "pk")


def narrowed(memberships: QuerySet[Membership], asked: Asked, today: date) -> QuerySet[Membership]:
    found = memberships.filter(until__lte=today) if asked.kind == FORMER else current(memberships, today)
    if asked.organisation:
        found = found.filter(organisation__slug=asked.organisation)
    return found.filter(kind=asked.kind) if asked.kind in MemberKind.values else found


def current(memberships: QuerySet[Membership], today: date) -> QuerySet[Membership]:
    """Without those that are over."""
    return memberships.filter(Q(until=None) | Q(until__gt=today))


def bodies(user: User, action: str, today: date) -> QuerySet[Organisation]:
    return which(user, action, Organisation.objects.all(), today)
