"""The rule of rights as a query. The day is an argument; without one it is today, read once per question, in `moment`."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, TypeAlias, TypeVar, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from shanyraq.accounts.models import User
from shanyraq.chronicle.models import FOREVER
from shanyraq.people.models import Person
from shanyraq.rights import actions, sql
from shanyraq.rights.actions import OFFICE, OPEN, OPERATOR, SIGNED_IN, who_may
from shanyraq.rights.models import Helper

Row = TypeVar("Row", bound=Model)
Visitor: TypeAlias = "AbstractBaseUser | AnonymousUser | None"

PIN: Final = "pin"
NOTHING, SOME, ALL = range(3)  # how much of something is in reach
KEEPING: Final[str] = "registry:fact:keep"  # whoever holds an office that gives it is a keeper of the federation
STEPPING: Final[str] = "rights:stepping:begin"


def is_operator(user: Visitor) -> bool:
    return bool(user is not None and user.is_authenticated and user.is_active and getattr(user, "is_operator", False))


def allows(user: Visitor, action: str, today: date | None = None) -> bool:
    """Whether this visitor may do it at all, whatever the row. One query where offices decide, else none."""
    who = who_may(action)
    if who == OPEN:
        return not is_sealed_from(user, action)
    seat = seat_of(user, action, today)
    if seat is None:
        return False
    if who == OFFICE:
        return seat.holds()
    return who == SIGNED_IN or seat.operator


def allowed(user: Visitor, named: Iterable[str], today: date | None = None) -> set[str]:
    """Those of some actions that this visitor may do at all, whatever the row; one query for all on which offices decide."""
    offices = [action for action in dict.fromkeys(named) if who_may(action) == OFFICE]
    seats = [seat for action in offices if (seat := seat_of(user, action, today))]
    given = {seat.action for seat, much in zip(seats, measures(seats), strict=True) if much > NOTHING} if seats else set()
    return given | {action for action in named if who_may(action) != OFFICE and allows(user, action, today)}


def reaches_all(user: Visitor, action: str, today: date | None = None) -> bool:
    """Whether an action of offices is this visitor's in the whole federation; one query."""
    seat = seat_of(user, action, today)
    return seat is not None and seat.measure() == ALL


def which(user: Visitor, action: str, queryset: QuerySet[Row, Any], today: date | None = None) -> QuerySet[Row, Any]:
    """Those of the rows on which this visitor may do it.

    Of an open action the rows that are open (`open()` of the queryset where rows can be closed), to an operator all of them. Of an action of offices
    the rows at home (`home` of the model, or `at_home_in` of the queryset) in reach of an office that its person surely holds today, as known now,
    and the own ones (`own`) where the room says so. One query beside that of the rows where offices decide, else none.
    """
    who = who_may(action)
    seat = seat_of(user, action, today)
    if is_sealed_from(user, action):
        return queryset.none()
    if who == OPEN:
        return _opened(seat, action, queryset)
    if seat is None:
        return queryset.none()
    if who == OPERATOR:
        return queryset if seat.operator else queryset.none()
    if who == SIGNED_IN:
        return seat.kept(queryset)
    return seat.reached(queryset)


def may(user: Visitor, action: str, row: Model | None = None, today: date | None = None) -> bool:
    """Whether this visitor may do it, to this row where one is given; two queries at most."""
    if row is None:
        return allows(user, action, today)
    return which(user, action, type(row)._default_manager.filter(pk=row.pk), today).exists()


def needs_more(user: Visitor, action: str, today: date | None = None) -> bool:
    """Whether nothing but a second factor is lacking."""
    if who_may(action) != OFFICE:
        return False
    weak, strong = seat_of(user, action, today), seat_of(user, action, today, strong=True)
    return weak is not None and strong is not None and not weak.holds() and strong.holds()


def _opened(seat: Seat | None, action: str, queryset: QuerySet[Row, Any]) -> QuerySet[Row, Any]:
    if seat is not None and seat.operator:
        return queryset
    if seat is None or not actions.is_granted(action):
        return _narrow(queryset)
    opened = Q(pk__in=_narrow(queryset.model._default_manager.all()).values("pk"))
    return queryset.filter(opened | Q(pk__in=seat.reached(queryset.model._default_manager.all()).values("pk")))


def _narrow(queryset: QuerySet[Row, Any]) -> QuerySet[Row, Any]:
    narrow = getattr(queryset, "open", None)
    return narrow() if narrow else queryset


def is_sealed_from(user: Visitor, action: str) -> bool:
    """Whether it is closed because an operator only looks as this account sees it."""
    return bool(getattr(user, "looking_as", False)) and actions.is_sealed(action)


def moment(today: date | None) -> date:
    """The day that is asked of: the one place below the doors that reads the clock, for callers that have no day."""
    return timezone.localdate() if today is None else today


def seat_of(user: Visitor, action: str, today: date | None, *, strong: bool = False) -> Seat | None:
    """None for whoever is not signed in, has no active account, gave a PIN where that is not enough, or only looks where it is sealed."""
    if not isinstance(user, User) or not user.is_active or (user.means == PIN and not actions.is_weak(action)) or is_sealed_from(user, action):
        return None
    return Seat(user, action, moment(today), strong or user.strong)


def constants(action: str, today: date) -> dict[str, Any]:
    """The values that the fragments of SQL name, but for those of an account."""
    return {
        "action": action, "stepping": STEPPING, "keeping": KEEPING, "day": today.isoformat(), "next": (today + timedelta(days=1)).isoformat(),
        "forever": connection.ops.adapt_datetimefield_value(FOREVER),
    }  # fmt: skip


def measures(seats: Sequence[Seat]) -> list[int]:
    """How much is in reach of each; one query for all."""
    told = [seat.measured() for seat in seats]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(said for said, _values in told)}", [value for _said, values in told for value in values])
        return [int(found) for found in cursor.fetchone()]


@dataclass(frozen=True, slots=True)
class Seat:
    """An account at an action on a day."""

    user: User
    action: str
    today: date
    strong: bool

    @property
    def operator(self) -> bool:
        return self.user.is_operator

    def holds(self) -> bool:
        """Whether some office gives it, or somebody steps in; an operator needs neither while the federation has no keeper of its own."""
        return self.measure() > NOTHING

    def measure(self) -> int:
        """NOTHING, SOME rows, or ALL of them; one query."""
        return measures([self])[0]

    def measured(self) -> tuple[str, list[Any]]:
        much = f"COALESCE(({self.held()} SELECT MAX(CASE WHEN held.reach = 'all' THEN {ALL} ELSE {SOME} END) FROM held), {NOTHING})"
        return sql.placed(f"CASE WHEN {sql.KEEPER} THEN {much} ELSE {ALL} END" if self.operator else much, self.values())

    def reached(self, queryset: QuerySet[Row, Any]) -> QuerySet[Row, Any]:
        measure = self.measure()
        if measure == ALL:
            return queryset
        if measure == SOME and hasattr(queryset, "at_home_in") and not actions.is_own(self.action):
            return cast("QuerySet[Row, Any]", queryset.at_home_in(self.reach(), self.today))
        found = self.at_home(queryset.model)
        if actions.is_own(self.action):
            found = self._own(queryset.model) if found is None else found | self._own(queryset.model)
        return queryset.none() if found is None or measure == NOTHING else queryset.filter(found)

    def kept(self, queryset: QuerySet[Row, Any]) -> QuerySet[Row, Any]:
        """Of what whoever is signed in may do: the own rows, those that fellow members share, or all that are open."""
        if actions.is_own(self.action):
            return queryset.filter(self._own(queryset.model))
        if actions.is_shared(self.action):
            return cast("Any", queryset).shared_with(Person.objects.of(self.user).values("pk"), self.today)  # type: ignore[no-any-return]
        return _narrow(queryset)

    def reach(self, holding: int | None = None) -> RawSQL:
        """The keys of all organisations in reach, as a subquery; of one office alone where one is given."""
        only = " AND held.holding = %(holding)s" if holding else ""
        told = sql.walked(self.held(), actions.carried(self.action), only=only)
        if connection.vendor == "postgresql":  # which takes a recursion for much, and reads whole tables; an array it takes for little
            told = f"SELECT unnest(ARRAY({told}))"
        return RawSQL(*sql.placed(told, self.values() | {"holding": holding}))  # noqa: S611 (our own text)

    def held(self) -> str:
        helped = actions.prepares(self.action)
        return sql.held(strong=self.strong, helped=helped, operator=self.operator, above=actions.carried(STEPPING))

    def values(self) -> dict[str, Any]:
        return constants(self.action, self.today) | {"user": self.user.pk}

    def at_home(self, model: type[Model], holding: int | None = None) -> Q | None:
        """The rows of a model that are at home in reach; None where its rows have no home."""
        at_home_in = getattr(model._default_manager.all(), "at_home_in", None)
        if at_home_in:
            return Q(pk__in=at_home_in(self.reach(holding), self.today).values("pk"))
        home = getattr(model, "home", "")
        return _leads(model, home, self.reach(holding)) if home else None

    def _own(self, model: type[Model]) -> Q:
        """The rows that lead to the person of this account, or to the account itself."""
        path = getattr(model, "own", "")
        if not path:
            return Q(pk__in=[])
        persons = self._persons.values("pk")
        if _end(model, path) is not User:
            return _leads(model, path, persons)
        own = _leads(model, path, [self.user.pk])
        return own | _leads(model, path, Helper.objects.on(self.today).filter(holder__in=persons).values("account")) if self._helped else own

    @property
    def _persons(self) -> QuerySet[Person]:
        """The person of the account, on both sides, and the children for whom it stands in."""
        own = Person.objects.of(self.user)
        return own | Person.objects.guarded_by(self.user, self.today) if actions.is_guarded(self.action) else own

    @property
    def _helped(self) -> bool:
        """Whether what helpers prepare is one's own, too."""
        return actions.prepares(self.action) and self.user.means != PIN


def _leads(model: type[Model], path: str, keys: Any) -> Q:
    """The rows of which the path ends at one of these keys; over more than one table as a subquery, so that no row comes twice."""
    if "__" not in path:
        return Q(**{f"{path}__in": keys})
    return Q(pk__in=model._default_manager.filter(**{f"{path}__in": keys}).values("pk"))


def _end(model: type[Model], path: str) -> Any:
    """The model to which a path leads."""
    for step in path.split("__"):
        model = model if step == "pk" else model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model
