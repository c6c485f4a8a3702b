"""Which claims stand behind a dated fact."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from shanyraq.chronicle.floors import FLOORS, Happen, Telling
from shanyraq.chronicle.models import Claim, Period
from shanyraq.directory.versions import MOST_NAMED, Told

Support = list[tuple[Told, Claim]]


@dataclass(slots=True)
class Evidence:
    """What was told, by the thread and value that it sets; of any past belief, since it is read from the versions themselves."""

    told: dict[int, Told]  # by key of the change
    _by_value: dict[tuple[str, str], Support] = field(default_factory=dict)

    def read(self, body: str) -> None:
        """Index what all that was told says of the threads of `body` and of the first of the bodies it happened to."""
        for one in self.told.values():
            if one.done:
                for claim in one.claims:
                    for thread, value in set(_sets(one, claim, body)):
                        self._by_value.setdefault((thread, value), []).append((one, claim))

    def of(self, period: Period) -> Support:
        """Claims that tell this very value; where it was handed on, those of the change that began it."""
        begun = self.told.get(period.begin_change_id) if period.begin_change_id else None
        direct = self._by_value.get((period.thread, period.value), [])
        return direct or ([(begun, claim) for claim in begun.claims] if begun else [])

    def disputed(self, period: Period) -> Told | None:
        """The change behind a fact of which the sources disagree, if there is one."""
        changes = (period.begin_change_id, period.end_change_id)
        return next((self.told[pk] for pk in changes if pk in self.told and self.told[pk].disputed), None)


def _sets(told: Told, claim: Claim, body: str) -> Iterator[tuple[str, str]]:
    for said in _read(told, claim, body):
        yield said.thread, said.value
        if said.was is not None:
            yield said.thread, said.was


def _read(told: Told, claim: Claim, body: str) -> Iterable[Happen]:
    subjects = told.bodies[:MOST_NAMED] + [body] * (body in told.bodies[MOST_NAMED:])
    for subject in subjects:
        for said in FLOORS.read(Telling(told.act, subject, subjects, told.value(claim))):
            if isinstance(said, Happen):
                yield said
