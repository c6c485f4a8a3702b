"""Reading the state keys of a value: what is so of a body after a change, and what was so until then."""
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from shanyraq.chronicle.floors import Happen, slug_of
from shanyraq.chronicle.steps import Do
from shanyraq.chronicle.terms import Act

SIGHT = {Act.SEEN: Do.SEEN, Act.STANDING: Do.STANDING}


def setting(act: str) -> Do:
    """What an act does with the values it names."""
    return SIGHT.get(Act(act), Do.SET)


def text(value: Any) -> str:
    """A text or texts as one canonical string: JSON with sorted languages."""
    texts = {"und": value} if isinstance(value, str) else value
    return json.dumps(texts, ensure_ascii=False, sort_keys=True)


def listed(value: Any) -> list[str]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def names(floor: str, body: str, act: str, value: Mapping[str, Any]) -> Iterator[Happen]:
    """Events of the official name and of others in use."""
    old = value.get("from", {})
    for use, said in _uses(value).items():
        was = _uses(old).get(use)
        yield Happen(_thread(floor, _name(use), body), body, setting(act), text(said), was=None if was is None else text(was))
    for use, was in _uses(old).items():
        if use not in _uses(value):
            yield Happen(_thread(floor, _name(use), body), body, Do.END, text(was))


def _name(use: str) -> str:
    return f"name.{use}" if use else "name"


def _uses(value: Mapping[str, Any]) -> dict[str, Any]:
    found = {"": value.get("name"), "short": value.get("short"), **value.get("also", {})}
    return {use: said for use, said in found.items() if said is not None}


def words(floor: str, body: str, act: str, value: Mapping[str, Any], keys: Mapping[str, str]) -> Iterator[Happen]:
    """Events of single-valued facts: `keys` says of each what its value is: a "word", a "text", or a kind of body."""
    old = value.get("from", {})
    for key, sort in keys.items():
        said, was = _said(value.get(key), sort), _said(old.get(key), sort)
        other = f"{sort}:{said or was}" if sort not in ("word", "text") else ""
        if said is not None:
            yield Happen(_thread(floor, key, body), body, setting(act), said, other=other, was=was)
        elif was is not None:
            yield Happen(_thread(floor, key, body), body, Do.END, was, other=other)


def _said(value: Any, sort: str) -> str | None:
    if value is None:
        return None
    return text(value) if sort == "text" else str(value).removeprefix("place:")


def _thread(floor: str, fact: str, body: str) -> str:
    return f"{floor}:{fact}:{slug_of(body)}"


def listed_bodies(value: Mapping[str, Any], *keys: str) -> Iterator[str]:
    for key in keys:
        yield from listed(value.get(key))
