"""Persons who asked not to be named: what would name them leaves every answer, page and paper to those who may not see them.

So does who holds an office that is not shown in public (`people.terms.CLOSED`).

Where they are named by their key, a word stands in the place of the name. A free text that holds their name is withheld as a whole, in all languages.
"""
from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

from shanyraq.chronicle import walks
from shanyraq.chronicle.models import Change, Mention, SourceVersion
from shanyraq.directory.strangers import is_stranger
from shanyraq.directory.versions import Told, bodies_in, numbered
from shanyraq.people.called import Called, called, is_named, is_telling, slug_as_name, words_of
from shanyraq.people.models import Person
from shanyraq.people.telling import without_closed
from shanyraq.rights import Visitor, which
from shanyraq.words.texts import LANGUAGES, UNDETERMINED

PREFIX: Final = "person:"
SEE: Final = "directory:person:see"
LEFT_OUT: Final = "SELECT p.slug, n.text FROM people_person p LEFT JOIN people_personname n ON n.person_id = p.id WHERE p.left_out IS NOT NULL"
FREE: Final = ("culture", "aim", "contact", "note", "scheme")  # state keys that hold free text; a name of a body is its own
Next = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Veil:
    """`keys` are `person:slug`. With nobody to hide it lets everything through as it is."""

    keys: frozenset[str] = frozenset()
    names: frozenset[Called] = frozenset()

    def hides_all(self, keys: Iterable[str]) -> bool:
        """Whether these are none but persons who asked not to be named."""
        return self.keys.issuperset(keys)

    def hides_some(self, keys: Iterable[str]) -> bool:
        return not self.keys.isdisjoint(keys)

    def names_any(self, said: Any) -> bool:
        """Whether a value or its lists name one of them by slug or key."""
        return self.hides_some(_persons(said))

    def covers(self, said: Any) -> bool:
        """Whether a text, or one of the texts of a table or list, holds the name of one of them."""
        if not self.names or not said:
            return False
        if isinstance(said, str):
            found = words_of(said)
            return any(is_named(found, name) for name in self.names)
        inner = said.values() if isinstance(said, Mapping) else said if isinstance(said, list | tuple) else ()
        return any(self.covers(one) for one in inner)

    def text(self, said: str) -> str:
        return sentence() if self.covers(said) else said

    def texts(self, said: Any) -> Any:
        """A text per language, or a text; where one language holds a name, all are withheld."""
        if not self.covers(said):
            return said
        return {lang: _in(lang) for lang in said} if isinstance(said, Mapping) else sentence()

    def value(self, said: Any) -> Any:
        """The value of a claim: nobody is named who is hidden (null stands for a person, lists leave them out), and free texts are withheld.

        Who holds an office that is not shown in public is left out, whoever it is.
        """
        return self._veiled(without_closed(said))

    def _veiled(self, said: Any) -> Any:
        if not self.keys:
            return said
        if isinstance(said, Mapping):
            return {key: self._part(key, one) for key, one in said.items()}
        if isinstance(said, list | tuple):
            return [self._veiled(one) for one in said if one not in self.keys or not isinstance(one, str)]
        return said

    def _part(self, key: str, said: Any) -> Any:
        if key == "person" and isinstance(said, str) and self.hides_some([f"{PREFIX}{said.removeprefix(PREFIX)}"]):
            return None
        return self.texts(said) if key in FREE else self._veiled(said)

    def file(self, name: str) -> str:
        """The name of a file, which a photograph of somebody may carry."""
        return f"paper{PurePath(name).suffix}" if self.covers(PurePath(name).stem) else name

    def details(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What a source says of itself; an address that holds a name leads nowhere."""
        return {key: self.texts(one) for key, one in said.items() if key != "address" or not self.covers(one)}

    def over(self, told: Iterable[Told]) -> None:
        """Withholds the free texts of what was told, for a page: the rows themselves are not saved."""
        for one in told:
            for claim in one.claims:
                claim.value = without_closed(claim.value)
            self._over(one)

    def _over(self, one: Told) -> None:
        if not self.names:
            return
        one.version.note = self.texts(one.version.note)
        for claim in one.claims:
            claim.wording, claim.locator = self.text(claim.wording), self.text(claim.locator)
            claim.value = self._free(claim.value)

    def over_sources(self, versions: Iterable[SourceVersion]) -> None:
        for version in versions if self.names else ():
            version.title, version.details = self.texts(version.title), self.details(version.details)

    def _free(self, said: Any) -> Any:
        if isinstance(said, Mapping):
            return {key: self.texts(one) if key in FREE else self._free(one) for key, one in said.items()}
        return said


_kept: ContextVar[list[Veil] | None] = ContextVar("veil", default=None)  # of the request that is being answered


def veil(visitor: Visitor = None, action: str = SEE) -> Veil:
    """What must not be named to this visitor; one query for a whole request, none for whoever may see everybody, who is no stranger."""
    if not is_stranger(visitor) and not which(visitor, action, Person.objects.all()).query.where:
        return Veil()
    kept = _kept.get()
    if kept is None:
        return _read()
    if not kept:
        kept.append(_read())
    return kept[0]


class OncePerRequest:
    """Who must not be named is read once for a request, however many parts of its page ask."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _kept.set([])
        try:
            return self.get_response(request)
        finally:
            _kept.reset(token)


def _read() -> Veil:
    keys, names = set(), set()
    for slug, said in walks.fetch(LEFT_OUT, {}):
        keys.add(f"{PREFIX}{slug}")
        texts = json.loads(said) if isinstance(said, str) else said or {}
        names |= {slug_as_name(slug), *(called(text) for text in texts.values())}
    return Veil(frozenset(keys), frozenset(name for name in names if is_telling(name)))


def is_silent(told: Told, hidden: Veil) -> bool:
    """Whether the words of a change, and its id, would name one of them: it names a person itself, or its id holds the name."""
    if not hidden.keys:
        return False
    return hidden.hides_some(bodies_in([told])) or hidden.names_any([told.bodies, [claim.value for claim in told.claims]]) or hidden.covers(told.slug)


def public_ids(slugs: Collection[str], hidden: Veil) -> dict[str, str]:
    """{id of a change: what stands in its place}, of those whose id would name one of them; one query, none where nobody is hidden."""
    if not hidden.keys or not slugs:
        return {}
    naming = Exists(Mention.objects.filter(version__change=OuterRef("pk"), body__in=hidden.keys))
    rows = Change.objects.filter(slug__in=slugs).annotate(naming=naming).values_list("pk", "slug", "naming")
    return {slug: numbered(pk) for pk, slug, named in rows if named or hidden.covers(slug)}


def without_names(disputes: Sequence[Mapping[str, Any]], hidden: Veil) -> list[dict[str, Any]]:
    """Rows of `disputes.disputes` in which nobody is named who is hidden."""
    ids = public_ids({row["change"] for row in disputes}, hidden)
    return [
        {**row, "change": ids.get(row["change"], row["change"]), "claims": [{**one, "value": hidden.value(one["value"])} for one in row["claims"]]}
        for row in disputes
    ]


def sentence() -> str:
    return _("Left out here: it names somebody who asked not to be named.")


def _in(language: str) -> str:
    with translation.override(language if language in LANGUAGES else translation.get_language() or UNDETERMINED):
        return sentence()


def _persons(said: Any) -> Iterator[str]:
    if isinstance(said, Mapping):
        for key, one in said.items():
            yield from [f"{PREFIX}{one.removeprefix(PREFIX)}"] if key == "person" and isinstance(one, str) else _persons(one)
    elif isinstance(said, list | tuple):
        for one in said:
            yield from _persons(one)
    elif isinstance(said, str) and said.startswith(PREFIX):
        yield said
