"""Members in words: names in the letters of the reader, memberships, contacts, and who sees them."""
from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import QuerySet

from shanyraq.dating.sentences import say_day
from shanyraq.entrance.named import named
from shanyraq.people.models import Contact, Dues, Membership, Person, Receipt, Spelling
from shanyraq.people.terms import ContactKind, DuesState, MemberKind, Office, Script, SeenBy
from shanyraq.rights import who
from shanyraq.rights.naming import names
from shanyraq.words.texts import UNDETERMINED, Text

Row = dict[str, Any]
READ_BY: Final = {"kk": Script.CYRILLIC, "ru": Script.CYRILLIC, "ko": Script.HANGUL, "en": Script.LATIN}
IN: Final = {Script.CYRILLIC: "ru", Script.HANGUL: "ko", Script.LATIN: UNDETERMINED}  # as a voice reads it out


def composed(row: Spelling) -> str:
    """The parts in the order of their bearer; a Korean name without a space."""
    if row.script == Script.HANGUL:
        return f"{row.family}{row.given}"
    parts = (row.given, row.patronymic, row.family) if row.given_first else (row.family, row.given, row.patronymic)
    return " ".join(part for part in parts if part)


def called(persons: Collection[Person], language: str) -> dict[int, Text]:
    """{key: the name in the letters of the page, else as the person named it first; else the public one}; three queries at most."""
    spelt: dict[int, list[Spelling]] = {}
    for row in Spelling.objects.filter(person__in=[person.pk for person in persons]).order_by("-first", "script"):
        spelt.setdefault(row.person_id, []).append(row)
    without = [person for person in persons if person.pk not in spelt]
    return {**(named(without) if without else {}), **{key: _read(rows, language) for key, rows in spelt.items()}}


def _read(rows: list[Spelling], language: str) -> Text:
    fitting = next((row for row in rows if row.script == READ_BY.get(language)), None)
    if fitting:
        return Text(composed(fitting), language, fallback=False)
    return Text(composed(rows[0]), IN[Script(rows[0].script)], fallback=True)


def spellings(person: Person) -> list[Row]:
    """{script, name} of all that is kept."""
    rows = Spelling.objects.filter(person=person).order_by("-first", "script")
    return [{"script": Script(row.script).label, "name": Text(composed(row), IN[Script(row.script)], fallback=True)} for row in rows]


def rows(persons: Collection[Person], memberships: QuerySet[Membership], language: str, today: date) -> list[Row]:
    """{slug, name, memberships} of a page of the list; five queries."""
    named_here = called(persons, language)
    held: dict[int, list[Row]] = {}
    for row in told(memberships.filter(person__in=[person.pk for person in persons]), language, today):
        held.setdefault(row["person"], []).append(row)
    return [{"slug": person.slug, "name": named_here[person.pk], "memberships": held.get(person.pk, [])} for person in persons]


def told(memberships: QuerySet[Membership], language: str, today: date) -> list[Row]:
    """{pk, person, slug, organisation, kind, key, since, last (words, empty while it goes on), over} in order; three queries."""
    held = list(memberships.select_related("organisation").order_by("-since", "pk"))
    called_today = names({row.organisation_id for row in held}, language, today)
    return [
        {
            "pk": row.pk, "person": row.person_id, "slug": row.organisation.slug, "organisation": called_today[row.organisation_id],
            "kind": MemberKind(row.kind).label, "key": row.kind, "since": say_day(row.since, language),
            "last": say_day(row.until - timedelta(days=1), language) if row.until else "", "over": row.until is not None and row.until <= today,
        }
        for row in held
    ]  # fmt: skip


def contacts(held: Iterable[Contact]) -> list[Row]:
    """{pk, kind, value, seen_by, url (how it is called or written to, or empty)}."""
    said = [(row, ContactKind(row.kind).label, SeenBy(row.seen_by).label) for row in held]
    return [{"pk": row.pk, "kind": kind, "value": row.value, "seen_by": seen_by, "url": _url(row)} for row, kind, seen_by in said]


def _url(row: Contact) -> str:
    if row.kind == ContactKind.PHONE:
        return "tel:" + "".join(sign for sign in row.value if sign.isdigit() or sign == "+")
    return f"mailto:{row.value}" if row.kind == ContactKind.EMAIL else ""


def dues(held: QuerySet[Dues]) -> list[Row]:
    """{year (words), state, receipt (key, or None)} of what was written down, the newest first; two queries."""
    rows = list(held.order_by("-year", "pk"))
    receipts = dict(Receipt.objects.filter(dues__in=rows, void=False).values_list("dues", "pk"))
    return [{"year": str(row.year), "state": DuesState(row.state).label, "receipt": receipts.get(row.pk)} for row in rows]


def watchers(memberships: Iterable[Membership], language: str, today: date) -> list[Row]:
    """{office, organisation} whose holders see these memberships today; two queries for each and two for the names."""
    found = {(row["organisation"], row["office"]): row for held in memberships for row in who("members:list:see", held, today)}
    called_today = names({row["organisation"] for row in found.values()}, language, today)
    return [{"office": Office(row["office"]).label, "organisation": called_today[row["organisation"]]} for row in found.values()]
