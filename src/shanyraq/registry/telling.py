"""What a change does to an organisation: its life, its names and words, its seat and its ties."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from shanyraq.chronicle.floors import Happen, Tell, slug_of
from shanyraq.chronicle.floors import Telling as Reading
from shanyraq.chronicle.lifeacts import HEIRS, key_beside, lives_told, named, parts, subjects, ties_going
from shanyraq.chronicle.statekeys import listed, names, setting, words
from shanyraq.chronicle.steps import ANY, Do
from shanyraq.chronicle.terms import Act
from shanyraq.registry.terms import Tie

WORDS: Final = {
    "kind": "word", "level": "word", "registration": "word", "bin": "word",
    "seat": "place", "branch_of": "organisation",
    "culture": "text", "aim": "text", "contact": "text", "note": "text",
}  # fmt: skip
PAIRS: Final = (Tie.PART_OF, Tie.MEMBER_OF, Tie.SUPPORTED_BY, Tie.PARTNER_OF)


def read(reading: Reading) -> Iterator[Tell | Happen]:
    yield from lives_told(reading)
    for body, keys in subjects(reading):
        yield from _state(reading.act, body, keys)
    yield from _own(reading)
    yield from _going(reading)
    yield from _heirs(reading)


def _state(act: str, body: str, keys: Mapping[str, Any]) -> Iterator[Tell | Happen]:
    if act in (Act.LEFT, Act.SUCCEEDS, Act.ANNOUNCED):
        return
    yield from names("registry", body, act, keys)
    yield from words("registry", body, act, keys, WORDS)
    for key, kind in (("seat", "place"), ("branch_of", "organisation")):
        yield from (named(act, f"{kind}:{one.removeprefix('place:')}") for one in listed(keys.get(key)) + listed(keys.get("from", {}).get(key)))
    for tie in PAIRS:
        for parent in listed(keys.get(tie)):
            yield _pair(tie, body, parent, setting(act), str(keys.get("grade", "")) if tie is Tie.MEMBER_OF else "")
            yield named(act, f"organisation:{parent}")
        for parent in listed(keys.get("from", {}).get(tie)):
            yield _pair(tie, body, parent, Do.END, ANY)
            yield named(act, f"organisation:{parent}")


def _pair(tie: str, body: str, parent: str, do: Do, value: str) -> Happen:
    return Happen(f"registry:{tie}:{slug_of(body)}:{parent}", body, do, value, other=f"organisation:{parent}")


def _own(reading: Reading) -> Iterator[Tell | Happen]:
    """What only this act does."""
    act, body, value = Act(reading.act), reading.body, reading.value
    slug = slug_of(body)
    if act is Act.REGISTERED and value.get("registration") is None:
        yield Happen(f"registry:registration:{slug}", body, Do.SET, str(value.get("number", "registered")))
    elif act is Act.STRUCK_OFF:
        yield Happen(f"registry:registration:{slug}", body, Do.END, f"{ANY}registered")
    elif act is Act.LEFT:
        yield from _left(body, value)
    elif act in (Act.DORMANT, Act.REVIVED):
        yield Happen(f"registry:dormant:{slug}", body, Do.SET if act is Act.DORMANT else Do.END, "dormant" if act is Act.DORMANT else f"{ANY}dormant")
    elif act is Act.ACCREDITED:
        yield Happen(_accreditation(slug, value), body, Do.SET, "accredited", until=value.get("until"))
    elif act is Act.ACCREDITATION_WITHDRAWN:
        yield Happen(_accreditation(slug, value), body, Do.END, f"{ANY}accredited")
    elif act is Act.SUCCEEDS:
        yield Happen(f"registry:succeeds:{slug}:{value['of']}", body, Do.SET, other=f"organisation:{value['of']}")


def _left(body: str, value: Mapping[str, Any]) -> Iterator[Tell | Happen]:
    for tie in (Tie.BRANCH_OF, *PAIRS):
        for parent in listed(value.get(tie)):
            if tie is Tie.BRANCH_OF:
                yield Happen(f"registry:branch_of:{slug_of(body)}", body, Do.END, parent, other=f"organisation:{parent}")
            else:
                yield _pair(tie, body, parent, Do.END, ANY)
            yield named(Act.LEFT, f"organisation:{parent}")


def _accreditation(slug: str, value: Mapping[str, Any]) -> str:
    scheme = value.get("scheme")
    return f"registry:accreditation.{scheme}:{slug}" if scheme else f"registry:accreditation:{slug}"


def _going(reading: Reading) -> Iterator[Tell | Happen]:
    """Ties from below that go to a part: whatever their kind, they are taken over as they stand."""
    old = reading.body
    for child, part in ties_going(old, reading.act, reading.value):
        yield Happen(f"registry:branch_of:{slug_of(child)}", child, Do.GO, slug_of(old), other=old, was=slug_of(part))
        for tie in (Tie.PART_OF, Tie.MEMBER_OF):
            yield Happen(f"registry:{tie}:{slug_of(child)}:{slug_of(part)}", child, Do.INHERIT, slug_of(old), other=part)
            yield Happen(f"registry:{tie}:{slug_of(child)}:{slug_of(old)}", child, Do.STOP, other=old)
        yield named(reading.act, child)
    if reading.act == Act.SEPARATED:
        for part in parts(old, reading.value):
            yield from _leaving(old, part)


def _leaving(old: str, part: str) -> Iterator[Happen]:
    """A part that stood under the old body stands under it no more."""
    yield Happen(f"registry:branch_of:{slug_of(part)}", part, Do.GO, slug_of(old), other=old)
    for tie in (Tie.PART_OF, Tie.MEMBER_OF):
        yield Happen(f"registry:{tie}:{slug_of(part)}:{slug_of(old)}", part, Do.STOP, other=old)


def _heirs(reading: Reading) -> Iterator[Happen]:
    act, old = Act(reading.act), reading.body
    heirs = [key_beside(old, reading.value[HEIRS[act][0]])] if act in HEIRS else parts(old, reading.value) if act is Act.SPLIT else []
    for heir in heirs:
        yield Happen(f"registry:succeeds:{slug_of(heir)}:{slug_of(old)}", heir, Do.SET, other=old)

