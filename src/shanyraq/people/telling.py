"""What a change does to holdings of offices and to the names of persons."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from shanyraq.chronicle.floors import Happen, Tell, slug_of
from shanyraq.chronicle.floors import Telling as Reading
from shanyraq.chronicle.lifeacts import subjects
from shanyraq.chronicle.statekeys import names, setting
from shanyraq.chronicle.steps import Do
from shanyraq.chronicle.terms import Act
from shanyraq.people.terms import CLOSED, SEVERAL

HOLDING: Final = frozenset({"office", "person", "acting"})  # what a value says of who holds which office


def read_person(reading: Reading) -> Iterator[Tell | Happen]:
    yield from names("people", reading.body, reading.act, reading.value)


def read_organisation(reading: Reading) -> Iterator[Tell | Happen]:
    """`office` with `person`: a holder; one at a time, or several, as the office has it."""
    if reading.act == Act.ANNOUNCED:
        return
    for body, keys in subjects(reading):
        if "office" in keys and "person" in keys:
            yield _holding(reading.act, body, keys)


def _holding(act: str, body: str, keys: Mapping[str, Any]) -> Happen:
    office = f"{keys['office']}+acting" if keys.get("acting") else keys["office"]
    person = keys["person"].removeprefix("person:")
    do = Do.END if act == Act.RELEASED else setting(act)
    thread = f"people:holding.{office}:{slug_of(body)}"
    if keys["office"] in SEVERAL:
        return Happen(f"{thread}:{person}", body, do, "", other=f"person:{person}", until=keys.get("until"))
    return Happen(thread, body, do, person, until=keys.get("until"))


def is_closed(value: Mapping[str, Any]) -> bool:
    """Whether it tells nothing but who holds an office whose holders no public face shows."""
    return value.get("office") in CLOSED and value.keys() <= HOLDING | {"until"}


def is_closed_thread(thread: str) -> bool:
    """Whether it is of such an office."""
    floor, fact, *_owner = thread.split(":")
    return floor == "people" and fact.partition(".")[2].partition("+")[0] in CLOSED


def without_closed(value: Any) -> Any:
    """The same without who holds such an office, wherever a value or a part of it says so."""
    if not isinstance(value, Mapping):
        return value
    inner = {key: without_closed(said) for key, said in value.items() if isinstance(said, Mapping)}
    if value.get("office") in CLOSED:
        return {key: inner.get(key, said) for key, said in value.items() if key not in HOLDING}
    return {**value, **inner} if inner else value
