"""All that was told, as a list: narrowed by years, act, body and source, the newest or the oldest first."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import merge
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.chronicle.models import OPEN_FUTURE, OPEN_PAST, Version
from shanyraq.chronicle.prepared import Fixed, Given, Prepared
from shanyraq.chronicle.terms import Act
from shanyraq.dating.edtf_date import parse
from shanyraq.directory.lists import chronicle_rows
from shanyraq.directory.lists.chronicle_rows import ANNOUNCED, UNBOUNDED
from shanyraq.directory.lists.sheets import Facet, Line, Part, Row, Value
from shanyraq.directory.lists.telling import day_or_words, plainly, with_titles, without_tags
from shanyraq.directory.lists.wishes import Shape, Wish
from shanyraq.directory.namebook import Namebook
from shanyraq.directory.reading import Reading, read
from shanyraq.directory.versions import shown
from shanyraq.directory.withheld import Veil, veil
from shanyraq.directory.years import date_of
from shanyraq.words.texts import Text, pick

SHAPE: Final = Shape(
    filters=("from", "to", "decade", "act", "status", "about", "source"),
    columns=("when", "what", "act", "status", "note"),
    usual=("when", "what"),
    sorts=("when",),
    sort="-when",
)
SPANS: Final = {"from": 1, "to": 1, "decade": 10}  # years
NUMBERED: Final = re.compile("change-([0-9]{1,9})")
More = ParamSpec("More")
Answered = TypeVar("Answered")


@dataclass
class Chronicle:
    wish: Wish
    language: str
    name: str = "chronicle"

    def title(self) -> str:
        return _("Chronicle")

    def labels(self) -> dict[str, str]:
        return {"when": _("When"), "what": _("What happened"), "act": _("Act"), "status": _("Announced or done"), "note": _("Note")}

    # which

    @cached_property
    def _veil(self) -> Veil:
        return veil()

    def _given(self, leaving_out: str = "") -> Given:
        """All filters but one, as `chosen` takes them, and who must not be named."""
        said = {name: said for name, said in self.wish.filters.items() if name not in (leaving_out, *SPANS)}
        if "status" in said:
            said["announced" if said.pop("status") == "announced" else "done"] = ""
        return said | ({"hidden": sorted(self._veil.keys)} if self._veil.keys else {})

    def _ask(
        self, question: Prepared[Concatenate[Given, date | None, More], Answered], leaving_out: str = "", *more: More.args, **named: More.kwargs
    ) -> list[Answered]:
        """The rows of a question about what fits all filters but one. Where years are given, it is put together anew."""
        given, known_on = self._given(leaving_out), self.wish.asked.known_on
        spans = [_span(name, said) for name, said in self.wish.filters.items() if name in SPANS and name != leaving_out]
        within: Any = [self._within(*span) for span in spans if span != (OPEN_PAST, OPEN_FUTURE)]
        if within:
            return list(question.question({**given, "within": within}, known_on, *more, **named))
        return question(given, known_on, *more, **named)

    def _within(self, first: date, last: date) -> Q:
        """What may have happened, or was announced to happen, between two days."""
        announced = [pk for pk, days in self.announced.items() if _is_bounded(*days) and days[0] <= last and days[1] >= first]
        return Q(change__latest__gte=first, change__earliest__lte=last) & ~UNBOUNDED & ~ANNOUNCED | Q(pk__in=announced)

    @cached_property
    def announced(self) -> dict[int, tuple[date, date]]:
        """{version: days between which what it announces lies}: the memory bounds only what changes something."""
        told = {pk: parse(said) for pk, said in chronicle_rows.announcing(self.wish.asked.known_on)}
        return {pk: (when.earliest or OPEN_PAST, when.latest or OPEN_FUTURE) for pk, when in told.items()}

    # in which order

    @cached_property
    def _sums(self) -> tuple[int, int, int, int]:
        """How many there are, how many of them are announced, and how many of what was done are bounded and unbounded."""
        return self._ask(chronicle_rows.counted)[0]

    def count(self) -> int:
        return self._sums[0]

    @cached_property
    def _announcements(self) -> list[tuple[int, date, date, str]]:
        """(version, days, id of the change) of those announced that fit; they are few."""
        return self._announcing() if self._sums[1] else []

    def _announcing(self, leaving_out: str = "") -> list[tuple[int, date, date, str]]:
        rows = self._ask(chronicle_rows.announced, leaving_out)
        return [(pk, *self.announced.get(pk, (earliest, latest)), slug) for pk, earliest, latest, slug in rows]

    def order(self) -> list[int]:
        return self.keys(0, self.count())

    def keys(self, start: int, end: int) -> list[int]:
        """A part of the order: by the last day on which it can have been, else the first; what nothing bounds comes last."""
        announced = [row for row in self._announcements if _is_bounded(*row[1:3])]
        bounded = len(announced) + self._sums[2]
        found = self._bounded(announced, start, min(end, bounded)) if start < bounded else []
        return found + (self._unbounded()[max(0, start - bounded) : end - bounded] if end > bounded else [])

    def _bounded(self, announced: list[tuple[int, date, date, str]], start: int, end: int) -> list[int]:
        """What was done, in the order of the database, and between it what is announced: at most all of that comes before."""
        first = max(0, start - len(announced))
        told = [_key(row) for row in self._done(first, min(end, self._sums[2]))]
        others = sorted(map(_key, announced), reverse=self.wish.falling)
        return [row[3] for row in merge(told, others, reverse=self.wish.falling)][start - first : end - first]

    def _done(self, first: int, end: int) -> list[tuple[int, date, date, str]]:
        """The nearer way: what lies behind the middle is read from the end."""
        number = self._sums[2]
        if first * 2 <= number:
            return self._ask(chronicle_rows.done, "", self.wish.falling, Fixed(first), Fixed(end))
        return self._ask(chronicle_rows.done, "", not self.wish.falling, Fixed(number - end), Fixed(number - first))[::-1]

    def _unbounded(self) -> list[int]:
        done = self._ask(chronicle_rows.unbounded) if self._sums[3] else []
        announced = [(pk, slug) for pk, *days, slug in self._announcements if not _is_bounded(*days)]
        return [pk for pk, _slug in sorted([*done, *announced], key=lambda row: row[1])]

    # by what it can be narrowed

    def facets(self) -> list[Facet]:
        return [
            Facet("decade", _("Decade"), list(self._decades())),
            Facet("act", _("Act"), [(act, str(Act(act).label), number) for act, number in self._ask(chronicle_rows.acts, "act")]),
            Facet("status", _("Announced or done"), self._halves()),
            Facet("about", _("About"), self._bodies()),
            Facet("source", _("Source"), self._sources()),
        ]

    def _decades(self) -> Iterator[tuple[str, str, int]]:
        """How many may have been in which decade; one that may have been in two counts in both."""
        found: Counter[int] = Counter()
        for first, last, number in self._ask(chronicle_rows.by_decade, "decade"):
            found.update(dict.fromkeys(range(int(first) * 10, int(last) * 10 + 1, 10), number))
        for _pk, earliest, latest, _slug in self._announcing("decade") if self.wish.given("decade") else self._announcements:
            if earliest > OPEN_PAST and latest < OPEN_FUTURE:
                found.update(range(earliest.year // 10 * 10, latest.year + 1, 10))
        for decade in sorted(found):
            yield str(decade), _("%(first)s to %(last)s") % {"first": decade, "last": decade + 9}, found[decade]

    def _halves(self) -> list[tuple[str, str, int]]:
        every, announced, *_others = self._ask(chronicle_rows.counted, "status")[0] if self.wish.given("status") else self._sums
        halves = [("done", _("done"), every - announced), ("announced", _("announced"), announced)]
        return [half for half in halves if half[2]]

    def _most(self, question: Any, name: str) -> list[tuple[str, int]]:
        """Those named most, and the one that is chosen."""
        found, chosen = self._ask(question, name, None), self.wish.given(name)
        return found + [row for row in (self._ask(question, name, chosen) if chosen else []) if row not in found]

    def _bodies(self) -> list[tuple[str, str, int]]:
        found = self._most(chronicle_rows.most_bodies, "about")
        names = Namebook(self.language)
        names.read({body for body, _number in found}, self.wish.asked.known_on)
        return [(body, names.text(body, self.wish.asked.day).value, number) for body, number in found]

    def _sources(self) -> list[tuple[str, str, int]]:
        found = self._most(chronicle_rows.most_sources, "source")
        known = chronicle_rows.titles([slug for slug, _number in found], self.wish.asked.known_on)
        titles = {slug: pick(self._veil.texts(title), self.language).value for slug, title in known}
        return [(slug, titles.get(slug, slug), number) for slug, number in found]

    # what is said

    def reading(self, keys: Sequence[int]) -> Reading:
        return read(self.wish.asked, self.language, chronicle_rows.lines(keys, self.wish.asked.known_on), own="", periods=[], bodies=[])

    def part(self, keys: Sequence[int]) -> Part:
        reading = self.reading(keys)
        lines = {told.version.pk: self._line(reading, told) for told in reading.chronicle}
        return with_titles([lines[pk] for pk in keys if pk in lines], reading)

    def _line(self, reading: Reading, told: Any) -> Line:
        item = reading.scribe.item(told)
        said = "; ".join(without_tags(str(part)) for part in (item["sentence"], item["clauses"]) if part)
        words = {"act": str(told.act.label), "status": _("done") if told.done else _("announced"), "note": str(item["note"])}
        cells = {
            "when": [self._plain(item["when"], day_or_words(date_of(told), self.language))],
            "what": [Value({**self._plain(said).row, "refs": item["refs"]}, said)],
            **{name: [self._plain(text)] for name, text in words.items() if text},
        }
        return Line(cells, url=reverse("directory:change", kwargs={"slug": item["id"]}))

    def _plain(self, said: str, plain: object = None) -> Value:
        return plainly(Text(said, self.language, fallback=False), plain)


def items(reading: Reading, keys: Sequence[int]) -> list[Row]:
    """Lines of the chronicle in the order of the keys, each with the way to its own page; the day of a list is not that of its lines."""
    rows = {told.version.pk: {**reading.scribe.item(told), "day_url": ""} for told in reading.chronicle}
    return [{**rows[pk], "permalink": rows[pk]["id"]} for pk in keys if pk in rows]


def year(said: str) -> int | None:
    """A year as typed; None where it is none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= len("9999") and int(said) else None


def _span(name: str, said: str) -> tuple[date, date]:
    """The first and the last day of the years meant; what is no year means all."""
    first = year(said)
    if first is None:
        return OPEN_PAST, OPEN_FUTURE
    begin, end = date(first, 1, 1), date(min(first + SPANS[name] - 1, date.max.year), 12, 31)
    return {"from": (begin, OPEN_FUTURE), "to": (OPEN_PAST, end), "decade": (begin, end)}[name]


def _key(row: tuple[int, date, date, str]) -> tuple[date, date, str, int]:
    """By what a row is put in order, and the row."""
    pk, earliest, latest, slug = row
    return (earliest if latest == OPEN_FUTURE else latest), earliest, slug, pk


def _is_bounded(earliest: date, latest: date) -> bool:
    return earliest != OPEN_PAST or latest != OPEN_FUTURE


def find(slug: str, known_on: date | None) -> Version | None:
    """The change of that id as it was known on a day; of one that has only a number in public, by its number."""
    found = shown(known_on).filter(change__slug=slug).first()
    number = NUMBERED.fullmatch(slug)
    return found if found or not number else shown(known_on).filter(change=int(number[1])).first()
