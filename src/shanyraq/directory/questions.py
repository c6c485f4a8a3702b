"""What the registry says of a body on a day, as one object (the answer of `shanyraq show`)."""
from __future__ import annotations

from datetime import date
from typing import Any

from shanyraq.directory.answers import Row, rows_of, strongest
from shanyraq.directory.disputes import disputes
from shanyraq.people.models import Holding
from shanyraq.places.models import Place
from shanyraq.registry.models import Organisation
from shanyraq.registry.terms import Tie as TieKind

CHANGES = ("begin_change", "end_change")


class UnknownSlug(LookupError):
    """No body has this slug."""


def show(slug: str, *, as_of: date, known_on: date | None = None) -> Row:
    """What is surely or possibly so of an organisation on a day. Raises UnknownSlug."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        raise UnknownSlug(slug)
    lives = organisation.lives.known_on(known_on)
    names = list(organisation.names.known_on(known_on).as_of(as_of).select_related(*CHANGES))
    traits = list(organisation.traits.known_on(known_on).as_of(as_of).select_related(*CHANGES))
    seats = list(organisation.seats.known_on(known_on).as_of(as_of).select_related("place", *CHANGES))
    ties = organisation.ties_up.known_on(known_on).as_of(as_of).exclude(kind=TieKind.SUCCEEDS).select_related("parent", *CHANGES)
    heirs = organisation.ties_down.known_on(known_on).as_of(as_of).filter(kind=TieKind.SUCCEEDS).select_related("child", *CHANGES)
    holdings = Holding.objects.open().filter(organisation=organisation).known_on(known_on).as_of(as_of).select_related("person", *CHANGES)
    return {
        "slug": slug,
        "as_of": as_of.isoformat(),
        "known_on": known_on.isoformat() if known_on else None,
        "exists": str(strongest(lives, as_of)),
        "names": rows_of([n for n in names if not n.use], as_of, lambda n: {"text": n.text}),
        "also": rows_of([n for n in names if n.use], as_of, lambda n: {"text": n.text, "use": n.use}),
        "kinds": _values(traits, as_of, "kind"),
        "levels": _values(traits, as_of, "level"),
        "registrations": _values(traits, as_of, "registration"),
        "states": _values(traits, as_of, "dormant") + _values(traits, as_of, "accreditation"),
        "seats": rows_of(seats, as_of, lambda s: {"value": s.place.slug}),
        "parents": rows_of(list(ties), as_of, lambda t: {"slug": t.parent.slug, "tie": t.kind}),
        "successors": [{"slug": r["slug"], "certainty": r["certainty"]} for r in rows_of(list(heirs), as_of, lambda t: {"slug": t.child.slug})],
        "offices": rows_of(list(holdings), as_of, _holder),
        "disputes": disputes(f"organisation:{slug}", as_of=as_of, known_on=known_on),
    }


def _values(traits: list[Any], day: date, fact: str) -> list[Row]:
    return rows_of([t for t in traits if t.fact.split(".")[0] == fact], day, lambda t: {"value": t.value})


def _holder(holding: Any) -> Row:
    office = {"office": holding.office, "person": None if holding.person.left_out else holding.person.slug}
    return {**office, "acting": True} if holding.acting else office


def show_place(slug: str, *, as_of: date, known_on: date | None = None) -> Row:
    """What is surely or possibly so of a territory on a day. Raises UnknownSlug."""
    place = Place.objects.filter(slug=slug).first()
    if place is None:
        raise UnknownSlug(slug)
    names = list(place.names.known_on(known_on).as_of(as_of).select_related(*CHANGES))
    traits = list(place.traits.known_on(known_on).as_of(as_of).select_related(*CHANGES))
    parents = list(place.parents.known_on(known_on).as_of(as_of).select_related("parent", *CHANGES))
    centres = list(place.centres.known_on(known_on).as_of(as_of).select_related("centre", *CHANGES))
    heirs = list(place.heirs.known_on(known_on).as_of(as_of).select_related("heir", *CHANGES))
    return {
        "slug": slug,
        "as_of": as_of.isoformat(),
        "known_on": known_on.isoformat() if known_on else None,
        "exists": str(strongest(place.lives.known_on(known_on), as_of)),
        "names": rows_of([n for n in names if not n.use], as_of, lambda n: {"text": n.text}),
        "also": rows_of([n for n in names if n.use], as_of, lambda n: {"text": n.text, "use": n.use}),
        "kinds": _values(traits, as_of, "kind"),
        "codes": _values(traits, as_of, "kato"),
        "parents": rows_of(parents, as_of, lambda t: {"slug": t.parent.slug, "tie": "parent"}),
        "centres": rows_of(centres, as_of, lambda c: {"value": c.centre.slug}),
        "successors": [{"slug": r["slug"], "certainty": r["certainty"]} for r in rows_of(heirs, as_of, lambda h: {"slug": h.heir.slug})],
        "disputes": disputes(f"place:{slug}", as_of=as_of, known_on=known_on),
    }
