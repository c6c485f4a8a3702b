"""Choosing a body by typing part of a name that it ever had."""
from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from shanyraq.chronicle.models import FOREVER, Mention, SourceVersion, Version
from shanyraq.chronicle.terms import Act
from shanyraq.desk.ended import ended
from shanyraq.directory.namebook import Namebook, name_text
from shanyraq.directory.versions import Told, as_list, beside, claims_of
from shanyraq.people.models import Holding, Person, PersonName
from shanyraq.places.models import Name as PlaceName
from shanyraq.places.models import Place
from shanyraq.registry.models import Name, Organisation, Tie
from shanyraq.words.folding import fold
from shanyraq.words.texts import Text, pick

Row = dict[str, Any]
MOST: Final = 12
LONGEST: Final = 80
NAMES: Final[dict[str, tuple[Any, Any, str]]] = {
    "organisation": (Name, Organisation, "organisation__slug"),
    "place": (PlaceName, Place, "place__slug"),
    "person": (PersonName, Person, "person__slug"),
}


def found(sorts: Sequence[str], typed: str, language: str, today: date, within: QuerySet[Organisation] | None = None) -> list[Row]:
    """Bodies of these sorts of which some name has all the words that were typed, those that exist first.

    {key, text, also (the name that matched, where another), ended (what ended it, and when)}
    """
    words = fold(typed[:LONGEST]).split()
    if not words:
        return []
    matched: dict[str, Text] = {}
    gone: dict[str, str] = {}
    for sort in sorts:
        fitting = _matched(sort, words, language, within)
        gone |= ended(fitting, today, language)
        matched |= {key: fitting[key] for key in existing_first(fitting, gone)[:MOST]}
    names = book(matched, language, {})
    return [_row(key, names.text(key, today), matched[key], gone) for key in existing_first(matched, gone)]


def existing_first(keys: Iterable[str], gone: Container[str]) -> list[str]:
    return sorted(keys, key=lambda key: key in gone)


def _matched(sort: str, words: Sequence[str], language: str, within: QuerySet[Organisation] | None) -> dict[str, Text]:
    """`within`: of organisations only these."""
    model, _table, path = NAMES[sort]
    rows = model.objects.filter(known_to=FOREVER)
    if within is not None and sort == "organisation":
        rows = rows.filter(organisation__in=within)
    for word in words:
        rows = rows.filter(folded__contains=word)
    found: dict[str, Text] = {}
    for slug, texts in rows.order_by(path, "-begin_latest").values_list(path, "text")[: MOST * 4]:
        found.setdefault(f"{sort}:{slug}", name_text(texts, language))
    return found


def _row(key: str, text: Text, also: Text | None, gone: Mapping[str, str]) -> Row:
    return {"key": key, "text": text, "also": also if also and also.value != text.value else None, "ended": gone.get(key, "")}


def rows_of(keys: Iterable[str], language: str, today: date, new: dict[str, Any]) -> list[Row]:
    """Bodies by their keys, those of a draft among them."""
    listed = list(keys)
    names = book(listed, language, new)
    return [_row(key, names.text(key, today), None, {}) for key in listed]


def offered(keys: Sequence[str], language: str, today: date, new: dict[str, Any]) -> list[Row]:
    """Bodies of which one is to be chosen, those that exist first."""
    gone, names = ended(keys, today, language), book(keys, language, new)
    return [_row(key, names.text(key, today), None, gone) for key in existing_first(keys, gone)]


def book(keys: Iterable[str], language: str, new: dict[str, Any]) -> Namebook:
    """What bodies are called, those that a draft only names among them."""
    names = Namebook(language)
    names.read(set(keys) - new.keys(), None)
    names.announced = once_told(names) | new
    return names


def once_told(names: Namebook) -> dict[str, Any]:
    """{key: name} of the bodies that have none: what was only announced of them, or was told once and stands no more."""
    keys = [key for key, rows in names.rows.items() if not rows]
    if not keys:
        return {}
    versions = Version.objects.filter(mentions__body__in=keys).select_related("change").distinct().order_by("known_from", "pk")
    newest = {version.change_id: version for version in versions}
    return {key: name for one in claims_of(list(newest.values())).values() for key, name in _named_in(one)}


def _named_in(told: Told) -> Iterator[tuple[str, Any]]:
    """The bodies that a change names."""
    value, sort = told.value(), told.bodies[0].partition(":")[0]
    fields = ("into", "part") if told.act == Act.FOUNDED else ("into", "part", "by")
    heirs = [beside(name, sort) for field in fields if field in value for name in as_list(value[field])]
    if "name" in value:
        yield from ((key, value["name"]) for key in heirs or told.bodies[:1])
    yield from ((beside(part, sort), said["name"]) for part, said in value.get("values", {}).items() if "name" in said)


def lately(sorts: Sequence[str], but: Iterable[str] = ()) -> list[str]:
    """Keys of the bodies of which something was told last."""
    rows = Mention.objects.filter(version__known_to=FOREVER).order_by("-version_id")
    recent = rows.values_list("body", flat=True)[: MOST * 10]
    fitting = (key for key in dict.fromkeys(recent) if key.partition(":")[0] in sorts and key not in set(but))
    return [key for key, _n in zip(fitting, range(MOST), strict=False)]


def in_office(body: str) -> list[str]:
    """Persons of whom it is known that they held an office in an organisation, the latest first."""
    rows = Holding.objects.filter(known_to=FOREVER, organisation__slug=body.partition(":")[2]).order_by("-begin_latest")
    return [f"person:{slug}" for slug in dict.fromkeys(rows.values_list("person__slug", flat=True)[:MOST])]


def above(body: str) -> list[str]:
    """Organisations to which an organisation belongs or belonged, the latest first."""
    rows = Tie.objects.filter(known_to=FOREVER, child__slug=body.partition(":")[2]).exclude(kind="succeeds").order_by("-begin_latest")
    return [f"organisation:{slug}" for slug in dict.fromkeys(rows.values_list("parent__slug", flat=True)[:MOST])]


def below(body: str) -> list[str]:
    """Organisations that belong or belonged to an organisation."""
    rows = Tie.objects.filter(known_to=FOREVER, parent__slug=body.partition(":")[2]).exclude(kind="succeeds").order_by("child__slug")
    return [f"organisation:{slug}" for slug in dict.fromkeys(rows.values_list("child__slug", flat=True)[: MOST * 10])]


def names_told(body: str) -> list[dict[str, Any]]:
    """Official names that a body ever had, as texts per language, the latest first."""
    kind, _colon, slug = body.partition(":")
    model, _table, path = NAMES[kind]
    return list(model.objects.filter(**{path: slug}, known_to=FOREVER, use="").order_by("-begin_latest").values_list("text", flat=True)[:MOST])


def papers_found(typed: str, language: str) -> list[Row]:
    """Sources of which the title or the id has the words typed, or the last ones: {key, text, day}."""
    rows = SourceVersion.objects.filter(known_to=FOREVER).select_related("source").order_by("-pk")
    words = fold(typed[:LONGEST]).split()
    fitting = (row for row in rows if all(_has(row, word) for word in words))  # titles are JSON, which the databases keep in different ways
    return [_paper(row, language) for row, _n in zip(fitting, range(MOST), strict=False)]


def _has(row: SourceVersion, word: str) -> bool:
    return any(word in fold(text) for text in (*row.title.values(), row.source.slug, str(row.details.get("publisher", ""))))


def _paper(row: SourceVersion, language: str) -> Row:
    return {"key": row.source.slug, "text": pick(row.title, language), "day": row.day or row.consulted, "kind": row.kind}
