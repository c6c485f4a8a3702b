"""The floor of the territories, as the chronicle needs it."""
from __future__ import annotations

import json
from collections.abc import Iterable

from shanyraq.chronicle.circles import refuse_circles
from shanyraq.chronicle.floors import FLOORS, Columns, Fact, Floor
from shanyraq.chronicle.keys import Keyed
from shanyraq.places.models import Centre, Heir, Life, Name, Parent, Place, Trait
from shanyraq.places.telling import read
from shanyraq.words.folding import skeletons


def place_id(slug: str) -> Keyed:
    return Keyed(Place, slug)


def _name(use: str, owner: str, _other: str, value: str) -> Columns:
    text = json.loads(value)
    return {"place_id": place_id(owner), "use": use, "text": text, "folded": skeletons(text)}


def _kind(_use: str, owner: str, _other: str, _value: str) -> Columns:
    return {"place_id": place_id(owner), "fact": "kind"}


def _kato(_use: str, owner: str, _other: str, _value: str) -> Columns:
    return {"place_id": place_id(owner), "fact": "kato"}


def _parent(_use: str, owner: str, _other: str, value: str) -> Columns:
    return {"child_id": place_id(owner), "parent_id": place_id(value)}


def _centre(_use: str, owner: str, _other: str, value: str) -> Columns:
    return {"place_id": place_id(owner), "centre_id": place_id(value)}


def _heir(_use: str, owner: str, other: str, _value: str) -> Columns:
    return {"place_id": place_id(owner), "heir_id": place_id(other)}


def _life(slug: str) -> Columns:
    return {"place_id": place_id(slug)}


FACTS = {
    "name": Fact(Name, _name, restores=True),
    "kind": Fact(Trait, _kind, restores=True),
    "kato": Fact(Trait, _kato),
    "parent": Fact(Parent, _parent, kind="place", handed_down=True, handed_on=True),
    "centre": Fact(Centre, _centre, kind="place", handed_down=True, handed_on=True),
    "heir": Fact(Heir, _heir, pair=True, unbound=True, old="owner"),
}



def _judge(threads: Iterable[str]) -> None:
    refuse_circles("places_parent", "places_place", {owner for _, fact, owner, *_ in (thread.split(":") for thread in threads) if fact == "parent"})


FLOOR = Floor("places", FACTS, {"place": read}, {"place": Life}, _life, {"place": Place}, _judge)


def join() -> None:
    FLOORS.add(FLOOR)
