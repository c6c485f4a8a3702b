"""How organisations flow into each other: merged, taken in, divided, separated, succeeded, or called heir."""
from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from shanyraq.chronicle.models import Version
from shanyraq.chronicle.prepared import prepared
from shanyraq.chronicle.terms import Act, Status
from shanyraq.directory.versions import Told, as_list, claims_of, shown
from shanyraq.registry.models import Organisation, Tie
from shanyraq.registry.terms import Tie as TieKind

SORT: Final = "organisation:"


@dataclass(frozen=True, slots=True)
class Flow:
    """From one organisation to another on some day from `earliest` to `latest`; `goes_on` where the old one does."""

    act: str
    old: int
    new: int
    change: int
    earliest: date
    latest: date

    @property
    def goes_on(self) -> bool:
        return self.act in (Act.SEPARATED, Act.SUCCEEDS)

    @property
    def sure(self) -> bool:
        return self.earliest == self.latest


def flows(known_on: date | None) -> list[Flow]:
    """All of them as known on a day; four queries. A separation leaves no tie, so it is read from what was told of it."""
    ties = _ties(known_on)
    told = _told([tie.begin_change_id for tie in ties if tie.begin_change_id], known_on)
    found = [_of_tie(tie, told) for tie in ties]
    return [*found, *_separations(told)]


@prepared
def _ties(known_on: date | None) -> QuerySet[Tie]:
    return Tie.objects.known_on(known_on).filter(kind=TieKind.SUCCEEDS).order_by("begin_latest", "pk")


def _told(changes: list[int], known_on: date | None) -> dict[int, Told]:
    return claims_of(_versions(changes, known_on))


@prepared
def _versions(changes: Collection[int], known_on: date | None) -> QuerySet[Version]:
    wanted = Q(act=Act.SEPARATED, status=Status.DONE) | Q(change_id__in=changes)
    return shown(known_on).filter(wanted).order_by("pk")


def _of_tie(tie: Tie, told: dict[int, Told]) -> Flow:
    one = told.get(tie.begin_change_id or 0)
    act = str(one.act) if one else str(Act.SUCCEEDS)
    return Flow(act, tie.parent_id, tie.child_id, tie.begin_change_id or 0, tie.begin_earliest, tie.begin_latest)


def _separations(told: dict[int, Told]) -> Iterator[Flow]:
    parted = [(one, body, part) for one in told.values() if one.act == Act.SEPARATED for body in one.bodies for part in _parts(one)]
    slugs = {key.removeprefix(SORT) for _one, *pair in parted for key in pair}
    pks = dict(_organisations(slugs)) if slugs else {}
    for one, body, part in parted:
        old, new = (pks.get(key.removeprefix(SORT)) for key in (body, part))
        if old and new and body.startswith(SORT):
            yield Flow(str(Act.SEPARATED), old, new, one.version.change_id, *one.days)


@prepared
def _organisations(slugs: Collection[str]) -> QuerySet[Organisation, tuple[str, int]]:
    return Organisation.objects.filter(slug__in=slugs).values_list("slug", "pk")


def _parts(told: Told) -> list[str]:
    return [str(part) for part in as_list(told.value().get("part", []))]
