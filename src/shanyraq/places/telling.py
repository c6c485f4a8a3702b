"""What a change does to a territory."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from shanyraq.chronicle.floors import Happen, Tell, slug_of
from shanyraq.chronicle.floors import Telling as Reading
from shanyraq.chronicle.lifeacts import HEIRS, key_beside, lives_told, named, parts, subjects, ties_going
from shanyraq.chronicle.statekeys import listed_bodies, names, words
from shanyraq.chronicle.steps import Do
from shanyraq.chronicle.terms import Act

WORDS: Final = {"kind": "word", "kato": "word", "parent": "place", "centre": "place"}


def read(reading: Reading) -> Iterator[Tell | Happen]:
    yield from lives_told(reading)
    for body, keys in subjects(reading):
        if reading.act != Act.ANNOUNCED:
            yield from _state(reading.act, body, keys)
    for child, part in ties_going(reading.body, reading.act, reading.value):
        yield Happen(f"places:parent:{slug_of(child)}", child, Do.SET, slug_of(part), other=part, was=slug_of(reading.body))
        yield named(reading.act, child)
    yield from _heirs(reading)


def _state(act: str, body: str, keys: Mapping[str, Any]) -> Iterator[Tell | Happen]:
    yield from names("places", body, act, keys)
    yield from words("places", body, act, keys, WORDS)
    for one in (*listed_bodies(keys, "parent", "centre"), *listed_bodies(keys.get("from", {}), "parent", "centre")):
        yield named(act, f"place:{one.removeprefix('place:')}")


def _heirs(reading: Reading) -> Iterator[Happen]:
    act, old = Act(reading.act), reading.body
    heirs = [key_beside(old, reading.value[HEIRS[act][0]])] if act in HEIRS else parts(old, reading.value) if act is Act.SPLIT else []
    for heir in heirs:
        yield Happen(f"places:heir:{slug_of(old)}:{slug_of(heir)}", old, Do.SET, other=heir)
