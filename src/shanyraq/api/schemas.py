"""The shapes of all answers. Fields say in plain words what they hold; the OpenAPI document shows them."""
from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

Texts = dict[str, str]
Names = dict[str, str | Texts]  # of a person a language may hold the parts of the name, and their order
Certainty = Literal["surely", "possibly"]
Existence = Literal["surely", "possibly", "no"]
SURE = "surely: in every order of events that the sources allow; possibly: in some of them."
GROUP = "Rows with the same group exclude each other: one of them holds, it is not known which. It is the id of the change that joins them."
DATE = "EDTF (ISO 8601-2): 1996, 1996-04, 2006~ (about), 2001/2003 (some day within). Empty: unknown."


class Shape(BaseModel):
    """An answer or a part of one."""


class Fact(Shape):
    """What holds on the day asked about."""

    certainty: Certainty = Field(description=SURE)
    group: str | None = Field(description=GROUP)


class NameFact(Fact):
    text: Names = Field(
        description="The name by language: kk, ru, ko, en, or und where the language is not known. Of a person a language may hold given, patronymic,"
        " family and their order."
    )


class OtherName(NameFact):
    use: str = Field(description="What this other name is used for: short, popular, former, brand or another word.")


class ValueFact(Fact):
    value: str


class TextFact(Fact):
    fact: Literal["culture", "aim", "contact", "note", "bin"]
    text: Texts


class TieFact(Fact):
    slug: str = Field(description="The body at the other end.")
    tie: str = Field(description="branch_of, part_of, member_of, supported_by, partner_of; of places: parent.")


class Heir(Shape):
    slug: str
    certainty: Certainty = Field(description=SURE)


class OfficeFact(Fact):
    office: str
    person: str | None = Field(description="The slug of the holder; null where the person asked not to be named.")
    acting: bool = False


class HeldOffice(Fact):
    office: str
    organisation: str
    acting: bool = False


class OtherAccount(Shape):
    date: str = Field(description=DATE)
    value: dict[str, Any] | None
    source: str | None
    preferred: bool


class Dispute(Shape):
    """A change of which another source would alter an answer about this body on this day."""

    change: str
    fact: str
    claims: list[OtherAccount]


class Asked(Shape):
    as_of: str = Field(description="The day that was used, YYYY-MM-DD.")
    known_on: str | None = Field(description="The day whose knowledge was used; null: as known now.")


class Links(Shape):
    self: str
    pages: Texts = Field(description="Pages for people, by language, on the same day.")
    chronicle: str


class OrganisationLinks(Links):
    tree: str


class Organisation(Asked):
    slug: str
    exists: Existence
    names: list[NameFact] = Field(description="Official names of the day.")
    also: list[OtherName] = Field(description="Other names of the day.")
    kinds: list[ValueFact]
    levels: list[ValueFact]
    registrations: list[ValueFact] = Field(description="The number of the state registration, or “registered” where the number is not told.")
    states: list[ValueFact] = Field(description="dormant, accredited.")
    texts: list[TextFact] = Field(description="Culture that it keeps, aim, contact, notes, BIN.")
    seats: list[ValueFact] = Field(description="Slugs of places.")
    parents: list[TieFact]
    successors: list[Heir]
    offices: list[OfficeFact]
    disputes: list[Dispute]
    links: OrganisationLinks


class OrganisationRow(Shape):
    slug: str
    exists: Existence
    names: list[NameFact]
    kinds: list[ValueFact]
    levels: list[ValueFact]
    registrations: list[ValueFact]
    seats: list[ValueFact]
    parents: list[TieFact]
    inside: Certainty | None = Field(None, description="Whether its seat lies in the territory that was asked for; null where none was.")
    below: Certainty | None = Field(None, description="Whether it stands under the organisation that was asked for; null where none was.")
    link: str


class Paged(Asked):
    count: int = Field(description="How many rows the whole list has.")
    next: str | None = Field(description="The address of the next page; null on the last.")


class Organisations(Paged):
    organisations: list[OrganisationRow]


class Culture(Shape):
    text: Texts
    organisations: int = Field(description="How many organisations surely or possibly keep it on the day.")
    link: str = Field(description="The address of these organisations.")


class Cultures(Asked):
    cultures: list[Culture]


class Node(Shape):
    slug: str
    name: Texts = Field(description="A text by language; empty where no name is told for the day.")
    tie: str | None = Field(description="The tie to the one above; null of the root.")
    certainty: Existence = Field(description="Whether it stands under the root on that day.")
    below: list[Node | Again]
    deeper: int = Field(0, description="How many stand right below that were left out, for want of depth.")


class Again(Shape):
    """A body that stands in more than one place of the tree; it is unfolded where it is met first."""

    slug: str
    again: Literal[True]


class Tree(Asked):
    tree: Node


class Place(Asked):
    slug: str
    exists: Existence
    names: list[NameFact]
    also: list[OtherName]
    kinds: list[ValueFact]
    codes: list[ValueFact] = Field(description="KATO codes.")
    parents: list[TieFact]
    centres: list[ValueFact] = Field(description="Slugs of places.")
    successors: list[Heir]
    disputes: list[Dispute]
    links: Links


class PlaceRow(Shape):
    slug: str
    exists: Existence
    names: list[NameFact]
    kinds: list[ValueFact]
    parents: list[TieFact]
    link: str


class Places(Paged):
    places: list[PlaceRow]


class PersonRow(Shape):
    slug: str
    names: list[NameFact]
    offices: list[HeldOffice] = Field(description="Offices held on the day.")
    link: str


class Person(Asked):
    slug: str
    names: list[NameFact]
    also: list[OtherName]
    offices: list[HeldOffice] = Field(description="Offices held on the day.")
    disputes: list[Dispute]
    links: Links


class People(Paged):
    people: list[PersonRow]


class Claim(Shape):
    """One source's account of a change."""

    source: str | None = Field(description="The slug of the source; null: told by the keeper on the day of recording.")
    locator: str | None = Field(description="Page, line, article.")
    told: Literal["done", "ordered"] = Field(description="done: it was done by the source's own day; ordered: a decree takes effect, perhaps later.")
    date: str = Field(description=DATE)
    value: dict[str, Any] | None = Field(description="What is so after the change; null: the same as by the preferred claim.")
    wording: str | None = Field(description="The words of the source, where they may be quoted.")
    preferred: bool = Field(description="Whether answers follow this claim.")


class Change(Shape):
    """A change as the chronicle file has it (docs/chronicle-format.md), and the days on which it can have been."""

    id: str
    act: str
    on: list[str] = Field(description="Whom it befell: organisation:slug, place:slug or person:slug.")
    status: Literal["done", "announced", "withdrawn"] = Field(description="announced: said or planned, changes nothing; withdrawn: taken back.")
    after: list[str] = Field(description="Changes after which it was, where dates do not tell it.")
    before: list[str]
    note: Texts
    earliest: str | None = Field(description="The first day on which it can have been; null: not known.")
    latest: str | None = Field(description="The last day on which it can have been; null: not known.")
    recorded: str = Field(description="When this version was recorded, in UTC.")
    claims: list[Claim]


class Changes(Shape):
    known_on: str | None
    count: int = Field(description="How many rows the whole list has.")
    next: str | None = Field(description="The address of the next page; null on the last.")
    changes: list[Change]


class Matched(Shape):
    text: Names
    use: str = Field(description="What this name is used for; empty: it is an official one.")
    certainty: Existence = Field(description="Of being its name on the day; no: it was so before, or will be later.")


class FoundBody(Shape):
    kind: Literal["organisation", "place", "person"]
    slug: str
    names: list[NameFact] = Field(description="Official names of the day.")
    matched: list[Matched] = Field(description="The names of any time that have what was looked for; empty where it was found by its slug.")
    link: str


class FoundBodies(Paged):
    found: list[FoundBody]


class Difference(Shape):
    fact: str = Field(description="exists, name, kind, level, registration, dormant, accreditation, seat, a tie (branch_of, ...) or holding.")
    value: dict[str, Any] = Field(description="What differs: a text by language, a value, a place, an organisation, or an office with its holder.")
    then: Existence = Field(description="How sure it is on the first day.")
    now: Existence = Field(description="How sure it is on the last day.")
    change: str | None = Field(description="The id of the change that did it; null where it hangs on several or on none that is told.")


class Compared(Shape):
    slug: str
    sort: Literal["appeared", "ended", "changed"]
    names: list[NameFact] = Field(description="On the last day; of one that ended, on the first.")
    differences: list[Difference]
    link: str


class Comparison(Shape):
    first: str
    last: str
    known_on: str | None
    count: int = Field(description="How many organisations differ.")
    next: str | None = Field(description="The address of the next page; null on the last.")
    organisations: list[Compared]


class CopyLink(Shape):
    name: str
    media_type: str
    size: int = Field(description="Bytes.")
    address: str


class Source(Shape):
    slug: str
    kind: str
    title: Texts
    day: str = Field(description="The day of the paper itself, in EDTF; empty: not known.")
    consulted: str = Field(description="When it was looked at; empty: not told.")
    author: str | None = None
    publisher: str | None = None
    address: str | None = None
    licence: str | None = None
    note: str | None = None
    recorded: str = Field(description="When this version was recorded, in UTC.")
    copies: list[CopyLink] = Field(description="Archived copies and scans that everyone may see.")
    chronicle: str = Field(description="The address of all changes that it tells.")


class Sources(Shape):
    known_on: str | None
    count: int
    next: str | None
    sources: list[Source]


class Licence(Shape):
    name: str
    address: str
    attribution: str = Field(description="How to name where it is from.")


class Counts(Shape):
    organisations: int = Field(description="Organisations that surely or possibly exist today.")
    places: int = Field(description="Territories and places that surely or possibly exist today.")
    people: int = Field(description="Persons who are publicly named.")
    changes: int
    sources: int


class Federation(Shape):
    name: Texts
    languages: list[str]
    sample: bool = Field(description="True: this is invented sample data.")
    today: str = Field(description="Today in the federation's time zone.")
    counts: Counts
    licence: Licence
    links: Texts = Field(description="Where to go on.")


class ParameterFault(Shape):
    parameter: str
    detail: str


class Problem(Shape):
    """Problem details (RFC 9457), in the language of Accept-Language (kk, ru, ko, en; Kazakh without one)."""

    type: Literal["about:blank"]
    title: str
    status: int
    detail: str
    instance: str
    errors: list[ParameterFault] | None = Field(None, description="Of 422: what is wrong with which parameter.")


Node.model_rebuild()
