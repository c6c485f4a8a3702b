"""The list of all sources, and what each of them tells."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.chronicle.models import OPEN_FUTURE, OPEN_PAST, Claim, Copy, SourceVersion
from shanyraq.dating.sentences import say
from shanyraq.directory.lists.alphabet import in_alphabet
from shanyraq.directory.lists.ranking import in_order
from shanyraq.directory.lists.sheets import Facet, Line, Part
from shanyraq.directory.lists.telling import day_or_words, plainly
from shanyraq.directory.lists.wishes import Shape, Wish
from shanyraq.directory.versions import shown
from shanyraq.directory.vocabulary import word
from shanyraq.directory.withheld import veil
from shanyraq.files.models import File
from shanyraq.rights import Visitor, which
from shanyraq.words.folding import fold
from shanyraq.words.texts import Text, pick

SHAPE: Final = Shape(
    filters=("q", "kind", "copies"),
    columns=("title", "kind", "day", "author", "publisher", "changes", "copies", "address"),
    usual=("title", "kind", "day", "publisher", "changes", "copies"),
    sorts=("title", "kind", "day", "publisher", "changes"),
    sort="title",
)


@dataclass
class Sources:
    visitor: Visitor
    wish: Wish
    language: str
    name: str = "sources"

    def title(self) -> str:
        return _("Sources")

    def labels(self) -> dict[str, str]:
        return {
            "title": _("Title"), "kind": _("Kind"), "day": _("Day"), "author": _("Author"), "publisher": _("Publisher"),
            "changes": _("Changes it tells"), "copies": _("Copies"), "address": _("Address"),
        }  # fmt: skip

    # which

    @cached_property
    def every(self) -> dict[int, SourceVersion]:
        """All sources as known on the day; there are far fewer than facts."""
        rows = SourceVersion.objects.known_on(self.wish.asked.known_on).select_related("source").order_by("source__slug")
        veil().over_sources(rows)
        return {version.source_id: version for version in rows}

    @cached_property
    def changes(self) -> dict[int, int]:
        """How many changes each tells."""
        claims = Claim.objects.filter(version__in=shown(self.wish.asked.known_on), source__isnull=False)
        return dict(claims.values_list("source").annotate(number=Count("version", distinct=True)))

    @cached_property
    def copies(self) -> dict[int, int]:
        """How many copies of each this visitor may see."""
        seen = which(self.visitor, "directory:copy:see", File.objects.all())
        return dict(Copy.objects.filter(file__in=seen).values_list("source").annotate(number=Count("pk")))

    def _fits(self, version: SourceVersion, leaving_out: str = "") -> bool:
        given = {name: said for name, said in self.wish.filters.items() if name != leaving_out}
        kind = given.get("kind", version.kind) == version.kind
        copied = "copies" not in given or (given["copies"] == "yes") == bool(self.copies.get(version.source_id))
        return kind and copied and self._called(version, given.get("q", ""))

    def _called(self, version: SourceVersion, said: str) -> bool:
        words = fold(said).split()
        titles = " ".join([*version.title.values(), *(version.details.get(key, "") for key in ("author", "publisher"))]) if words else ""
        return all(part in fold(titles) for part in words)

    # in which order

    def order(self) -> list[int]:
        rows = {pk: version for pk, version in self.every.items() if self._fits(version)}
        by_title = {pk: in_alphabet(pick(version.title, self.language).value) for pk, version in rows.items()}
        return in_order(list(rows), {pk: key for pk, version in rows.items() if (key := self._key(version))}, by_title, falling=self.wish.falling)

    def _key(self, version: SourceVersion) -> Any:
        """What it is put in order by; nothing where nothing is known of it."""
        sort = self.wish.sort
        if sort == "day":
            return (version.latest, version.earliest) if version.latest != OPEN_FUTURE or version.earliest != OPEN_PAST else None
        if sort == "changes":
            return self.changes.get(version.source_id, 0) + 1
        if sort == "publisher":
            return in_alphabet(version.details.get("publisher", ""))
        return in_alphabet(word("source", version.kind) if sort == "kind" else pick(version.title, self.language).value)

    # by what it can be narrowed

    def facets(self) -> list[Facet]:
        kinds: dict[str, int] = {}
        for version in self.every.values():
            if self._fits(version, "kind"):
                kinds[version.kind] = kinds.get(version.kind, 0) + 1
        rows = [bool(self.copies.get(version.source_id)) for version in self.every.values() if self._fits(version, "copies")]
        halves = [("yes", _("with a copy"), sum(rows)), ("no", _("without a copy"), len(rows) - sum(rows))]
        counted = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
        return [
            Facet("kind", _("Kind"), [(kind, word("source", kind), number) for kind, number in counted]),
            Facet("copies", _("Copies"), [half for half in halves if half[2]]),
        ]

    # what is said

    def part(self, keys: Sequence[int]) -> Part:
        return Part([self._line(self.every[pk]) for pk in keys])

    def _line(self, version: SourceVersion) -> Line:
        url = reverse("directory:source", kwargs={"slug": version.source.slug})
        said = {name: version.details.get(name, "") for name in ("author", "publisher", "address")}
        day = version.day or version.consulted
        numbers = {"changes": self.changes.get(version.source_id, 0), "copies": self.copies.get(version.source_id, 0)}
        return Line(
            {
                "title": [plainly(pick(version.title, self.language), url=url)],
                "kind": [plainly(self._word(word("source", version.kind)))],
                "day": [plainly(self._word(say(day, self.language)), day_or_words(day, self.language))] if day else [],
                **{name: [plainly(self._word(text))] for name, text in said.items() if text},
                **{name: [plainly(self._word(str(number)), number)] for name, number in numbers.items() if number},
            },
            url=url,
        )

    def _word(self, said: str) -> Text:
        return Text(said, self.language, fallback=False)
