"""What can be recorded, in people's words: one table for all acts. What an act may hold, the grammar of the chronicle says."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from shanyraq.chronicle.terms import Act


class Step(TextChoices):
    """A page of a draft."""

    WHOM = "whom", _("To whom")
    TO = "to", _("Which organisation")
    INTO = "into", _("What became of it")
    BY = "by", _("Who took its place")
    PART = "part", _("The part that left")
    OF = "of", _("Whose heir")
    PERSON = "person", _("Who")
    WHEN = "when", _("When")
    DETAILS = "details", _("What is so since then")
    SOURCE = "source", _("Who says so")
    PAPER = "paper", _("The paper")
    ORDER = "order", _("What came first")
    CHECK = "check", _("Check")


GROUPS: Final[dict[str, Any]] = {
    "begin": _("It began"),
    "name": _("Its name, what it is, where it sits"),
    "belong": _("To whom it belongs"),
    "people": _("People"),
    "together": _("Merging, dividing, passing on"),
    "end": _("It ended"),
    "paper": _("Not the act itself is known"),
}
STATE: Final = ("name", "kind", "level", "seat", "culture", "parent", "centre", "kato")
UP: Final = ("branch_of", "part_of", "member_of")
OFFICE: Final = ("office", "person")


@dataclass(frozen=True, slots=True)
class Choice:
    """An act as people say it.

    `asks`: bodies that have a page of their own; `fields`: what the page of details asks, of which a body is asked what the grammar takes of it.
    """

    act: Act
    group: str
    label: Any
    hint: Any = ""
    asks: tuple[Step, ...] = ()
    fields: tuple[str, ...] = ()
    several: bool = False
    last_day: bool = False  # the form asks for the last day of the old state


CHOICES: Final[dict[str, Choice]] = {
    str(choice.act): choice
    for choice in (
        Choice(Act.FOUNDED, "begin", _("It was founded"), _("A decree, a first meeting, an opening"), fields=("by", *STATE, *UP)),
        Choice(Act.REGISTERED, "begin", _("It was registered with the state"), fields=("number", "bin", "name", "kind", "level", "seat")),
        Choice(Act.REVIVED, "begin", _("It became active again"), fields=("name", "kind", "seat")),
        Choice(Act.RENAMED, "name", _("It got another name"), fields=("name", "short", "from_name")),
        Choice(Act.REORGANISED, "name", _("It was reorganised"), _("Another form; often with another name"),
               fields=("name", "kind", "level", "from_name", "from_kind")),
        Choice(Act.MOVED, "name", _("It moved"), _("To another place, or to another organisation above it"),
               fields=("seat", "branch_of", "parent", "centre")),
        Choice(Act.JOINED, "belong", _("It joined another organisation"), asks=(Step.TO,), fields=("tie",)),
        Choice(Act.LEFT, "belong", _("It left another organisation"), asks=(Step.TO,), fields=("tie",)),
        Choice(Act.ACCREDITED, "belong", _("It was publicly accredited"), fields=("until",)),
        Choice(Act.ACCREDITATION_WITHDRAWN, "belong", _("Its accreditation was withdrawn")),
        Choice(Act.APPOINTED, "people", _("Somebody took office"), _("A chair was elected, a director appointed"),
               asks=(Step.PERSON,), fields=("office", "acting", "until")),
        Choice(Act.RELEASED, "people", _("Somebody left office"), asks=(Step.PERSON,), fields=("office",), last_day=True),
        Choice(Act.MERGED, "together", _("Several merged into a new one"),
               asks=(Step.INTO,), fields=("name", "kind", "level", "seat", *UP), several=True),
        Choice(Act.ABSORBED, "together", _("It was taken in by another"), _("The other one goes on"), asks=(Step.INTO,), several=True),
        Choice(Act.SPLIT, "together", _("It divided into several"), _("It is no more; the parts begin"), asks=(Step.INTO,), fields=("going",)),
        Choice(Act.SEPARATED, "together", _("A part left it"), _("It goes on beside the part"),
               asks=(Step.PART,), fields=("name", "kind", "level", "seat", "going")),
        Choice(Act.SUCCEEDED, "together", _("Another took its place"), _("With its members, its seat and its people"),
               asks=(Step.BY,), fields=("name", "kind", "level")),
        Choice(Act.SUCCEEDS, "together", _("It calls itself heir of another"), asks=(Step.OF,)),
        Choice(Act.DISSOLVED, "end", _("It was dissolved")),
        Choice(Act.DORMANT, "end", _("It is at rest"), _("It exists, but does nothing")),
        Choice(Act.STRUCK_OFF, "end", _("It was struck off the state register"), _("It may go on without being registered")),
        Choice(Act.STANDING, "paper", _("It is so today"), _("Since when is not known"),
               fields=(*STATE, *UP, *OFFICE, "registration", "aim", "contact", "note")),
        Choice(Act.SEEN, "paper", _("An old paper mentions it"), _("A poster, a report, a photograph"),
               fields=(*STATE, *UP, *OFFICE, "registration", "note")),
        Choice(Act.ANNOUNCED, "paper", _("It was only announced"), _("Planned, applied for, drafted: it changes nothing"), fields=("name", "kind")),
    )
}
# The act itself tells the name of a new body to which it happened.
NAMES_ON: Final = (Act.FOUNDED, Act.REGISTERED, Act.STANDING, Act.SEEN, Act.ANNOUNCED)
