"""Which applications somebody sees, and who among the members in reach may be the same people."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Right
from django.http import HttpRequest
from django.utils import timezone

from shanyraq.accounts.models import User
from shanyraq.joining.models import Applicant, Application
from shanyraq.joining.nearest import taking
from shanyraq.joining.terms import FOR_THE_BOARD, OPEN, State
from shanyraq.people.models import Contact, Membership, Person, Spelling
from shanyraq.people.terms import SHOWN_TO_THE_BOARD, ContactKind
from shanyraq.registry.models import Organisation, Tie
from shanyraq.registry.terms import Tie as TieKind
from shanyraq.rights import Visitor, which, who
from shanyraq.rights.actions import declared
from shanyraq.words.folding import fold

SEE: Final[str] = "joining:application:see"
TAKE_OUT: Final[str] = "joining:application:take_out"
DECIDE: Final[str] = "joining:application:decide"
APPEAL: Final[str] = "joining:application:appeal"
MEMBERS: Final[str] = "members:list:see"
CONTACTS: Final[str] = "members:contact:see"
EVERY: Final = "every"
SIGNIFICANT: Final = 10  # digits of a phone number, whatever stands before them
BETWEEN: Final = (" ", "-", "(", ")", ".", "/")
MOST_ALIKE: Final = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """Of what the list is narrowed: a state, EVERY, or what still waits; an organisation by its slug."""

    state: str = ""
    organisation: str = ""


def asked_of(request: HttpRequest) -> Asked:
    state = request.GET.get("state", "")
    return Asked(state if state in (*State.values, EVERY) else "", request.GET.get("organisation", "").strip()[:60])


def seen(user: Visitor, today: date, action: str = SEE) -> QuerySet[Application]:
    """Those that lie in reach, and those on which an organisation in reach decides anew; three queries with that of the rows."""
    lie = which(user, action, Application.objects.all(), today)
    courts = which(user, APPEAL, Organisation.objects.all(), today)
    appealed = Application.objects.filter(state=State.APPEALED, court__in=courts.values("pk"))
    return Application.objects.filter(pk__in=lie.values("pk").union(appealed.values("pk")))  # each by its index; OR would read the whole table


def listed(found: QuerySet[Application], asked: Asked) -> QuerySet[Application]:
    """Those that wait the longest first; of the others the newest."""
    if asked.organisation:
        found = found.filter(organisation__slug=asked.organisation)
    if not asked.state:
        return found.filter(state__in=OPEN).order_by("made", "pk")
    return (found if asked.state == EVERY else found.filter(state=asked.state)).order_by("-made", "-pk")


def number_waiting(user: Visitor) -> int:
    """How many wait for somebody in office."""
    return seen(user, timezone.localdate()).filter(state__in=FOR_THE_BOARD).count()


def decided_by(user: Visitor, application: Application, today: date) -> bool:
    """Whether this visitor decides on it as it stands: where it lies, or, after an appeal, above."""
    if application.state == State.APPEALED:
        return which(user, APPEAL, Organisation.objects.filter(pk=application.court_id or 0), today).exists()
    return which(user, DECIDE, Application.objects.filter(pk=application.pk), today).exists()


def watching(application: Application, today: date) -> list[dict[str, Any]]:
    """{office, organisation (its key)} of the offices that see it, after an appeal also those of the organisation that decides."""
    found = who(SEE, application, today)
    if application.state != State.APPEALED:
        return found
    return found + [row for row in who(APPEAL, application.court, today) if row not in found]


def onward(user: Visitor, application: Application, today: date) -> QuerySet[Organisation]:
    """Where it may be passed on to: what is in reach, and the organisation above, which sees it anyway."""
    reach = which(user, DECIDE, Organisation.objects.all(), today)
    ties = Tie.objects.filter(child=application.organisation_id, kind=TieKind.BRANCH_OF).known_on(None).surely(today)
    return taking(today).filter(Q(pk__in=reach.values("pk")) | Q(pk__in=ties.values("parent"))).exclude(pk=application.organisation_id)


def alike(user: User, application: Application, applicants: Iterable[Applicant], today: date) -> dict[int, list[tuple[Person, str]]]:
    """{number of an applicant: [(member in reach, why)]}: the same name, phone or e-mail ("name", "contact", "both").

    Of members and contacts that one sees anyway, so that nobody tries out by an application what is kept from the board; six queries.
    """
    if MEMBERS not in declared():
        return {}
    reach = which(user, MEMBERS, Membership.objects.all(), today).values("person")
    rows = list(applicants)
    by_name = _named(reach, rows)
    reached = _reached(_belonging(user, today), application)
    persons = Person.objects.in_bulk({pk for found in (*by_name.values(), reached) for pk in found})
    told = {row.number: [(persons[pk], "name") for pk in by_name.get(row.number, ())][:MOST_ALIKE] for row in rows}
    named = by_name.get(0, [])
    first = [(persons[pk], "both" if pk in named else "contact") for pk in sorted(reached, key=lambda pk: pk not in named)]
    told[0] = (first + [(persons[pk], "name") for pk in named if pk not in reached])[:MOST_ALIKE]
    return told


def _belonging(user: User, today: date) -> Any:
    """Members whose contacts one sees: of whoever left nobody does."""
    return which(user, CONTACTS, Membership.objects.filter(Q(until=None) | Q(until__gt=today)), today).values("person")


def _named(reach: Any, rows: list[Applicant]) -> dict[int, list[int]]:
    """A patronymic that only one of the two has makes no difference."""
    whole = {row.number: {fold(f"{row.family} {row.given} {row.patronymic}"), fold(f"{row.family} {row.given}")} for row in rows}
    skeletons = {one for found in whole.values() for one in found if one}
    starts = Q(*(Q(folded__startswith=f"{fold(f'{row.family} {row.given}')} ") for row in rows if not row.patronymic and row.family), _connector=Q.OR)
    asked = Q(folded__in=skeletons) | (starts if starts.children else Q(pk__in=[]))
    found: dict[int, list[int]] = {}
    for pk, folded in Spelling.objects.filter(asked, person__in=reach).order_by("person", "pk").values_list("person", "folded"):
        for row in rows:
            fits = folded in whole[row.number] or (not row.patronymic and row.family and folded.startswith(f"{fold(f'{row.family} {row.given}')} "))
            if fits and pk not in found.setdefault(row.number, []):
                found[row.number].append(pk)
    return found


def _reached(reach: Any, application: Application) -> list[int]:
    digits = digits_of(application.phone)
    asked = Q(pk__in=[])
    if len(digits) == SIGNIFICANT:
        asked |= Q(kind=ContactKind.PHONE, plain=digits)
    if application.email:
        asked |= Q(kind=ContactKind.EMAIL, value__iexact=application.email)
    rows = Contact.objects.filter(person__in=reach, seen_by__in=sorted(SHOWN_TO_THE_BOARD)).annotate(plain=without_marks("value"))
    return list(dict.fromkeys(rows.filter(asked).order_by("person").values_list("person", flat=True)))


def digits_of(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())[-SIGNIFICANT:]


def without_marks(column: str) -> Any:
    """The last digits of a number, without what people write between them."""
    plain: Any = F(column)
    for sign in BETWEEN:
        plain = Func(plain, Value(sign), Value(""), function="REPLACE", output_field=TextField())
    return Right(plain, SIGNIFICANT)
