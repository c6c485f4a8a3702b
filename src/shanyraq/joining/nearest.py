"""Which organisations take members on a day, in which district, and what the directory publishes of them."""
from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from shanyraq.directory.lists.alphabet import in_alphabet
from shanyraq.directory.namebook import Namebook
from shanyraq.directory.organisation_page import texts_of
from shanyraq.directory.vocabulary import word
from shanyraq.joining.terms import TAKES
from shanyraq.people.models import Holding
from shanyraq.people.terms import HEADS
from shanyraq.places.models import Parent, Place
from shanyraq.places.models import Trait as PlaceTrait
from shanyraq.registry.models import Organisation, Seat, Tie, Trait
from shanyraq.registry.terms import Tie as TieKind
from shanyraq.words.texts import pick

Row = dict[str, Any]
TOWARDS: Final = 3  # steps from a seat up to its district
LARGE: Final = ("oblast", "country")


def taking(today: date) -> QuerySet[Organisation]:
    """Organisations that surely have people as members: by their kind or, where none is told, as a branch or part of another."""
    kinds = Trait.objects.filter(organisation=OuterRef("pk"), fact="kind").known_on(None).as_of(today)
    ties = Tie.objects.filter(child=OuterRef("pk"), kind__in=(TieKind.BRANCH_OF, TieKind.PART_OF)).known_on(None).surely(today)
    return Organisation.objects.filter(Exists(kinds.surely(today).filter(value__in=TAKES)) | (~Exists(kinds) & Exists(ties)))


def above(organisation: int, today: date) -> Organisation | None:
    """The organisation of which another surely is a branch that day; of none, that of which it is a part."""
    for kind in (TieKind.BRANCH_OF, TieKind.PART_OF):
        tie = Tie.objects.filter(child=organisation, kind=kind).known_on(None).surely(today).select_related("parent").order_by("pk").first()
        if tie:
            return tie.parent
    return None


def districts(seats: Iterable[int], today: date) -> dict[int, int]:
    """{place of a seat: the district or city in which it lies}; at most six queries."""
    found = {place: place for place in seats}
    for _step in range(TOWARDS):
        places = set(found.values())
        kinds = _kinds(places, today)
        up = dict(Parent.objects.filter(child__in=places).known_on(None).surely(today).values_list("child", "parent"))
        large = {pk for pk, kind in _kinds(up.values(), today).items() if kind in LARGE}
        further = {at: up[at] for at in places if kinds.get(at) != "district" and at in up and up[at] not in large}
        if not further:
            break
        found = {place: further.get(at, at) for place, at in found.items()}
    return found


def _kinds(places: Iterable[int], today: date) -> dict[int, str]:
    return dict(PlaceTrait.objects.filter(place__in=set(places), fact="kind").known_on(None).surely(today).values_list("place", "value"))


def where(organisations: Collection[int], today: date) -> dict[int, str]:
    """{organisation: slug of its district}, without those of which no seat is told."""
    seats = dict(Seat.objects.filter(organisation__in=organisations).known_on(None).surely(today).values_list("organisation", "place"))
    lie = districts(seats.values(), today)
    slugs = dict(Place.objects.filter(pk__in=lie.values()).values_list("pk", "slug"))
    return {organisation: slugs[lie[place]] for organisation, place in seats.items()}


def told(organisations: QuerySet[Organisation], language: str, today: date) -> list[Row]:
    """{slug, name, heads [{office, name}], contacts [text]} as the directory publishes them, in the order of the names."""
    slugs = dict(organisations.values_list("pk", "slug"))
    holdings = Holding.objects.filter(organisation__in=slugs, office__in=HEADS).known_on(None).surely(today).select_related("person")
    held = list(holdings.order_by("pk"))
    book = Namebook(language)
    book.read({f"organisation:{slug}" for slug in slugs.values()} | {f"person:{one.person.slug}" for one in held}, None)
    traits = Trait.objects.filter(organisation__in=slugs, fact="contact").known_on(None).surely(today).order_by("pk")
    contacts = [(one.organisation_id, pick(texts_of(one.value), language)) for one in traits]
    heads: dict[int, list[Row]] = {}
    for one in held:
        said = {"office": word("office", one.office), "name": book.text(f"person:{one.person.slug}", today)}
        heads.setdefault(one.organisation_id, []).append(said)
    rows = [
        {
            "slug": slug, "name": book.text(f"organisation:{slug}", today), "heads": heads.get(pk, []),
            "contacts": [text for other, text in contacts if other == pk and book.veil.text(text.value) == text.value],
        }
        for pk, slug in slugs.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: in_alphabet(str(row["name"])))
