"""The sources of a page, numbered as the page names them."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shanyraq.chronicle.models import Claim, Copy, SourceVersion
from shanyraq.chronicle.prepared import prepared
from shanyraq.chronicle.terms import SourceKind
from shanyraq.dating.sentences import say, say_day
from shanyraq.directory.versions import Told
from shanyraq.directory.vocabulary import word
from shanyraq.directory.withheld import Veil
from shanyraq.files.models import File
from shanyraq.rights import which
from shanyraq.words.texts import Text, pick

Row = dict[str, Any]


@prepared
def _versions(sources: Collection[int], known_on: date | None) -> QuerySet[SourceVersion]:
    return SourceVersion.objects.known_on(known_on).filter(source_id__in=sources)


@prepared
def _copies(sources: Collection[int]) -> QuerySet[Copy]:
    """The copies that everyone may see."""
    seen = which(None, "directory:copy:see", File.objects.all())
    return Copy.objects.filter(source_id__in=sources, file__in=seen).select_related("file").order_by("pk")


@dataclass(slots=True)
class Footnotes:
    """`read` the sources of all that was told, then ask for the numbers in the order of the page, then for the rows."""

    language: str
    versions: dict[int, SourceVersion] = field(default_factory=dict)
    numbers: dict[object, int] = field(default_factory=dict)
    claims: dict[object, list[Claim]] = field(default_factory=dict)
    veil: Veil = field(default_factory=Veil)
    silent: set[int] = field(default_factory=set)  # changes whose words would name somebody who asked not to be named
    muted: set[int] = field(default_factory=set)  # their claims
    copies: dict[int, list[File]] = field(default_factory=dict)  # those that everyone may see

    def read(self, told: Iterable[Told], known_on: date | None) -> None:
        ids = {claim.source_id for one in told for claim in one.claims if claim.source_id}
        self.versions |= {version.source_id: version for version in (_versions(ids, known_on) if ids else [])}
        for copy in _copies(ids) if ids else []:
            self.copies.setdefault(copy.source_id, []).append(copy.file)

    def number(self, claim: Claim, told: Told) -> int:
        """A source has one number. What is told without a source is told by the keeper on the day of recording."""
        key: object = claim.source_id or timezone.localdate(told.version.known_from)
        claims = self.claims.setdefault(key, [])
        if claim not in claims:
            claims.append(claim)
        if told.version.change_id in self.silent:
            self.muted.add(claim.pk)
        return self.numbers.setdefault(key, len(self.numbers) + 1)

    def refs(self, told: Told, claims: Iterable[Claim] | None = None) -> list[int]:
        return list(dict.fromkeys(self.number(claim, told) for claim in (told.claims if claims is None else claims)))

    def rows(self) -> list[Row]:
        return [self._row(number, key) for key, number in self.numbers.items()]

    def _row(self, number: int, key: object) -> Row:
        version = self.versions.get(key) if isinstance(key, int) else None
        row: Row = {"number": number, "said": list(_said(self.claims[key], self.muted))}
        return row | (self._source(version) if version else self._told(key))

    def _source(self, version: SourceVersion) -> Row:
        details = self.veil.details(version.details)
        return {
            "title": pick(self.veil.texts(version.title), self.language),
            "kind_label": word("source", version.kind),
            "author": details.get("author", ""),
            "publisher": details.get("publisher", ""),
            "day": self._day(version),
            "address": details.get("address", ""),
            "copies": [self._copy(file) for file in self.copies.get(version.source_id, [])],
        }

    def _copy(self, file: File) -> Row:
        return {"url": reverse("directory:copy", kwargs={"pk": file.pk}), "name": self.veil.file(file.name)}

    def _day(self, version: SourceVersion) -> str:
        if version.day:
            return say(version.day, self.language)
        return _("looked at: %(day)s") % {"day": say(version.consulted, self.language)} if version.consulted else ""

    def _told(self, key: object) -> Row:
        title = Text(_("Told to the keeper of this register"), self.language, fallback=False)
        day = say_day(key, self.language) if isinstance(key, date) else ""
        return {"title": title, "kind_label": word("source", SourceKind.TOLD), "day": day, "author": "", "publisher": "", "address": ""}


def _said(claims: Iterable[Claim], muted: set[int]) -> Iterator[Row]:
    """Where in the source it stands, and the words that stand there."""
    wordings: dict[str, dict[str, None]] = {}
    for claim in claims:
        if claim.locator or claim.wording:
            quoted = claim.wording if claim.pk not in muted else ""
            wordings.setdefault(claim.locator, {}).update({quoted: None} if quoted else {})
    yield from ({"locator": locator, "wordings": list(words)} for locator, words in wordings.items())
