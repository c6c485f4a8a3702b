"""What was told: versions of changes with their claims, as pages need them."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import cached_property

from shanyraq.chronicle.models import FOREVER, OPEN_FUTURE, OPEN_PAST, Claim, Order, Version
from shanyraq.chronicle.prepared import Fixed, prepared
from shanyraq.chronicle.terms import Act, Status
from shanyraq.dating.edtf_date import parse

Value = dict[str, Any]
ITEMS_A_PAGE: Final = 100
SIGHTINGS: Final = (Act.SEEN, Act.STANDING)
MOST_NAMED: Final = 12  # bodies that one sentence names


def numbered(change: int) -> str:
    """The public id of a change whose own would name somebody who asked not to be named."""
    return f"change-{change}"


@dataclass
class Told:
    """One version of a change, with its claims, the preferred one first."""

    version: Version
    claims: list[Claim]

    @property
    def slug(self) -> str:
        return self.version.change.slug

    @property
    def number(self) -> str:
        """In the place of the slug, where that would name somebody who asked not to be named."""
        return numbered(self.version.change_id)

    @cached_property
    def act(self) -> Act:
        return Act(self.version.act)

    @cached_property
    def done(self) -> bool:
        return self.version.status == Status.DONE and self.act != Act.ANNOUNCED

    @cached_property
    def bodies(self) -> list[str]:
        """Keys of the bodies to which it happened."""
        return [name if ":" in name else f"organisation:{name}" for name in self.version.bodies]

    @property
    def preferred(self) -> Claim:
        return self.claims[0]

    def value(self, claim: Claim | None = None) -> Value:
        """What is so by a claim: its own value, or that of the preferred one."""
        said = claim.value if claim is not None and claim.value is not None else self.preferred.value
        return said or {}

    @cached_property
    def days(self) -> tuple[date, date]:
        """First and last day on which it can have been; of a version that stands, as tightened by order."""
        if self.version.known_to == FOREVER and self.done:
            return self.version.change.earliest, self.version.change.latest
        told = parse(self.preferred.date)
        return told.earliest or OPEN_PAST, told.latest or OPEN_FUTURE

    @property
    def new_day(self) -> date | None:
        """A day on which what it brought is so; None where nothing bounds it."""
        earliest, latest = self.days
        return latest if latest != OPEN_FUTURE else earliest if earliest != OPEN_PAST else None

    @cached_property
    def disputed(self) -> bool:
        """Whether its claims disagree in date or in value."""
        return any(self._differs(claim) for claim in self.claims[1:])

    def _differs(self, claim: Claim) -> bool:
        dates = {parse(said.date).text for said in (self.preferred, claim) if said.date}
        return len(dates) > 1 or self.says_other(claim)

    def says_other(self, claim: Claim) -> bool:
        """Whether a claim gives another value than the preferred one."""
        preferred = self.value()
        return any(preferred.get(key) != said for key, said in self.value(claim).items())


def claims_of(versions: Sequence[Version]) -> dict[int, Told]:
    """{key of a change: what was told of it}, in the order of the versions; one query."""
    found: dict[int, list[Claim]] = {version.pk: [] for version in versions}
    for claim in _claims(found) if found else []:
        found[claim.version_id].append(claim)
    return {version.change_id: Told(version, found[version.pk]) for version in versions if found[version.pk]}


@prepared
def _claims(versions: Collection[int]) -> QuerySet[Claim]:
    return Claim.objects.filter(version_id__in=versions).order_by("-preferred", "number", "pk")


def shown(known_on: date | None) -> QuerySet[Version]:
    """The versions of changes that were believed on a day and of which the public faces tell, those taken back left out."""
    return Version.objects.open().known_on(known_on).exclude(status=Status.WITHDRAWN).select_related("change")


def of_body(key: str, known_on: date | None) -> QuerySet[Version]:
    """What was told of a body, oldest first: by the last day on which it can have been, which no order contradicts."""
    return shown(known_on).filter(mentions__body=key).order_by("change__latest", "change__earliest", "change__slug")


@prepared
def page_of_body(key: str, known_on: date | None, page: Fixed) -> QuerySet[Version]:
    """One page, from 1, of what was told of a body."""
    return of_body(key, known_on)[(page - 1) * ITEMS_A_PAGE : page * ITEMS_A_PAGE]


@prepared
def _of_changes(changes: Collection[int], known_on: date | None) -> QuerySet[Version]:
    return shown(known_on).filter(change_id__in=changes).order_by("change_id")


def of_changes(changes: Collection[int], known_on: date | None) -> list[Version]:
    """What was told by some changes, in the order in which they were first recorded."""
    return _of_changes(changes, known_on) if changes else []


def in_order(told: list[Told]) -> list[Told]:
    """The same, with those that share their days in the order in which they are said to follow; one query."""
    changes = {t.version.change_id: t for t in told}
    pairs = _orders(changes) if len(changes) > 1 else []
    before: dict[int, set[int]] = {}
    for earlier, later in pairs:
        before.setdefault(later, set()).add(earlier)
    return [changes[pk] for pk in _sorted(list(changes), before)]


@prepared
def _orders(changes: Collection[int]) -> QuerySet[Order, tuple[int, int]]:
    return Order.objects.filter(earlier_id__in=changes, later_id__in=changes).values_list("earlier_id", "later_id")


def _sorted(keys: list[int], before: dict[int, set[int]]) -> Iterator[int]:
    """The keys, each after all that come before it; else as they stand."""
    given: set[int] = set()
    waiting = keys
    while waiting:
        ready = next((key for key in waiting if not (before.get(key, set()) - given) & set(waiting)), waiting[0])
        given.add(ready)
        waiting = [key for key in waiting if key != ready]
        yield ready


def bodies_in(told: Iterable[Told]) -> set[str]:
    """Keys of all bodies that sentences about these changes name."""
    found: set[str] = set()
    for one in told:
        found |= set(one.bodies[:MOST_NAMED])
        sort = one.bodies[0].partition(":")[0] if one.bodies else "organisation"
        for claim in one.claims:
            found |= set(_named(one.value(claim), sort))
    return found


def _named(value: Value, sort: str) -> Iterator[str]:
    for key, said in value.items():
        if key in KINDS:
            yield from (beside(said_one, KINDS[key] or sort) for said_one in as_list(said))
        elif key in ("from", "values", "ties"):
            yield from _named_within(key, said, sort)


def _named_within(key: str, said: Any, sort: str) -> Iterator[str]:
    if key == "from":
        yield from _named(said, sort)
    elif isinstance(said, dict):
        for part, inner in said.items():
            yield beside(part, sort)
            yield from _named(inner, sort) if key == "values" else (beside(child, sort) for child in as_list(inner))
    else:
        yield from (beside(child, sort) for child in as_list(said))


def names_announced(told: Iterable[Told]) -> dict[str, Value]:
    """{key: name} of what is only announced: of the heir or the part that an announcement names, else of its bodies."""
    found: dict[str, Value] = {}
    for one in told:
        found |= {} if one.done else dict(_announced_by(one))
    return found


def _announced_by(one: Told) -> Iterator[tuple[str, Value]]:
    value, sort = one.value(), one.bodies[0].partition(":")[0]
    if "name" in value:
        named = ("into", "part") if one.act == Act.FOUNDED else ("into", "by", "part")  # a founding tells by what way
        heirs = [beside(name, sort) for key in named if key in value for name in as_list(value[key])]
        yield from ((key, value["name"]) for key in heirs or one.bodies[:1])
    yield from ((beside(part, sort), said["name"]) for part, said in value.get("values", {}).items() if "name" in said)


KINDS: Final = {
    "seat": "place", "parent": "place", "centre": "place", "person": "person", "branch_of": "organisation", "part_of": "organisation",
    "member_of": "organisation", "supported_by": "organisation", "partner_of": "organisation", "of": "organisation", "into": "", "part": "", "by": "",
}  # fmt: skip


def as_list(value: Any) -> list[str]:
    """The bodies that a value names, as far as a sentence names them."""
    return list(value[:MOST_NAMED]) if isinstance(value, list | tuple) else [value]


def beside(name: str, sort: str) -> str:
    """The key of a body as a value names it: of the given sort, unless it says its own."""
    return name if ":" in name else f"{sort}:{name}"
