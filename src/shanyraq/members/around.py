"""What stands around a member: birth and languages, photograph, guardians and children, offices, and whom of the public memory it may be."""
from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse

from shanyraq.accounts.models import User
from shanyraq.chronicle.models import OPEN_FUTURE
from shanyraq.dating.sentences import say_day
from shanyraq.entrance.named import named
from shanyraq.members import telling
from shanyraq.members.uniting import unitable
from shanyraq.people.ages import is_child
from shanyraq.people.models import Contact, Guardian, Holding, Person, PersonName, Photograph, Spelling
from shanyraq.people.terms import SHOWN_TO_THE_BOARD, SPOKEN, SeenBy
from shanyraq.rights.naming import names
from shanyraq.words.folding import fold, skeletons

Row = dict[str, Any]
MOST: Final = 5  # who it may be


def about(person: Person, language: str) -> Row:
    """{born, languages, letters_in} in words."""
    letters = dict(settings.LANGUAGES).get(person.letters_in, "")
    spoken = [str(SPOKEN.get(code, code)) for code in person.languages]
    return {"born": say_day(person.born, language) if person.born else "", "languages": spoken, "letters_in": letters}


def portrait(person: Person, url: str) -> Row | None:
    """{url, seen_by}; one query."""
    kept = Photograph.objects.filter(person=person).first()
    return {"url": f"{url}?{kept.file_id}", "seen_by": SeenBy(kept.seen_by).label} if kept else None


def guardians(child: Person, language: str, today: date, *, reached: bool, end: Callable[[int], str] | None = None) -> list[Row]:
    """{pk, name, until, contacts, ends} of those who stand in today; `reached`: with contacts as the board sees them. Four queries at most."""
    rows = list(Guardian.objects.on(today).filter(child=child).select_related("guardian").order_by("pk"))
    if not rows:
        return []
    called = telling.called([row.guardian for row in rows], language)
    held: dict[int, list[Contact]] = {}
    if reached:
        for one in Contact.objects.filter(person__in=list(called), seen_by__in=sorted(SHOWN_TO_THE_BOARD)).order_by("pk"):
            held.setdefault(one.person_id, []).append(one)
    return [
        {
            "pk": row.pk, "name": called[row.guardian_id], "until": say_day(row.until, language), "ends": end(row.pk) if end else "",
            "contacts": telling.contacts(held.get(row.guardian_id, [])),
        }
        for row in rows
    ]  # fmt: skip


def children(persons: Collection[Person], language: str, url: Callable[[str], str]) -> list[Row]:
    """{name, url}; two queries."""
    called = telling.called(persons, language) if persons else {}
    return [{"name": called[person.pk], "url": url(person.slug)} for person in persons]


def is_minor(person: Person, today: date) -> bool:
    return is_child(person.born, today)


def public(person: Person) -> Row | None:
    """{name, url} of the side that stands in the public memory, as far as everyone may see it."""
    other = person.same_as if person.private else person
    if other is None or not Person.objects.open().filter(pk=other.pk).exists():
        return None
    return {"name": named([other])[other.pk], "url": reverse("directory:person", kwargs={"slug": other.slug})}


def offices(person: Person, language: str, today: date) -> list[Row]:
    """{office, organisation, slug, when} as known now, the last first: what stands in public, and no more; three queries."""
    rows = Holding.objects.open().known_on(None).filter(person=person.same_as_id or person.pk).select_related("organisation")
    held = list(rows.order_by("-begin_earliest", "pk"))
    called = names({row.organisation_id for row in held}, language, today)
    return [
        {"office": row.get_office_display(), "organisation": called[row.organisation_id], "slug": row.organisation.slug, "when": _when(row)}
        for row in held
    ]  # fmt: skip


def _when(row: Holding) -> str:
    """The years alone: the days are on the page of the person, with how sure they are."""
    first = str(row.begin_latest.year) if row.begin_latest < OPEN_FUTURE else ""
    last = str((row.end_latest - timedelta(days=1)).year) if row.end_latest < OPEN_FUTURE else ""
    return first if first == last else f"{first}–{last}"


def alike(user: User, person: Person, language: str, today: date) -> list[Row]:
    """{slug, name, offices} of persons of the public memory whom this account reaches and who are called like a member; four queries."""
    if not person.private or person.same_as_id:
        return []
    words = [set(fold(f"{row.family} {row.given}").split()) for row in Spelling.objects.filter(person=person)]
    free = unitable(user, today).filter(pk__in=Person.objects.open().values("pk"), as_member=None)
    keys = _called_alike(words, free)
    found = list(free.filter(pk__in=keys).order_by("pk")[:MOST])
    called, held = named(found) if found else {}, _held(found, language, today)
    return [{"slug": one.slug, "name": called[one.pk], "offices": "; ".join(held.get(one.pk, []))} for one in found]


def _called_alike(words: list[set[str]], free: Any) -> list[int]:
    """Of each spelling the given and the family name stand in a name of theirs, in whatever alphabet."""
    found: set[int] = set()
    rows = PersonName.objects.known_on(None).filter(Exists(free.filter(pk=OuterRef("person"))))
    for wanted in words:
        fitting = rows
        for word in wanted:
            fitting = fitting.filter(folded__contains=word)
        if wanted:
            found |= {pk for pk, text in fitting.values_list("person", "text") if wanted <= set(skeletons(text).split())}
    return sorted(found)


def _held(persons: Collection[Person], language: str, today: date) -> dict[int, list[str]]:
    rows = list(Holding.objects.open().known_on(None).filter(person__in=persons).order_by("-begin_earliest", "pk")) if persons else []
    called = names({row.organisation_id for row in rows}, language, today) if rows else {}
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(f"{row.get_office_display()}, {called[row.organisation_id]}")
    return found
