"""What a list tells the memory: its source, and the changes of each row."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from shanyraq.chronicle.terms import Act, SourceKind
from shanyraq.chronicle.tomlfile import ChangeTable, ClaimTable, SourceTable
from shanyraq.lists.entries import Entry, is_after
from shanyraq.lists.matching import Member, Plan
from shanyraq.lists.register import Register
from shanyraq.lists.tongues import Tongue, tongue_of
from shanyraq.lists.wording import KINDS, first
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
    umbrella += [f"organisation:{slug}" for slug in plan.parents]
    members = [f"organisation:{member.slug}" for member in plan.told if not member.known]
    return [*umbrella, *members, *(f"place:{slug}" for slug in plan.places), *(f"person:{slug}" for slug in plan.persons)]


def _standing(source: str, name: str, on: str, value: dict[str, Any], locator: str | None = None) -> ChangeTable:
    claim = ClaimTable(source=source, locator=locator, value=value, preferred=True)
    return ChangeTable(f"{source}-{name}", Act.STANDING, (on,), (claim,))


def _umbrella(plan: Plan, source: str, tongue: Tongue) -> Iterator[ChangeTable]:
    if plan.umbrella_name:
        yield _standing(source, "umbrella", plan.umbrella, {"name": tongue.texts(plan.umbrella_name), "kind": str(Kind.UMBRELLA)})
    for number, (slug, name) in enumerate(plan.parents.items(), 1):
        yield _standing(source, f"parent-{number}", slug, {"name": tongue.texts(name), "kind": first(KINDS, name) or str(Kind.UMBRELLA)})


def _places(plan: Plan, source: str, tongue: Tongue) -> Iterator[ChangeTable]:
    for number, (slug, (name, parent)) in enumerate(plan.places.items(), 1):
        value = {"name": tongue.texts(name.text), "kind": name.kind, "parent": parent}
        yield _standing(source, f"place-{number}", f"place:{slug}", {key: said for key, said in value.items() if said})


def _persons(plan: Plan, source: str) -> Iterator[ChangeTable]:
    for number, (slug, name) in enumerate(plan.persons.items(), 1):
        yield _standing(source, f"person-{number}", f"person:{slug}", {"name": {"und": name}})


def _member(member: Member, register: Register, source: str, tongue: Tongue) -> Iterator[ChangeTable]:
    row, entry = str(member.entry.number), member.entry
    acts = _acts(member, register)
    yield _standing(source, row, member.slug, _state(member, register, tongue), f"№ {row}")
    if Act.FOUNDED in acts:
        yield _dated(source, member, Act.FOUNDED, day=entry.founded, value={})
    if Act.REGISTERED in acts:
        number = {"number": entry.reg_number} if entry.reg_number else {}
        yield _dated(source, member, Act.REGISTERED, day=entry.registered_on, value=number)


def _acts(member: Member, register: Register) -> set[Act]:
    """What the row tells with a day of its own. The register is told no second begin, and no registration before the founding."""
    entry = member.entry
    acts = {act for act, said in ((Act.FOUNDED, entry.founded), (Act.REGISTERED, entry.registered_on)) if said}
    if not member.known or member.slug not in register.begun:
        return acts
    founded = register.days_of(member.slug, Act.FOUNDED)
    is_new = "registration" not in register.traits[member.slug] and not register.days_of(member.slug, Act.REGISTERED)
    fits = bool(founded) and not any(is_after(said, entry.registered_on) for said in founded)
    return acts & {Act.REGISTERED} if is_new and entry.registered_on and fits else set()


def _dated(source: str, member: Member, act: Act, *, day: str, value: dict[str, Any]) -> ChangeTable:
    claim = ClaimTable(source=source, locator=f"№ {member.entry.number}", date=day, value=value, preferred=True)
    return ChangeTable(f"{source}-{member.entry.number}-{act}", act, (member.slug,), (claim,))


def _state(member: Member, register: Register, tongue: Tongue) -> dict[str, Any]:
    """Of an organisation of the register its name stays as it is, and kind and culture where they are told."""
    entry = member.entry
    held = register.traits.get(member.slug, set()) if member.known else set()
    value: dict[str, Any] = {
        "name": None if member.known else tongue.texts(entry.name),
        "kind": "" if "kind" in held else entry.kind,
        "level": entry.level,
        "registration": _registration(entry, held),
        "bin": entry.bin,
        "seat": member.seat,
        member.tie: member.parent if member.tie == "branch_of" else [member.parent] if member.parent else None,
        "culture": tongue.texts(entry.culture) if entry.culture and "culture" not in held else None,
        "contact": {"und": "; ".join(dict.fromkeys(entry.contact))} if entry.contact else None,
        "note": tongue.texts(note) if (note := _note(member, register)) else None,
    }
    if member.chair:
        value |= {"office": str(Office.CHAIR), "person": member.chair}
    return {key: said for key, said in value.items() if said}


def _registration(entry: Entry, held: set[str]) -> str:
    """A list that only says yes takes no number away that is told."""
    return entry.reg_number or ("registered" if entry.is_registered and "registration" not in held else "")


def _note(member: Member, register: Register) -> str:
    """What was not understood, and what the register tells otherwise."""
    entry, acts = member.entry, _acts(member, register)
    left = list(entry.left)
    for act, label, said in ((Act.FOUNDED, _("Founded"), entry.founded), (Act.REGISTERED, _("Registered"), entry.registered_on)):
        if said and act not in acts and said not in register.days_of(member.slug, act):
            left.append((label, said))
    if entry.registered is False and member.known and "registration" in register.traits[member.slug]:
        left.append((_("State registration"), _("not registered")))
    return "; ".join(f"{heading}: {' '.join(text.split())}" if heading else text for heading, text in left)
