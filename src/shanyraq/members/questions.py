"""Which members somebody sees: what `which` gives of memberships, and nothing beside it."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.http import HttpRequest

from shanyraq.accounts.models import User
from shanyraq.people.confirming import unconfirmed
from shanyraq.people.models import Contact, Membership, Person
from shanyraq.people.terms import SHOWN_TO_THE_BOARD, MemberKind
from shanyraq.registry.models import Organisation
from shanyraq.rights import which
from shanyraq.words.folding import fold

SEE: Final[str] = "members:list:see"
LONGEST: Final = 100
FORMER: Final = "former"
STALE: Final = "no"
ALL: Final = slice(None)


@dataclass(frozen=True, slots=True)
class Asked:
    """Of what the list is narrowed: a part of a name, an organisation (its slug), a kind of membership or FORMER, who is to confirm."""

    name: str = ""
    organisation: str = ""
    kind: str = ""
    stale: bool = False


def asked_of(request: HttpRequest) -> Asked:
    kind = request.GET.get("kind", "")
    said = [request.GET.get(name, "").strip()[:LONGEST] for name in ("q", "organisation")]
    return Asked(said[0], said[1], kind if kind in (*MemberKind.values, FORMER) else "", request.GET.get("confirmed") == STALE)


def reached(user: User, action: str, today: date) -> QuerySet[Membership]:
    """All memberships, past ones too, on which an office lets this account do something."""
    return which(user, action, Membership.objects.all(), today)


def mine(user: User, action: str, today: date, child: str = "") -> Person | None:
    """Oneself, as a member first; with the slug of a child for whom this account stands in today, that child."""
    kept = which(user, action, Person.objects.all(), today)
    if child:
        return kept.filter(slug=child, pk__in=Person.objects.guarded_by(user, today).values("pk")).first()
    return kept.filter(pk__in=Person.objects.of(user).values("pk")).order_by("-private", "pk").first()


def own_contacts(user: User, today: date) -> QuerySet[Contact]:
    """One's own; those that nobody else sees stay closed to an operator who looks as this account."""
    secret = which(user, "members:secret:see", Contact.objects.all(), today).values("pk")
    own = which(user, "members:self:see", Contact.objects.order_by("pk"), today)
    return own.filter(Q(seen_by__in=sorted(SHOWN_TO_THE_BOARD)) | Q(pk__in=secret))


def persons(memberships: QuerySet[Membership]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=memberships.values("person"))


@dataclass(frozen=True, slots=True)
class Listed:
    """People in the order of their names, each once, however many memberships; read from the memberships alone, by their index."""

    memberships: QuerySet[Membership]

    def count(self) -> int:
        return self.memberships.order_by().values("person").distinct().count()

    def keys(self, part: slice = ALL) -> list[int]:
        rows = self.memberships.order_by("filed", "person").values_list("filed", "person").distinct()
        return [person for _filed, person in rows[part]]

    def __getitem__(self, part: slice) -> list[Person]:
        keys = self.keys(part)
        held = Person.objects.in_bulk(keys)
        return [held[key] for key in keys]


def listed(user: User, asked: Asked, today: date, action: str = SEE) -> Listed:
    """Those who belong today or will, as far as they are asked for."""
    found = narrowed(reached(user, action, today), asked, today)
    if asked.stale:
        found = found.filter(person__in=unconfirmed(Person.objects.all(), today).values("pk"))
    words = fold(asked.name).split()
    for word in words:
        found = found.filter(GreaterThan(StrIndex(F("filed"), Value(word)), 0))
    return Listed(found.none() if asked.name and not words else found)


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
