"""Which organisation, place and person each row means: one of the register, one of another row, or a new one, with its slug."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from shanyraq.lists.entries import Entry
from shanyraq.lists.folded import bare, folded, skeleton
from shanyraq.lists.register import Register
from shanyraq.lists.slugs import free, slug_of
from shanyraq.lists.wording import YES, PlaceName, place_name
from shanyraq.places.terms import Kind as PlaceKind
from shanyraq.registry.terms import Kind, Level, Tie

KIND_BY_LEVEL: Final = {Level.CITY: PlaceKind.CITY, Level.DISTRICT: PlaceKind.DISTRICT}
SHORTEST_PARENT: Final = 3  # signs; what is not longer is a word such as "no"
BRANCHES: Final = (Kind.BRANCH, Kind.DISTRICT_BRANCH)


@dataclass(slots=True)
class Member:
    """A row with what it means. `known`: it is in the register already; `double_of`: the number of the row that it repeats."""

    entry: Entry
    slug: str = ""
    known: bool = False
    like: str = ""  # slug of the register that has its name, whether it is meant or not
    double_of: int = 0
    chair: str = ""
    seat: str = ""
    parent: str = ""
    tie: str = ""

    @property
    def is_told(self) -> bool:
        return bool(self.entry.name) and not self.double_of


@dataclass(slots=True)
class Plan:
    """A whole list, as it would be told."""

    members: list[Member]
    umbrella: str = ""  # slug
    umbrella_name: str = ""  # of a new one
    parents: dict[str, str] = field(default_factory=dict)  # new ones by slug, besides the umbrella: name
    places: dict[str, tuple[PlaceName, str]] = field(default_factory=dict)  # new ones by slug: (name, slug of the territory it lies in)
    persons: dict[str, str] = field(default_factory=dict)  # new ones by slug: name
    namesakes: dict[str, list[int]] = field(default_factory=dict)  # by name of a person: the rows in which different persons bear it

    @property
    def told(self) -> list[Member]:
        return [member for member in self.members if member.is_told]


def plan(entries: Sequence[Entry], register: Register, *, others: Iterable[int] = (), umbrella: str = "") -> Plan:
    """`others`: numbers of rows that are another organisation than the one whose name they bear; `umbrella`: a name, or empty."""
    found = Plan([Member(entry) for entry in entries])
    distinct = set(others)
    _find_umbrella(found, register, umbrella)
    for member in found.members:
        if member.entry.name:
            _find_seat(found, member.entry, register)
    _set_seats(found, register)
    _find_doubles(found, register, distinct)
    _give_slugs(found, register)
    _find_chairs(found, register)
    _begin_parents(found, register)
    _find_parents(found, register)
    return found


def _find_umbrella(found: Plan, register: Register, name: str) -> None:
    if not name.strip():
        return
    slugs = register.named.get(skeleton(name), [])
    own = next((m for m in found.members if skeleton(m.entry.name) == skeleton(name)), None)
    if slugs:
        found.umbrella = slugs[0]
        return
    found.umbrella = free(slug_of(name), _slugs(register, "organisation"))
    found.umbrella_name = name.strip()
    if own:  # the umbrella stands in its own list: that row is it
        own.slug, found.umbrella_name = found.umbrella, ""


def _slugs(register: Register, kind: str) -> set[str]:
    return {key.partition(":")[2] for key in register.taken if key.startswith(f"{kind}:")}


# ---- places


def _named(text: str, level: str = "") -> PlaceName:
    return place_name(text, str(KIND_BY_LEVEL.get(Level(level), "")) if level else "")


def _find_seat(found: Plan, entry: Entry, register: Register) -> None:
    region = _place(found, register, _named(entry.region), "") if entry.region else ""
    if entry.seat:
        _place(found, register, _named(entry.seat, entry.level), region)


def _place(found: Plan, register: Register, name: PlaceName, parent: str) -> str:
    slug = register.place(name)
    if slug:
        return slug
    kind = name.kind.replace("_", "-") if name.kind not in ("", PlaceKind.CITY) else ""
    slug = free(slug_of(name.core, kind), _slugs(register, "place") | found.places.keys())
    found.places[slug] = (name, parent)
    register.places.append((name, slug))
    return slug


def _set_seats(found: Plan, register: Register) -> None:
    for member in found.members:
        entry = member.entry
        text = entry.seat or (entry.region if entry.level == Level.OBLAST else "")
        member.seat = register.place(_named(text, entry.level if entry.seat else "")) if text else ""


# ---- organisations


def _find_doubles(found: Plan, register: Register, others: set[int]) -> None:
    seen: dict[tuple[str, str], int] = {}
    claimed: set[str] = set()
    for member in found.members:
        name = skeleton(member.entry.name)
        if not name:
            continue
        slugs = [slug for slug in register.named.get(name, []) if _may_be(member, register.seats.get(slug, ""))]
        member.like = next((slug for slug in slugs if slug not in claimed), "")
        if member.entry.number in others:
            continue
        if (name, member.seat) in seen:
            member.double_of = seen[name, member.seat]
            continue
        seen[name, member.seat] = member.entry.number
        if member.like:
            member.slug, member.known = member.like, True
            claimed.add(member.like)


def _may_be(member: Member, seat: str) -> bool:
    return not seat or not member.seat or seat == member.seat


def _give_slugs(found: Plan, register: Register) -> None:
    taken = _slugs(register, "organisation") | ({found.umbrella} if found.umbrella else set())
    names = Counter(skeleton(member.entry.name) for member in found.told)
    for member in found.told:
        if not member.slug:
            beside = member.seat if names[skeleton(member.entry.name)] > 1 else ""
            member.slug = free(slug_of(member.entry.name, beside), taken, beside=member.seat)
            taken.add(member.slug)


def _begin_parents(found: Plan, register: Register) -> None:
    """One whom nobody knows yet is new where two rows or more name it; of a single row it may be a slip."""
    names = {skeleton(member.entry.parent): member.entry.parent for member in reversed(found.told)}
    known = {skeleton(member.entry.name) for member in found.told} | {skeleton(found.umbrella_name), *register.named}
    taken = _slugs(register, "organisation") | {member.slug for member in found.told} | {found.umbrella}
    for key, count in Counter(skeleton(member.entry.parent) for member in found.told).items():
        if count > 1 and key not in known and len(key) > SHORTEST_PARENT and not YES.fullmatch(folded(names[key])):
            slug = free(slug_of(names[key]), taken | found.parents.keys())
            found.parents[slug] = names[key]


def _find_parents(found: Plan, register: Register) -> None:
    """A parent that is named by the list, or else the umbrella; one that stays unknown is kept as a note."""
    by_name = {skeleton(member.entry.name): member for member in reversed(found.told)}
    begun = {skeleton(name): slug for slug, name in found.parents.items()}
    for member in found.told:
        name = skeleton(member.entry.parent)
        own = by_name.get(name)
        parent = own.slug if own else next(iter(register.named.get(name, [])), begun.get(name, ""))
        if found.umbrella_name and name == skeleton(found.umbrella_name):
            parent = found.umbrella
        if name and (not parent or parent == member.slug):
            member.entry.left.append(("", member.entry.parent))
        member.parent = parent if name and parent != member.slug else ""
    above = {member.slug: member.parent for member in found.told}
    for member in found.told:
        if member.parent and _circles(member.slug, above):
            member.entry.left.append(("", member.entry.parent))
            member.parent = above[member.slug] = ""
        umbrella = found.umbrella if found.umbrella != member.slug else ""
        member.tie = str(Tie.BRANCH_OF) if member.parent and member.entry.kind in BRANCHES else str(Tie.PART_OF)
        member.parent = member.parent or umbrella


def _circles(slug: str, above: dict[str, str]) -> bool:
    seen, at = {slug}, above.get(slug, "")
    while at:
        if at in seen:
            return True
        seen.add(at)
        at = above.get(at, "")
    return False


# ---- persons


def _find_chairs(found: Plan, register: Register) -> None:
    """One name is one person where the phone is one; else two, for a list says no more of them than their names."""
    taken = _slugs(register, "person")
    bearers: dict[str, list[Member]] = defaultdict(list)
    for member in found.told:
        name = bare(member.entry.chair)
        if not name:
            continue
        held = register.chairs.get(member.slug, "") if member.known else ""
        same = next((m for m in bearers[name] if _digits(m) & _digits(member)), None)
        if held and name in register.persons.get(held, set()):
            member.chair = held
        elif same:
            member.chair = same.chair
        else:
            member.chair = free(slug_of(member.entry.chair), taken)
            taken.add(member.chair)
            found.persons[member.chair] = member.entry.chair
        bearers[name].append(member)
    for members in bearers.values():
        if len({member.chair for member in members}) > 1:
            found.namesakes[members[0].entry.chair] = [member.entry.number for member in members]


def _digits(member: Member) -> set[str]:
    """The last ten digits of each phone."""
    found = ("".join(filter(str.isdigit, text)) for text in member.entry.contact)
    return {digits[-10:] for digits in found if len(digits) >= 6}  # noqa: PLR2004
