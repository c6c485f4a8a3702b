"""What organisations, places and persons were called on any day."""
from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final

from django.db.models import FilteredRelation, Model, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.chronicle.models import FOREVER, known_until
from shanyraq.chronicle.prepared import prepared
from shanyraq.dating.bounds import certainty
from shanyraq.directory.nameless import mentioned_first, without_name
from shanyraq.directory.withheld import Veil, veil
from shanyraq.people.models import Person
from shanyraq.places.models import Place
from shanyraq.registry.models import Organisation
from shanyraq.words.markup import format_html
from shanyraq.words.texts import Text, pick

ROUTES: Final = {"organisation": "site:organisation", "place": "directory:place", "person": "directory:person"}
TABLES: Final[dict[str, type[Model]]] = {"organisation": Organisation, "place": Place, "person": Person}
COLUMNS: Final = ("text", "begin_earliest", "begin_latest", "end_earliest", "end_latest")
PARTS: Final = "given patronymic family"

Row = tuple[Any, date, date, date, date]


def name_text(texts: dict[str, Any], language: str) -> Text:
    """A name in a language. Of a person a language may hold parts and their order; the order is as entered."""
    return pick({lang: _composed(said) if isinstance(said, dict) else said for lang, said in texts.items()}, language)


def _composed(parts: dict[str, str]) -> str:
    return " ".join(parts[part] for part in parts.get("order", PARTS).split() if part in parts)


def url_of(key: str) -> str:
    return _url_in(get_language(), key)


@lru_cache(maxsize=10_000)
def _url_in(_language: str | None, key: str) -> str:
    """An address begins with its language."""
    kind, _sign, slug = key.partition(":")
    return reverse(ROUTES[kind], kwargs={"slug": slug})


@prepared
def _called(table: type[Model], slugs: Collection[str], known_on: date | None) -> QuerySet[Model, tuple[Any, ...]]:
    """(slug, columns of a name) of the bodies of a table; without a name once, with none."""
    moment = known_until(known_on)
    known = Q(names__known_to=FOREVER) if known_on is None else Q(names__known_from__lte=moment, names__known_to__gt=moment)
    named = FilteredRelation("names", condition=Q(names__use="") & known)
    bodies: QuerySet[Any, Any] = table._default_manager.filter(slug__in=slugs).annotate(named=named)
    return bodies.values_list("slug", *(f"named__{column}" for column in COLUMNS))


@dataclass(slots=True)
class Namebook:
    """The official names of some bodies through time, as known on a day; four queries, however many bodies."""

    language: str
    query: str = ""  # what links to them carry on
    rows: dict[str, list[Row]] = field(default_factory=dict)  # by key; a body of the registers without a name has an empty list
    veil: Veil = field(default_factory=Veil)  # over persons who asked not to be named
    announced: dict[str, dict[str, Any]] = field(default_factory=dict)  # names that are only announced, of bodies without another
    mentioned: dict[str, int] = field(default_factory=dict)  # the year in which an organisation without a name is told of first

    def read(self, keys: Iterable[str], known_on: date | None) -> None:
        self.veil = veil()
        wanted: dict[str, set[str]] = {kind: set() for kind in TABLES}
        for key in keys:
            kind, _sign, slug = key.partition(":")
            wanted[kind].add(slug)
        for kind, slugs in wanted.items():
            self._read(kind, slugs, known_on)
        named = {key for key, rows in self.rows.items() if rows}
        self.mentioned |= mentioned_first({f"organisation:{slug}" for slug in wanted["organisation"]} - named, known_on)

    def _read(self, kind: str, slugs: set[str], known_on: date | None) -> None:
        for slug, *row in _called(TABLES[kind], slugs, known_on) if slugs else []:
            found = self.rows.setdefault(f"{kind}:{slug}", [])
            if row[0] is not None:
                found.append(tuple(row))

    def text(self, key: str, day: date) -> Text:
        """The name on that day; without one the last before it, else the first after it, else what is announced, else that there is none."""
        if key in self.veil.keys:
            return Text(_("a person who asked not to be named"), self.language, fallback=False)
        rows = self.rows.get(key)
        if not rows:
            return self._text_without(key)
        return name_text(max(rows, key=lambda row: _fit(row, day))[0], self.language)

    def _text_without(self, key: str) -> Text:
        kind, _sign, slug = key.partition(":")
        if self.announced.get(key) or kind != "organisation":
            return name_text(self.announced.get(key) or {"und": slug}, self.language)
        return without_name(self.language, self.mentioned.get(key))

    def body(self, key: str, day: date) -> dict[str, Any]:
        return {"url": url_of(key) if self.knows(key) else "", "text": self.text(key, day)}

    def link(self, key: str, day: date) -> SafeString:
        """The name as a link to its page, which keeps the day of the page."""
        text = self.text(key, day)
        said = format_html('<span lang="{}">{}</span>', text.lang, text.value) if text.fallback else format_html("{}", text.value)
        return format_html('<a href="{}{}">{}</a>', url_of(key), self.query, said) if self.knows(key) else said

    def knows(self, key: str) -> bool:
        """Whether there is a page to lead to."""
        return (key in self.rows or key in self.announced) and key not in self.veil.keys


def _fit(row: Row, day: date) -> tuple[int, int]:
    """How well a name fits a day: sure, possible, over, still to come; among equals the later one, of those to come the first."""
    sure = certainty(*row[1:], day).rank
    if sure:
        return sure, row[1].toordinal()
    return (0, row[2].toordinal()) if row[2] <= day else (-1, -row[1].toordinal())
