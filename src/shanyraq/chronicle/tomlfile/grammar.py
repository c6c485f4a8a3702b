"""The words of a chronicle file as data. Reads like `docs/chronicle-format.md`; a test compares the two."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Sort = Literal["organisation", "place", "person"]
Form = Literal[
    "text", "texts", "names", "names_by_use", "slug", "place", "person", "organisation", "organisations", "body", "bodies", "any_bodies",
    "kind", "level", "grade", "office", "way", "kato", "bin", "day", "true", "state", "ties", "ties_by_part", "any_ties", "values_by_part",
]

ORGANISATION: Sort = "organisation"
PLACE: Sort = "place"
PERSON: Sort = "person"
BOTH: tuple[Sort, ...] = (ORGANISATION, PLACE)
ALL: tuple[Sort, ...] = (ORGANISATION, PLACE, PERSON)
PREFIXES: dict[str, Sort] = {"place": PLACE, "person": PERSON}

LANGUAGES = ("kk", "ru", "ko", "en")
SOURCE_KEYS = ("id", "kind", "title", "day", "consulted", "author", "publisher", "address", "licence", "note", "recorded")
CHANGE_KEYS = ("id", "act", "on", "status", "after", "before", "recorded", "note", "claim")
CLAIM_KEYS = ("source", "locator", "told", "date", "value", "wording", "preferred")
PERSON_NAME_KEYS = ("given", "family", "patronymic", "order")

SOURCE_KINDS = ("press", "law", "certificate", "letter", "interview", "list", "web", "minutes", "book", "archive", "told")
STATUSES = ("done", "announced", "withdrawn")
TOLD = ("done", "ordered")
LEVELS = ("republic", "oblast", "city", "district", "rural_district", "international")
GRADES = ("full", "associate")
WAYS_OF_FOUNDING = ("decree", "meeting", "opening")

KINDS: dict[Sort, tuple[str, ...]] = {
    ORGANISATION: (
        "ethnocultural_association", "ethnocultural_centre", "friendship_society", "umbrella", "national_association", "union_of_legal_entities",
        "public_association", "association", "federation", "union", "club", "society", "foundation", "party", "church", "company",
        "house_of_friendship", "state_institution", "council", "council_of_elders", "council_of_mothers", "youth_wing", "branch", "district_branch",
        "school", "university", "trade_union", "team", "ensemble", "newspaper", "museum", "partner_institution", "authority", "other",
    ),
    PLACE: (
        "country", "oblast", "district", "city", "rural_district", "settlement", "village", "region", "state", "province", "county", "municipality",
        "department", "canton", "republic", "territory", "historical", "other",
    ),
    PERSON: (),
}
OFFICES_OF_ONE = (
    "chair", "president", "director", "head_of_secretariat", "treasurer", "secretary", "honorary_chair",
    "rector", "general_secretary", "moderator", "bishop", "mayor",
)
OFFICES_OF_SEVERAL = ("co_chair", "deputy_chair", "vice_president", "board_member", "elder", "patron", "representative", "methodist")
OFFICES = OFFICES_OF_ONE + OFFICES_OF_SEVERAL


@dataclass(frozen=True, slots=True)
class StateKey:
    """What a key says of a body: of which bodies it may be told, in which form, and the key it stands beside (without which it means nothing)."""

    of: tuple[Sort, ...]
    form: Form
    beside: str = ""


STATE: dict[str, StateKey] = {
    "name": StateKey(ALL, "names"),
    "short": StateKey(BOTH, "texts"),
    "also": StateKey(BOTH, "names_by_use"),
    "kind": StateKey(BOTH, "kind"),
    "level": StateKey((ORGANISATION,), "level"),
    "seat": StateKey((ORGANISATION,), "place"),
    "branch_of": StateKey((ORGANISATION,), "organisation"),
    "part_of": StateKey((ORGANISATION,), "organisations"),
    "member_of": StateKey((ORGANISATION,), "organisations"),
    "grade": StateKey((ORGANISATION,), "grade", beside="member_of"),
    "supported_by": StateKey((ORGANISATION,), "organisations"),
    "partner_of": StateKey((ORGANISATION,), "organisations"),
    "parent": StateKey((PLACE,), "place"),
    "centre": StateKey((PLACE,), "place"),
    "kato": StateKey((PLACE,), "kato"),
    "registration": StateKey((ORGANISATION,), "text"),
    "bin": StateKey((ORGANISATION,), "bin"),
    "culture": StateKey((ORGANISATION,), "texts"),
    "aim": StateKey((ORGANISATION,), "texts"),
    "contact": StateKey((ORGANISATION,), "texts"),
    "note": StateKey((ORGANISATION,), "texts"),
    "office": StateKey((ORGANISATION,), "office", beside="person"),
    "person": StateKey((ORGANISATION,), "person", beside="office"),
    "acting": StateKey((ORGANISATION,), "true", beside="office"),
}
TIES = ("branch_of", "part_of", "member_of", "supported_by", "partner_of")


@dataclass(frozen=True, slots=True)
class Act:
    """What an act may be told of (`on`, how many), and what its value holds.

    state: "own" takes the state keys of the bodies in `on` and `from`; "new" takes the state keys of another body that the act names; "" takes none.
    keys: the act's own keys beyond these, with their forms. required: all of them; some_of: one or more of them; just_one_of: exactly one of them.
    """

    on: tuple[Sort, ...]
    state: Literal["own", "new", ""] = ""
    keys: Mapping[str, Form] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    some_of: tuple[str, ...] = ()
    just_one_of: tuple[str, ...] = ()
    least: int = 1
    most: int | None = None


_TIE_KEYS: dict[str, Form] = {key: STATE[key].form for key in (*TIES, "grade")}
_OFFICE_KEYS: dict[str, Form] = {"office": "office", "person": "person"}

ACTS: dict[str, Act] = {
    "founded": Act(BOTH, state="own", keys={"by": "way"}),
    "registered": Act((ORGANISATION,), state="own", keys={"number": "text", "bin": "bin"}),
    "struck_off": Act((ORGANISATION,)),
    "renamed": Act(BOTH, state="own", some_of=("name", "short", "also")),
    "reorganised": Act(BOTH, state="own"),
    "moved": Act(BOTH, state="own", some_of=("seat", "branch_of", "parent", "centre")),
    "joined": Act((ORGANISATION,), keys=_TIE_KEYS, just_one_of=TIES),
    "left": Act((ORGANISATION,), keys=_TIE_KEYS, just_one_of=TIES),
    "merged": Act(BOTH, state="new", keys={"into": "body"}, required=("into",), least=2),
    "absorbed": Act(BOTH, keys={"into": "body"}, required=("into",)),
    "split": Act(BOTH, keys={"into": "bodies", "ties": "ties_by_part", "values": "values_by_part"}, required=("into",), most=1),
    "separated": Act(BOTH, state="new", keys={"part": "body", "ties": "ties"}, required=("part",), most=1),
    "succeeded": Act(BOTH, state="new", keys={"by": "body"}, required=("by",)),
    "dissolved": Act(BOTH),
    "revived": Act(BOTH, state="own"),
    "dormant": Act((ORGANISATION,)),
    "accredited": Act((ORGANISATION,), keys={"until": "day", "scheme": "slug"}),
    "accreditation_withdrawn": Act((ORGANISATION,), keys={"scheme": "slug"}),
    "appointed": Act((ORGANISATION,), keys={**_OFFICE_KEYS, "acting": "true", "until": "day"}, required=("office", "person")),
    "released": Act((ORGANISATION,), keys=_OFFICE_KEYS, required=("office", "person")),
    "seen": Act(ALL, state="own"),
    "standing": Act(ALL, state="own"),
    "succeeds": Act((ORGANISATION,), keys={"of": "organisation"}, required=("of",)),
}
_LOOSE: dict[str, Form] = {"by": "slug", "into": "any_bodies", "ties": "any_ties"}
_EVERY_KEY: dict[str, Form] = {key: form for act in ACTS.values() for key, form in act.keys.items() if key not in STATE}
ACTS["announced"] = Act(ALL, state="own", keys=_EVERY_KEY | _LOOSE)

VALUE_ORDER = ("by", "number", "into", "part", "of", *STATE, "from", "ties", "values", "scheme", "until")
