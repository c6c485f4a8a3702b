"""What the directory knows of an organisation on a day: the first panel of its page."""
from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from shanyraq.chronicle.models import Mention
from shanyraq.chronicle.prepared import prepared
from shanyraq.chronicle.terms import SourceKind
from shanyraq.dating.sentences import say_day
from shanyraq.dating.terms import Certainty
from shanyraq.directory.days import Asked
from shanyraq.directory.disputes import disputed
from shanyraq.directory.existence import existence, exists
from shanyraq.directory.forest import Forest, keys_of
from shanyraq.directory.names import names_of
from shanyraq.directory.paging import pages
from shanyraq.directory.reading import Reading, Row, read_body
from shanyraq.directory.strangers import is_stranger
from shanyraq.directory.territory import Step, above_organisation
from shanyraq.directory.vocabulary import fact_label, registration, state, tie_label, word
from shanyraq.people.models import Holding
from shanyraq.people.terms import Office
from shanyraq.registry.models import Life, Name, Organisation, Seat, Tie, Trait
from shanyraq.registry.terms import Tie as TieKind
from shanyraq.rights import Visitor, which

ALWAYS_SHOWN: Final = ("kind", "level", "registration")
TEXTS: Final = ("culture", "aim", "contact", "note")
IDENTIFIERS: Final = ("bin",)
HINGES: Final = ("begin_change",)  # groups of alternatives are called by it
SOON: Final = timedelta(days=366)  # as long before its day it is told who takes over
RANKS: Final = list(Office.values)


@dataclass
class Held:
    """The dated facts of an organisation; lives and names of all times, the rest of the day. Nine queries."""

    lives: list[Life]
    names: list[Name]
    traits: list[Trait]
    seats: list[Seat]
    up: list[Tie]
    heirs: list[Tie]
    holdings: list[Holding]
    forest: Forest
    down: Iterable[Tie] = field(default_factory=list)

    def periods(self) -> list[Any]:
        return [*self.lives, *self.names, *self.traits, *self.seats, *self.up, *self.heirs, *self.holdings, *self.down]

    def bodies(self) -> set[str]:
        ties = {f"organisation:{one.slug}" for tie in (*self.up, *self.heirs) for one in (tie.parent, tie.child)}
        return ties | keys_of(self.down) | {f"person:{h.person.slug}" for h in self.holdings} | {f"place:{s.place.slug}" for s in self.seats}


def find(visitor: Visitor, slug: str) -> Organisation | None:
    """The organisation of that slug, also one of which only announcements tell; None where there is none that this visitor may see."""
    rows = _open_one(slug) if is_stranger(visitor) else _one(visitor, slug)
    found = next(iter(rows), None)
    if found is None and Mention.objects.filter(body=f"organisation:{slug}").exists():
        return Organisation(slug=slug)
    return found


def _one(visitor: Visitor, slug: str) -> QuerySet[Organisation]:
    return which(visitor, "directory:organisation:see", Organisation.objects.filter(slug=slug))


@prepared
def _open_one(slug: str) -> QuerySet[Organisation]:
    return _one(None, slug)


def held(organisation: Organisation, asked: Asked) -> Held:
    pk = organisation.pk or 0
    forest = Forest(asked, depth=2)
    known, day = asked.known_on, asked.day
    return Held(
        lives=_lives(pk, known),
        names=_names(pk, known),
        traits=_traits(pk, day, known),
        seats=_seats(pk, day, known),
        up=_up(pk, day, known),
        heirs=_succeeding(pk, known),
        holdings=_holdings(pk, day, day if asked.is_past else day + SOON, known),
        forest=forest,
        down=forest.grow([pk]),
    )


@prepared
def _lives(pk: int, known: date | None) -> QuerySet[Life]:
    return Life.objects.filter(organisation_id=pk).known_on(known).select_related(*HINGES).order_by("begin_earliest", "pk")


@prepared
def _names(pk: int, known: date | None) -> QuerySet[Name]:
    return Name.objects.filter(organisation_id=pk).known_on(known).select_related(*HINGES).order_by("begin_earliest", "begin_latest", "pk")


@prepared
def _traits(pk: int, day: date, known: date | None) -> QuerySet[Trait]:
    return Trait.objects.filter(organisation_id=pk).known_on(known).as_of(day).select_related(*HINGES).order_by("pk")


@prepared
def _seats(pk: int, day: date, known: date | None) -> QuerySet[Seat]:
    return Seat.objects.filter(organisation_id=pk).known_on(known).as_of(day).select_related("place", *HINGES).order_by("pk")


@prepared
def _up(pk: int, day: date, known: date | None) -> QuerySet[Tie]:
    ties = Tie.objects.filter(child_id=pk).known_on(known).as_of(day).exclude(kind=TieKind.SUCCEEDS)
    return ties.select_related("parent", "child", *HINGES).order_by("pk")


@prepared
def _succeeding(pk: int, known: date | None) -> QuerySet[Tie]:
    ties = Tie.objects.known_on(known).filter(kind=TieKind.SUCCEEDS)
    return (ties.filter(parent_id=pk) | ties.filter(child_id=pk)).select_related("parent", "child", *HINGES).order_by("begin_latest", "pk")


@prepared
def _holdings(pk: int, day: date, until: date, known: date | None) -> QuerySet[Holding]:
    held = Holding.objects.open().filter(organisation_id=pk).known_on(known).filter(begin_earliest__lte=until, end_latest__gt=day)
    return held.select_related("person", *HINGES).order_by("office", "pk")


def page(organisation: Organisation, asked: Asked, language: str, number: int) -> Row:
    """What `directory/organisation.html` takes; `number` is the page of a long chronicle."""
    facts = held(organisation, asked)
    key = f"organisation:{organisation.slug}"
    way = above_organisation(organisation, asked)
    reading = read_body(asked, language, key, page=number, periods=facts.periods(), bodies=facts.bodies() | {f"place:{step.slug}" for step in way})
    return {
        "told": bool(facts.periods() or reading.chronicle or number > 1),
        "slug": organisation.slug,
        "key": key,
        "territory": territory(reading, way),
        **names_of(reading, key, facts.names),
        **existence(reading, facts.lives),
        "disputed": disputed(key, as_of=asked.day, known_on=asked.known_on),
        "facts": _facts(reading, facts),
        "offices": offices(reading, facts.holdings),
        "next_offices": next_offices(reading, facts.holdings),
        "ties_up": sorted(_ties_up(reading, facts.up), key=lambda row: str(row["group"])),
        "ties_down": facts.forest.nodes(reading, organisation.pk or 0),
        "cut": facts.forest.cut,
        "predecessors": _heirs(reading, facts.heirs, key, of="parent"),
        "successors": _heirs(reading, facts.heirs, key, of="child"),
        "identifiers": [_identifier(reading, trait) for trait in facts.traits if trait.fact in IDENTIFIERS],
        **chronicle(reading, key, number),
    }


def territory(reading: Reading, way: list[Step]) -> list[Row]:
    return [{**reading.body(f"place:{step.slug}"), "certainty": str(step.certainty), "beside": step.beside} for step in way]


def chronicle(reading: Reading, key: str, number: int) -> Row:
    """The chronicle of a body, what is only announced, and last of all the sources, which by then have their numbers."""
    done = reading.scribe.items(told for told in reading.chronicle if told.done)
    announced = reading.scribe.items(told for told in reading.chronicle if not told.done)
    cut = pages(key, reading.asked, number, len(reading.chronicle))
    return {"chronicle": done, "announced": announced, "pages": cut, "sources": reading.notes.rows()}


def _facts(reading: Reading, facts: Held) -> list[Row]:
    """The facts of the day; the first of them also where no source tells them, unless the organisation did not exist."""
    if exists(facts.lives, reading.asked.day) == Certainty.NO:
        return []
    qualified = sorted({trait.fact for trait in facts.traits if "." in trait.fact})
    always = [*(_fact(reading, fact, facts.traits) for fact in ALWAYS_SHOWN), _seat(reading, facts.seats)]
    others = [_fact(reading, fact, facts.traits) for fact in (*TEXTS, "accreditation", *qualified, "dormant")]
    return always + [row for row in others if row["values"]]


def _seat(reading: Reading, seats: list[Seat]) -> Row:
    rows = reading.alternatives(seats, lambda seat: seat)
    return {"label": fact_label("seat"), "values": [{**row, **reading.body(f"place:{row['text'].place.slug}")} for row in rows]}


def _fact(reading: Reading, fact: str, traits: list[Trait]) -> Row:
    return {"label": fact_label(fact), "values": reading.alternatives([t for t in traits if t.fact == fact], lambda t: _value(reading, t))}


def _value(reading: Reading, trait: Trait) -> Any:
    fact = trait.fact.partition(".")[0]
    if fact in TEXTS:
        return reading.free(texts_of(trait.value))
    return reading.word(registration(trait.value) if fact == "registration" else state(fact, trait.value))


def texts_of(value: str) -> dict[str, str]:
    """The texts per language of a thread's value, which is JSON."""
    texts = json.loads(value)
    return texts if isinstance(texts, dict) else {"und": str(texts)}


def _identifier(reading: Reading, trait: Trait) -> Row:
    return {"label": fact_label(trait.fact), "value": trait.value, "refs": reading.refs(trait)}


def offices(reading: Reading, holdings: list[Holding]) -> list[Row]:
    """Who holds which office, as rows of the tag `offices`, the highest first."""
    rows = reading.alternatives(holdings, lambda holding: holding)
    order = {holding.office: n for n, holding in enumerate(sorted(holdings, key=lambda h: RANKS.index(h.office)))}
    return [_office(reading, row) for row in sorted(rows, key=lambda row: order[row["text"].office])]


def _office(reading: Reading, row: Row) -> Row:
    holding = row["text"]
    note = _("acting") if holding.acting else ""
    return {**row, "office_label": word("office", holding.office), "person": reading.body(f"person:{holding.person.slug}"), "note": note}


def next_offices(reading: Reading, holdings: list[Holding]) -> list[Row]:
    """Who takes over an office on a day to come, as far as a paper says so that everyone may read; rows of the tag `offices`."""
    coming = [one for one in holdings if one.begin_earliest > reading.asked.day and _is_published(reading, one)]
    coming.sort(key=lambda one: one.begin_earliest)
    return [_office(reading, reading.row(one, one, years=_from(one, reading), certainty=str(Certainty.SURELY))) for one in coming]


def _is_published(reading: Reading, holding: Holding) -> bool:
    """What an office holder told is no paper."""
    begun = reading.told.get(holding.begin_change_id or 0)
    kinds = {reading.notes.versions[claim.source_id].kind for claim in begun.claims if claim.source_id in reading.notes.versions} if begun else set()
    return bool(kinds - {SourceKind.TOLD})


def _from(holding: Holding, reading: Reading) -> str:
    if holding.begin_earliest == holding.begin_latest:
        return _("from %(day)s") % {"day": say_day(holding.begin_latest, reading.language)}
    return _("begins: %(day)s") % {"day": reading.began(holding)}


def _ties_up(reading: Reading, ties: list[Tie]) -> list[Row]:
    return [_tie_up(reading, row) for row in reading.alternatives(ties, lambda tie: tie)]


def _tie_up(reading: Reading, row: Row) -> Row:
    tie = row["text"]
    return {**row, "body": reading.body(f"organisation:{tie.parent.slug}"), "tie_label": tie_label(tie.kind, tie.grade)}


def _heirs(reading: Reading, ties: list[Tie], key: str, *, of: str) -> list[Row]:
    """Successors are the children of these ties, predecessors their parents; when, not from when to when."""
    found = {}
    for tie in ties:
        other = f"organisation:{getattr(tie, of).slug}"
        if other != key:
            found[other] = {**reading.tie(tie, other, ""), "years": reading.began(tie)}
    return sorted(found.values(), key=lambda row: str(row["body"]["text"]).casefold())
