"""All that was told, as a list: narrowed by years, act, body and source, the newest or the oldest first."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.chronicle.models import OPEN_FUTURE, OPEN_PAST, Claim, Mention, SourceVersion, Version
from shanyraq.chronicle.terms import Act, Status
from shanyraq.dating.edtf_date import parse
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
MOST_NAMED: Final = 30  # bodies and sources to narrow by
NARROWED_BY: Final = Q(body__startswith="organisation:") | Q(body__startswith="place:")
ANNOUNCED: Final = Q(status=Status.ANNOUNCED) | Q(act=Act.ANNOUNCED)
NUMBERED: Final = re.compile("change-([0-9]{1,9})")
DAYS: Final = ("change__earliest", "change__latest")


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

    def rows(self, leaving_out: str = "") -> QuerySet[Version]:
        rows = self._named()
        for name, said in self.wish.filters.items():
            rows = rows if name == leaving_out else rows.filter(self._narrowing(name, said))
        return rows

    @cached_property
    def _veil(self) -> Veil:
        return veil()

    def _named(self) -> QuerySet[Version]:
        """All but what is told of nobody but persons who asked not to be named."""
        return shown(self.wish.asked.known_on).filter(Exists(Mention.objects.filter(version=OuterRef("pk")).exclude(body__in=self._veil.keys)))

    def _narrowing(self, name: str, said: str) -> Any:
        if name in SPANS:
            return self._within(*_span(name, said))
        if name == "about":
            return Exists(Mention.objects.filter(version=OuterRef("pk"), body=said).exclude(body__in=self._veil.keys))
        if name == "source":
            return Exists(Claim.objects.filter(version=OuterRef("pk"), source__slug=said))
        if name == "act":
            return Q(act=said)
        return ANNOUNCED if said == "announced" else ~ANNOUNCED

    def _within(self, first: date, last: date) -> Q:
        """What may have happened, or was announced to happen, between two days."""
        if (first, last) == (OPEN_PAST, OPEN_FUTURE):
            return Q()
        announced = [pk for pk, days in self.announced.items() if _is_bounded(*days) and days[0] <= last and days[1] >= first]
        unbounded = Q(change__latest=OPEN_FUTURE, change__earliest=OPEN_PAST)
        done = Q(change__latest__gte=first, change__earliest__lte=last) & ~unbounded & ~ANNOUNCED
        return done | Q(pk__in=announced)

    @cached_property
    def announced(self) -> dict[int, tuple[date, date]]:
        """{version: days between which what it announces lies}: the memory bounds only what changes something."""
        rows = Claim.objects.filter(version__in=shown(self.wish.asked.known_on).filter(ANNOUNCED)).order_by("preferred", "-number")
        told = {pk: parse(said) for pk, said in rows.values_list("version", "date")}
        return {pk: (when.earliest or OPEN_PAST, when.latest or OPEN_FUTURE) for pk, when in told.items()}

    def _days(self, pk: int, earliest: date, latest: date) -> tuple[date, date]:
        return self.announced.get(pk, (earliest, latest))

    # in which order

    def order(self) -> list[int]:
        """By the last day on which it can have been, else the first; what nothing bounds comes last."""
        rows = [(pk, *self._days(pk, *days), slug) for pk, *days, slug in self.rows().values_list("pk", *DAYS, "change__slug")]
        bounded = [row for row in rows if _is_bounded(*row[1:3])]
        bounded.sort(key=lambda row: (row[1] if row[2] == OPEN_FUTURE else row[2], row[1], row[3]), reverse=self.wish.falling)
        return [row[0] for row in bounded] + [row[0] for row in sorted(rows, key=lambda row: row[3]) if not _is_bounded(*row[1:3])]

    # by what it can be narrowed

    def facets(self) -> list[Facet]:
        acts = self.rows(leaving_out="act").order_by().values_list("act").annotate(number=Count("pk")).order_by("-number", "act")
        return [
            Facet("decade", _("Decade"), list(self._decades())),
            Facet("act", _("Act"), [(act, str(Act(act).label), number) for act, number in acts]),
            Facet("status", _("Announced or done"), self._halves()),
            Facet("about", _("About"), self._bodies()),
            Facet("source", _("Source"), self._sources()),
        ]

    def _decades(self) -> Iterator[tuple[str, str, int]]:
        """How many may have been in which decade; one that may have been in two counts in both."""
        found: Counter[int] = Counter()
        for pk, *days in self.rows(leaving_out="decade").values_list("pk", *DAYS):
            earliest, latest = self._days(pk, *days)
            if earliest > OPEN_PAST and latest < OPEN_FUTURE:
                found.update(range(earliest.year // 10 * 10, latest.year + 1, 10))
        for decade in sorted(found):
            yield str(decade), _("%(first)s to %(last)s") % {"first": decade, "last": decade + 9}, found[decade]

    def _halves(self) -> list[tuple[str, str, int]]:
        rows = self.rows(leaving_out="status").aggregate(every=Count("pk"), fit=Count("pk", filter=ANNOUNCED))
        halves = [("done", _("done"), rows["every"] - rows["fit"]), ("announced", _("announced"), rows["fit"])]
        return [half for half in halves if half[2]]

    def _bodies(self) -> list[tuple[str, str, int]]:
        """Those named most, and the one that is chosen."""
        rows = Mention.objects.filter(NARROWED_BY, version__in=self.rows(leaving_out="about")).values_list("body")
        counted = rows.annotate(number=Count("version"))
        found = list(counted.order_by("-number", "body")[:MOST_NAMED])
        found += [row for row in counted.filter(body=self.wish.given("about")) if row not in found]
        names = Namebook(self.language)
        names.read({body for body, _number in found}, self.wish.asked.known_on)
        return [(body, names.text(body, self.wish.asked.day).value, number) for body, number in found]

    def _sources(self) -> list[tuple[str, str, int]]:
        rows = Claim.objects.filter(version__in=self.rows(leaving_out="source"), source__isnull=False).values_list("source__slug")
        counted = rows.annotate(number=Count("version", distinct=True))
        found = list(counted.order_by("-number", "source__slug")[:MOST_NAMED])
        found += [row for row in counted.filter(source__slug=self.wish.given("source")) if row not in found]
        known = SourceVersion.objects.known_on(self.wish.asked.known_on).filter(source__slug__in=[slug for slug, _number in found])
        titles = {one.source.slug: pick(self._veil.texts(one.title), self.language).value for one in known.select_related("source")}
        return [(slug, titles.get(slug, slug), number) for slug, number in found]

    # what is said

    def reading(self, keys: Sequence[int]) -> Reading:
        rows = shown(self.wish.asked.known_on).filter(pk__in=keys).order_by("change__latest", "change__earliest", "change__slug")
        return read(self.wish.asked, self.language, rows, own="", periods=[], bodies=[])

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


def _is_bounded(earliest: date, latest: date) -> bool:
    return earliest != OPEN_PAST or latest != OPEN_FUTURE


def find(slug: str, known_on: date | None) -> Version | None:
    """The change of that id as it was known on a day; of one that has only a number in public, by its number."""
    found = shown(known_on).filter(change__slug=slug).first()
    number = NUMBERED.fullmatch(slug)
    return found if found or not number else shown(known_on).filter(change=int(number[1])).first()
