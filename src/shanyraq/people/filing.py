"""Under which words a membership is filed: the skeletons of its person's names, so that a list of members reads one table, in order, by an index.

The verbs write it with the names; `tests/people/test_filing.py` holds that it says what the names say.
"""
from __future__ import annotations

from collections.abc import Iterable

from shanyraq.chronicle.models import FOREVER
from shanyraq.people.models import Membership, Person, PersonName, Spelling
from shanyraq.people.terms import Script
from shanyraq.words.folding import MOST_BYTES


def filed(names: Iterable[tuple[str, str]]) -> str:
    """The lines of (script, skeleton), the one that lists go by first. A name in Hangul is written with and without a space: it is filed without."""
    said = (skeleton.replace(" ", "") if script == Script.HANGUL else skeleton for script, skeleton in names)
    return "\n".join(dict.fromkeys(said)).encode()[:MOST_BYTES].decode(errors="ignore")


def filed_of(person: Person) -> str:
    """Of somebody of whom something is kept: by the own names, else by those of the public memory."""
    own = Spelling.objects.filter(person=person).order_by("-first", "script").values_list("script", "folded")
    public = PersonName.objects.filter(person=person, known_to=FOREVER).order_by("pk").values_list("folded", flat=True)
    return filed(own or (("", line) for text in public for line in text.split("\n")))


def refile(person: Person) -> None:
    """After the names of somebody were written anew."""
    Membership.objects.filter(person=person).update(filed=filed_of(person))
