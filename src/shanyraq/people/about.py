"""What a member tells of themselves beside names and contacts: birth, languages, the language of letters."""
from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.journal.changes import write
from shanyraq.people.ages import age, is_child
from shanyraq.people.consents import refuse_withdrawn
from shanyraq.people.guardians import entrust, move
from shanyraq.people.models import Guardian, Person
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import OLDEST
from shanyraq.words.texts import LANGUAGES

CODE: Final = re.compile(r"[a-z]{2,3}")
MOST: Final = 20


@transaction.atomic
def tell(
    *, by: User | None, person: Person, born: date | None, languages: Sequence[str], letters_in: str, on: date, guardian: Person | None = None,
    key: str | None = None,
) -> bool:  # fmt: skip
    """Keep what somebody tells of themselves, of a child with who stands in for it; returns whether this was new. Raises MemberRefused."""
    refuse_told(born, languages, letters_in, on)
    refuse_withdrawn(person)
    if not write(by=by, action="members:person:keep", thing=f"people:person:{person.pk}", key=key, summary="birth, languages"):
        return False
    held = Person.objects.select_for_update().get(pk=person.pk)
    before, held.born, held.languages, held.letters_in = held.born, born, list(dict.fromkeys(languages)), letters_in
    held.save(update_fields=["born", "languages", "letters_in"])
    move(held, before)
    if guardian and is_child(held.born, on):
        entrust(child=held, guardian=guardian, on=on, by=by)
    _refuse_alone(held, on)
    return True


def _refuse_alone(held: Person, on: date) -> None:
    if is_child(held.born, on) and not Guardian.objects.on(on).filter(child=held).exists():
        raise MemberRefused(_("Somebody under 18 needs a guardian: name one first."), "born")


def refuse_told(born: date | None, languages: Sequence[str], letters_in: str, on: date) -> None:
    if born and (born > on or age(born, on) > OLDEST):
        raise MemberRefused(_("Write the date of birth as a day that can be one."), "born")
    if len(languages) > MOST or not all(CODE.fullmatch(code) for code in languages):
        raise MemberRefused(_("Choose languages of the list."), "languages")
    if letters_in not in ("", *LANGUAGES):
        raise MemberRefused(_("Choose one of the list."), "letters_in")


@transaction.atomic
def show(*, by: User | None, person: Person, shown: bool, key: str | None = None) -> bool:
    """Let the other members of one's organisations see that one is a member, or no more; returns whether this was new."""
    if not write(by=by, action="members:person:keep", thing=f"people:person:{person.pk}", key=key, summary="shown" if shown else "not shown"):
        return False
    return bool(Person.objects.filter(pk=person.pk).exclude(shown=shown).update(shown=shown))
