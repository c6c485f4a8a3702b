"""The floor of the organisations, as the chronicle needs it."""
from __future__ import annotations

import json
from collections.abc import Iterable

from shanyraq.chronicle.circles import refuse_circles
from shanyraq.chronicle.floors import FLOORS, Columns, Fact, Floor, MakesColumns
from shanyraq.chronicle.keys import Keyed
from shanyraq.places.floor import place_id
from shanyraq.registry.models import Life, Name, Organisation, Seat, Tie, Trait
from shanyraq.registry.telling import PAIRS, WORDS, read
from shanyraq.registry.terms import ONLY_UNDER, UNDER
from shanyraq.registry.terms import Tie as TieKind
from shanyraq.words.folding import skeletons


def organisation_id(slug: str) -> Keyed:
    return Keyed(Organisation, slug)


def _name(use: str, owner: str, _other: str, value: str) -> Columns:
    text = json.loads(value)
    return {"organisation_id": organisation_id(owner), "use": use, "text": text, "folded": skeletons(text)}


def _trait(fact: str) -> MakesColumns:
    def columns(qualifier: str, owner: str, _other: str, _value: str) -> Columns:
        return {"organisation_id": organisation_id(owner), "fact": f"{fact}.{qualifier}" if qualifier else fact}

    return columns


def _seat(_use: str, owner: str, _other: str, value: str) -> Columns:
    return {"organisation_id": organisation_id(owner), "place_id": place_id(value)}


def _branch(_use: str, owner: str, _other: str, value: str) -> Columns:
    return {"child_id": organisation_id(owner), "parent_id": organisation_id(value), "kind": TieKind.BRANCH_OF, "grade": ""}


def _tie(kind: str) -> MakesColumns:
    def columns(_use: str, owner: str, other: str, value: str) -> Columns:
        return {"child_id": organisation_id(owner), "parent_id": organisation_id(other), "kind": kind, "grade": value}

    return columns


def _life(slug: str) -> Columns:
    return {"organisation_id": organisation_id(slug)}


FACTS: dict[str, Fact] = {
    "name": Fact(Name, _name, restores=True),
    **{fact: Fact(Trait, _trait(fact), restores=fact in ("kind", "level")) for fact in (*WORDS, "dormant") if fact not in ("seat", "branch_of")},
    "accreditation": Fact(Trait, _trait("accreditation"), handed_on=True),
    "seat": Fact(Seat, _seat, kind="place", handed_down=True, handed_on=True),
    "branch_of": Fact(Tie, _branch, kind="organisation", handed_down=True, handed_on=True),
    **{str(tie): Fact(Tie, _tie(tie), pair=True, kind="organisation", handed_down=True, handed_on=True) for tie in PAIRS},
    "succeeds": Fact(Tie, _tie(TieKind.SUCCEEDS), pair=True, unbound=True, old="other"),
}



def _judge(threads: Iterable[str]) -> None:
    children = {owner for _, fact, owner, *_ in (thread.split(":") for thread in threads) if fact in UNDER}
    refuse_circles("registry_tie", "registry_organisation", children, only=ONLY_UNDER)


FLOOR = Floor("registry", FACTS, {"organisation": read}, {"organisation": Life}, _life, {"organisation": Organisation}, _judge)


def join() -> None:
    FLOORS.add(FLOOR)
