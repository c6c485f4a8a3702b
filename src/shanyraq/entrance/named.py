"""What persons and their offices are called here; the directory, which says more, is a room on the same floor."""
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import get_language

from shanyraq.accounts.models import User
from shanyraq.people.models import Holding, Person, PersonName, Spelling
from shanyraq.people.terms import Script
from shanyraq.registry.models import Name
from shanyraq.words.texts import Text, pick

PARTS: Final = "given patronymic family"
CALLED: Final = "entrance.called"  # in the session: {language: name} of whoever is signed in
READ_BY: Final = {Script.CYRILLIC: ("kk", "ru"), Script.HANGUL: ("ko",), Script.LATIN: ("en",)}


def names_of(user: User) -> dict[str, str]:
    """{language: what the owner of an account is called}, as far as the person is known or wrote it down; two queries."""
    persons = Person.objects.of(user)
    told = PersonName.objects.known_on(None).filter(person__in=persons.values("pk"), use="").order_by("begin_latest", "pk").last()
    if told:
        return {lang: _composed(said) if isinstance(said, dict) else said for lang, said in told.text.items()}
    return _by_language(list(Spelling.objects.filter(person__in=persons.values("pk")).order_by("-first", "pk")))


def _by_language(rows: Sequence[Spelling]) -> dict[str, str]:
    """Of the spellings of one person, the first one first; `und`: as the person wrote it first."""
    return {lang: _spelt(row) for row in reversed(rows) for lang in (*READ_BY[Script(row.script)], *(["und"] if row.first else []))}


def first_spellings(persons: Collection[int]) -> dict[int, str]:
    """{key of a member: the name as they wrote it first}; one query."""
    return {row.person_id: _spelt(row) for row in Spelling.objects.filter(person__in=persons, first=True)}


def _spelt(row: Spelling) -> str:
    if row.script == Script.HANGUL:
        return f"{row.family}{row.given}"
    parts = (row.given, row.patronymic, row.family) if row.given_first else (row.family, row.given, row.patronymic)
    return " ".join(part for part in parts if part)


def say_called(names: Mapping[str, str]) -> str:
    """In the language of the page, else in the one that the person named first; empty where nothing is known."""
    language = get_language() or "kk"
    return names.get(language) or names.get("und") or str(pick(names, language))


def named(persons: Collection[Person]) -> dict[int, Text]:
    """{key: the newest official name that is known, else the slug}; one query."""
    rows = PersonName.objects.known_on(None).filter(person__in=persons, use="").order_by("begin_latest", "pk")
    without = {person.pk: _said({"und": person.slug}) for person in persons}
    return without | {key: _said(text) for key, text in rows.values_list("person", "text")}


def greeted(persons: Collection[Person]) -> dict[int, Text]:
    """{key: the official name, of a member without one their own in the reader's letters, else the slug}; two queries at most."""
    found = named(persons)
    rows: dict[int, list[Spelling]] = {person.pk: [] for person in persons if found[person.pk].value == person.slug}
    for row in Spelling.objects.filter(person__in=list(rows)).order_by("-first", "pk"):
        rows[row.person_id].append(row)
    return found | {person.pk: _in_letters(_by_language(rows[person.pk]), person) for person in persons if person.pk in rows}


def _in_letters(names: Mapping[str, str], person: Person) -> Text:
    language = get_language() or "kk"
    return pick({language: names.get(language, ""), "und": say_called(names) or person.slug}, language)


def person_name(person: Person) -> Text:
    return greeted([person])[person.pk]


def held_now(day: date) -> QuerySet[Holding]:
    """Offices that are surely held on the day, as known now."""
    return Holding.objects.surely(day).known_on(None)


def offices(keys: Collection[int], day: date) -> dict[int, list[dict[str, Any]]]:
    """{key of a person: [{office, organisation (text)}]}; two queries."""
    held = list(held_now(day).filter(person__in=keys).order_by("pk"))
    rows = Name.objects.known_on(None).filter(organisation__in={holding.organisation_id for holding in held}, use="").order_by("begin_latest", "pk")
    called = {key: _said(text) for key, text in rows.values_list("organisation", "text")}
    found: dict[int, list[dict[str, Any]]] = {key: [] for key in keys}
    for holding in held:
        found[holding.person_id].append({"office": holding.get_office_display(), "organisation": called.get(holding.organisation_id) or _said({})})
    return found


def _said(texts: dict[str, Any]) -> Text:
    return pick({lang: _composed(said) if isinstance(said, dict) else said for lang, said in texts.items()}, get_language() or "kk")


def _composed(parts: dict[str, str]) -> str:
    return " ".join(parts[part] for part in parts.get("order", PARTS).split() if part in parts)
