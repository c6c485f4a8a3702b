"""The words that readers see for what the registers hold as terms."""
from __future__ import annotations

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanyraq.chronicle.terms import SourceKind
from shanyraq.people.terms import Office
from shanyraq.places.terms import Kind as PlaceKind
from shanyraq.registry.terms import Kind, Level, Tie

FACTS: Final = {
    "name": gettext_lazy("Name"),
    "short": gettext_lazy("Short name"),
    "kind": gettext_lazy("Kind"),
    "level": gettext_lazy("Level"),
    "registration": gettext_lazy("State registration"),
    "seat": gettext_lazy("Seat"),
    "culture": gettext_lazy("Culture it keeps"),
    "aim": gettext_lazy("Aim"),
    "contact": gettext_lazy("Contact"),
    "note": gettext_lazy("Note"),
    "accreditation": gettext_lazy("Public accreditation"),
    "dormant": gettext_lazy("State"),
    "exists": gettext_lazy("Existence"),
    "holding": gettext_lazy("In office"),
    "succeeds": gettext_lazy("Continued by"),
    "heir": gettext_lazy("Continued by"),
    "bin": gettext_lazy("BIN"),
    "kato": gettext_lazy("KATO code"),
    "parent": gettext_lazy("Lies in"),
    "centre": gettext_lazy("Centre"),
    "branch_of": gettext_lazy("Branch of"),
    "part_of": gettext_lazy("Part of"),
    "member_of": gettext_lazy("Member of"),
    "supported_by": gettext_lazy("Supported by"),
    "partner_of": gettext_lazy("Partner of"),
}
USES: Final = {
    "short": gettext_lazy("short name"),
    "popular": gettext_lazy("popular name"),
    "former": gettext_lazy("former name"),
    "brand": gettext_lazy("brand name"),
}
GRADES: Final = {"full": gettext_lazy("full member of"), "associate": gettext_lazy("associate member of")}
WORDS: Final[dict[str, type[TextChoices]]] = {
    "kind": Kind, "level": Level, "office": Office, "source": SourceKind, "tie": Tie, "place_kind": PlaceKind,
}  # fmt: skip
TERMS: Final = {sort: {str(term): term for term in terms} for sort, terms in WORDS.items()}


def word(sort: str, value: str) -> str:
    """The word for a term: `sort` is a key of WORDS; a value that is no term stands for itself."""
    term = TERMS[sort].get(value)
    return str(term.label) if term else value


def fact_label(fact: str) -> str:
    """What a fact is called; of a qualified one ("accreditation.youth") with its qualifier."""
    name, _dot, qualifier = fact.partition(".")
    label = str(FACTS.get(name, name))
    return f"{label} ({qualifier})" if qualifier else label


def use_label(use: str) -> str:
    """What another name is used for."""
    return str(USES.get(use, use.replace("-", " ")))


def tie_label(kind: str, grade: str = "") -> str:
    return str(GRADES[grade]) if kind == Tie.MEMBER_OF and grade in GRADES else word("tie", kind)


def registration(value: str) -> str:
    """A state registration: its number, or that there is one."""
    return _("registered") if value == "registered" else value


def state(fact: str, value: str) -> str:
    """The word of a trait that is neither a number nor a text of its own."""
    said = {"dormant": _("dormant"), "accredited": _("accredited"), "registered": _("registered")}
    return said.get(value) or (word(fact, value) if fact in WORDS else value)


def office_label(key: str, *, acting: bool = False) -> str:
    said = word("office", key)
    return f"{said} ({_('acting')})" if acting else said
