"""What a list tells the memory: its source, and the changes of each row."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from shanyraq.chronicle.terms import Act, SourceKind
from shanyraq.chronicle.tomlfile import ChangeTable, ClaimTable, SourceTable
from shanyraq.lists.matching import Member, Plan
from shanyraq.lists.register import Register
from shanyraq.lists.tongues import Tongue, tongue_of
from shanyraq.people.terms import Office
from shanyraq.registry.terms import Kind


def tables_of(plan: Plan, register: Register, *, source: str, title: str, day: date) -> list[SourceTable | ChangeTable]:
    """The tables of a list, ready for `chronicle.changes.tell`; ids of changes begin with that of the source."""
    tongue = tongue_of(member.entry.name for member in plan.told)
    return [
        SourceTable(source, SourceKind.LIST, tongue.texts(title), day=day.isoformat()),
        *_umbrella(plan, source, tongue),
        *_places(plan, source, tongue),
        *_persons(plan, source),
        *(table for member in plan.told for table in _member(member, register, source, tongue)),
    ]


def begun_by(plan: Plan) -> list[str]:
    """Keys of the bodies that the register knows from this list on."""
    umbrella = [f"organisation:{plan.umbrella}"] if plan.umbrella_name else []
    members = [f"organisation:{member.slug}" for member in plan.told if not member.known]
    return [*umbrella, *members, *(f"place:{slug}" for slug in plan.places), *(f"person:{slug}" for slug in plan.persons)]


def _standing(source: str, name: str, on: str, value: dict[str, Any], locator: str | None = None) -> ChangeTable:
    claim = ClaimTable(source=source, locator=locator, value=value, preferred=True)
    return ChangeTable(f"{source}-{name}", Act.STANDING, (on,), (claim,))


def _umbrella(plan: Plan, source: str, tongue: Tongue) -> Iterator[ChangeTable]:
    if plan.umbrella_name:
        yield _standing(source, "umbrella", plan.umbrella, {"name": tongue.texts(plan.umbrella_name), "kind": str(Kind.UMBRELLA)})


def _places(plan: Plan, source: str, tongue: Tongue) -> Iterator[ChangeTable]:
    for number, (slug, (name, parent)) in enumerate(plan.places.items(), 1):
        value = {"name": tongue.texts(name.text), "kind": name.kind, "parent": parent}
        yield _standing(source, f"place-{number}", f"place:{slug}", {key: said for key, said in value.items() if said})


def _persons(plan: Plan, source: str) -> Iterator[ChangeTable]:
    for number, (slug, name) in enumerate(plan.persons.items(), 1):
        yield _standing(source, f"person-{number}", f"person:{slug}", {"name": {"und": name}})


def _member(member: Member, register: Register, source: str, tongue: Tongue) -> Iterator[ChangeTable]:
    row, entry = str(member.entry.number), member.entry
    begun = member.known and member.slug in register.begun
    yield _standing(source, row, member.slug, _state(member, register, tongue, begun=begun), f"№ {row}")
    if entry.founded and not begun:
        yield _dated(source, member, Act.FOUNDED, day=entry.founded, value={})
    if entry.registered_on and not begun:
        number = {"number": entry.reg_number} if entry.reg_number else {}
        yield _dated(source, member, Act.REGISTERED, day=entry.registered_on, value=number)


def _dated(source: str, member: Member, act: Act, *, day: str, value: dict[str, Any]) -> ChangeTable:
    claim = ClaimTable(source=source, locator=f"№ {member.entry.number}", date=day, value=value, preferred=True)
    return ChangeTable(f"{source}-{member.entry.number}-{act}", act, (member.slug,), (claim,))


def _state(member: Member, register: Register, tongue: Tongue, *, begun: bool) -> dict[str, Any]:
    """Of an organisation of the register its name stays as it is, and kind and culture where they are told."""
    entry = member.entry
    held = register.traits.get(member.slug, set()) if member.known else set()
    value: dict[str, Any] = {
        "name": None if member.known else tongue.texts(entry.name),
        "kind": "" if "kind" in held else entry.kind,
        "level": entry.level,
        "registration": (entry.reg_number or "registered") if entry.is_registered else "",
        "bin": entry.bin,
        "seat": member.seat,
        member.tie: member.parent if member.tie == "branch_of" else [member.parent] if member.parent else None,
        "culture": tongue.texts(entry.culture) if entry.culture and "culture" not in held else None,
        "contact": {"und": "; ".join(dict.fromkeys(entry.contact))} if entry.contact else None,
        "note": tongue.texts(note) if (note := _note(member, held, begun=begun)) else None,
    }
    if member.chair:
        value |= {"office": str(Office.CHAIR), "person": member.chair}
    return {key: said for key, said in value.items() if said}


def _note(member: Member, held: set[str], *, begun: bool) -> str:
    """What was not understood, and what the register tells already and is not asked to tell twice."""
    entry = member.entry
    left = list(entry.left)
    if begun:
        left += [(label, said) for label, said in ((_("Founded"), entry.founded), (_("Registered"), entry.registered_on)) if said]
    if entry.registered is False and "registration" in held:
        left.append((_("State registration"), _("not registered")))
    return "; ".join(f"{heading}: {' '.join(text.split())}" if heading else text for heading, text in left)
