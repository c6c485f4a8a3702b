"""What the register holds on the day of a list: names that a list may mean, and slugs that are taken."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shanyraq.chronicle.models import FOREVER, Claim, Mention, Telling
from shanyraq.chronicle.terms import Act, Role, Status
from shanyraq.lists.folded import bare, skeleton
from shanyraq.lists.wording import PlaceName, place_name
from shanyraq.people.models import Holding, PersonName
from shanyraq.people.terms import Office
from shanyraq.places.models import Name as OfPlace
from shanyraq.places.models import Trait as PlaceTrait
from shanyraq.registry.models import Name, Seat, Trait

BEGINS = (Role.FOUNDS, Role.CREATES, Role.MAY_BEGIN, Role.REGISTERS)


@dataclass(slots=True)
class Register:
    """As of one day. `read` takes a number of queries that does not hang on the number of rows."""

    day: date
    named: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # organisations by bare name
    places: list[tuple[PlaceName, str]] = field(default_factory=list)  # (name, slug)
    taken: set[str] = field(default_factory=set)  # keys of bodies of which anything is told: `organisation:slug`
    seats: dict[str, str] = field(default_factory=dict)  # of organisations: slug of the place
    traits: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # of organisations: facts that are told
    begun: set[str] = field(default_factory=set)  # organisations of which a begin is told
    days: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))  # of organisations: (founded or registered, EDTF)
    chairs: dict[str, str] = field(default_factory=dict)  # of organisations: slug of the person
    persons: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # by slug: bare names

    def read(self, names: Iterable[str]) -> None:
        """What is held of organisations with these names, of all places, and which slugs are taken. Ten queries."""
        wanted = {skeleton(name) for name in names}
        rows = Name.objects.known_on(None).as_of(self.day).filter(use="").order_by("begin_earliest", "pk")
        for slug, texts in rows.values_list("organisation__slug", "text"):
            for key in {skeleton(text) for text in texts.values()} & wanted:
                if slug not in self.named[key]:
                    self.named[key].append(slug)
        self.taken = _taken()
        self._read_places()
        self._read_matches({slug for slugs in self.named.values() for slug in slugs})

    def _read_places(self) -> None:
        rows = PlaceTrait.objects.known_on(None).as_of(self.day).filter(fact="kind")
        kinds: dict[str, str] = dict(rows.values_list("place__slug", "value"))
        for slug, texts in OfPlace.objects.known_on(None).as_of(self.day).order_by("pk").values_list("place__slug", "text"):
            for text in texts.values():
                name = place_name(text)
                self.places.append((PlaceName(text, name.core, kinds.get(slug, name.kind)), slug))

    def _read_matches(self, slugs: set[str]) -> None:
        if not slugs:
            return
        found: Any = {"organisation__slug__in": slugs}
        self.seats = dict(Seat.objects.known_on(None).as_of(self.day).filter(**found).values_list("organisation__slug", "place__slug"))
        for slug, fact in Trait.objects.known_on(None).as_of(self.day).filter(**found).values_list("organisation__slug", "fact"):
            self.traits[slug].add(fact)
        bodies = {f"organisation:{slug}" for slug in slugs}
        self.begun = {key.partition(":")[2] for key in Telling.objects.filter(body__in=bodies, role__in=BEGINS).values_list("body", flat=True)}
        self._read_days(bodies)
        chairs = Holding.objects.known_on(None).as_of(self.day).filter(**found, office=Office.CHAIR, acting=False)
        self.chairs = dict(chairs.values_list("organisation__slug", "person__slug"))
        for slug, texts in PersonName.objects.known_on(None).filter(person__slug__in=set(self.chairs.values())).values_list("person__slug", "text"):
            self.persons[slug] |= {bare(_whole(text)) for text in texts.values()}

    def _read_days(self, bodies: set[str]) -> None:
        meant: Any = {"version__act__in": (Act.FOUNDED, Act.REGISTERED), "version__known_to": FOREVER, "version__mentions__body__in": bodies}
        rows = Claim.objects.filter(**meant).exclude(version__status=Status.WITHDRAWN)
        for body, act, said in rows.values_list("version__mentions__body", "version__act", "date"):
            self.days[body.partition(":")[2]].add((act, said))

    def days_of(self, slug: str, act: Act) -> set[str]:
        """What claims say of the day on which it was founded or registered."""
        return {said for told, said in self.days.get(slug, ()) if told == act}

    def place(self, name: PlaceName) -> str:
        """The slug of the place that is meant; empty where there is none. A kind that one side does not tell fits any."""
        core = skeleton(name.core)
        fits = [slug for held, slug in self.places if skeleton(held.core) == core and (not name.kind or held.kind in ("", name.kind))]
        return fits[0] if fits else ""


def _taken() -> set[str]:
    """What was taken back is free again."""
    rows = Mention.objects.filter(version__known_to=FOREVER).exclude(version__status=Status.WITHDRAWN)
    return set(rows.values_list("body", flat=True).distinct())


def _whole(name: str | dict[str, str]) -> str:
    if isinstance(name, str):
        return name
    return " ".join(name[part] for part in name.get("order", "family given patronymic").split() if part in name)
