"""What each act says of the lives of the bodies that it names; the same for every kind of body (rule 12 to 14)."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.floors import Tell, kind_of
from shanyraq.chronicle.floors import Telling as Reading
from shanyraq.chronicle.statekeys import listed
from shanyraq.chronicle.terms import Act, Passing, Role

PLAIN: Final = {
    Act.FOUNDED: Role.FOUNDS,
    Act.REGISTERED: Role.REGISTERS,
    Act.JOINED: Role.ACTS,
    Act.ACCREDITED: Role.ACTS,
    Act.APPOINTED: Role.ACTS,
    Act.SUCCEEDS: Role.NAMED,
    Act.SEEN: Role.SEEN,
    Act.STANDING: Role.STANDING,
    Act.DISSOLVED: Role.ENDS,
    Act.REVIVED: Role.REVIVES,
}
HEIRS: Final = {
    Act.MERGED: ("into", Role.CREATES, Passing.BELOW),
    Act.ABSORBED: ("into", Role.NAMED, Passing.BELOW),
    Act.SUCCEEDED: ("by", Role.MAY_BEGIN, Passing.ALL),
}


def key_beside(body: str, name: str) -> str:
    """The key of a body named by slug beside `body`: of its kind, unless the name says its own."""
    return name if ":" in name else f"{kind_of(body)}:{name}"


def lives_told(reading: Reading) -> Iterator[Tell]:
    """Tellings of the body itself and of the bodies that come out of the act."""
    act, body, value = Act(reading.act), reading.body, reading.value
    if act in HEIRS:
        yield from _handed(reading)
    elif act is Act.SPLIT:
        yield Tell(body, Role.ENDS)
        yield from (Tell(part, Role.CREATES) for part in parts(body, value))
    elif act is Act.SEPARATED:
        yield Tell(body, Role.TELLS)
        yield from (Tell(part, Role.MAY_BEGIN) for part in parts(body, value))
    else:
        yield Tell(body, PLAIN.get(act, Role.TELLS))


def _handed(reading: Reading) -> Iterator[Tell]:
    key, role, passing = HEIRS[Act(reading.act)]
    heir = key_beside(reading.body, reading.value[key])
    if heir in reading.bodies:
        raise ChangeRefused(f"{heir} cannot be its own heir: leave it out of `on`.")
    yield Tell(reading.body, Role.ENDS, heir, passing)
    yield Tell(heir, role)


def parts(body: str, value: Mapping[str, Any]) -> list[str]:
    """The bodies that come out of a split or a separation."""
    return [key_beside(body, name) for name in listed(value.get("into") or value.get("part"))]


def subjects(reading: Reading) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(body, state keys that hold of it): of the heir or the part where one comes out of the act, else of the body itself."""
    act, body, value = Act(reading.act), reading.body, reading.value
    if act in HEIRS:
        yield key_beside(body, value[HEIRS[act][0]]), value
    elif act is Act.SPLIT:
        yield from ((key_beside(body, part), keys) for part, keys in value.get("values", {}).items())
    elif act is Act.SEPARATED:
        yield from ((part, value) for part in parts(body, value))
    else:
        yield body, value


def ties_going(body: str, act: str, value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(child, part) for each tie from below that goes to a part."""
    ties = value.get("ties", {})
    if act == Act.SEPARATED:
        ties = {value["part"]: ties} if ties else {}
    for part, children in ties.items():
        yield from ((key_beside(body, child), key_beside(body, part)) for child in listed(children))


def named(act: str, body: str) -> Tell:
    """A body named beside the one to which the act happened."""
    return Tell(body, {Act.SEEN: Role.SEEN, Act.STANDING: Role.STANDING}.get(Act(act), Role.NAMED))
