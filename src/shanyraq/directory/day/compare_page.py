"""What changed between two days, organisation by organisation, with the changes that did it."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.chronicle.models import OPEN_PAST
from shanyraq.dating.sentences import say_day
from shanyraq.dating.terms import Certainty
from shanyraq.directory.answers import strongest
from shanyraq.directory.day.differences import APPEARED, CHANGED, ENDED, Difference, Held, Turned, differences, held, turned
from shanyraq.directory.day.two_days import FIELDS, TwoDays
from shanyraq.directory.days import Asked
from shanyraq.directory.items import Scribe
from shanyraq.directory.namebook import name_text, url_of
from shanyraq.directory.reading import Reading, Row, read
from shanyraq.directory.sentences import Speaker
from shanyraq.directory.versions import Told, shown
from shanyraq.directory.vocabulary import fact_label, registration, state, word
from shanyraq.people.models import Holding
from shanyraq.registry.models import Life, Name, Organisation, Seat, Tie
from shanyraq.registry.questions import below
from shanyraq.rights import Visitor

A_PAGE: Final = 50
MOST_CHANGES: Final = 12  # of one organisation; all of them stand in its chronicle
FACTS: Final = (
    "name", "kind", "level", "registration", "seat", "branch_of", "part_of", "member_of", "supported_by", "partner_of", "holding",
    "accreditation", "dormant",
)  # fmt: skip


def page(visitor: Visitor, asked: Asked, days: TwoDays, language: str, *, root: Organisation | None, what: str, number: int) -> Row:
    """What `directory/compare.html` takes besides its form; `what` keeps one sort or one fact, `number` is the page."""
    found = _under(turned(visitor, days, asked.known_on), root, days, asked)
    chosen = what if any(one.is_of(what) for one in found) else ""
    meant = [one for one in found if not chosen or one.is_of(chosen)]
    number = max(1, min(number, -(-len(meant) // A_PAGE)))
    there = meant[(number - 1) * A_PAGE : number * A_PAGE]
    teller = _teller(visitor, there, asked, days, language, root=root)
    entries = [teller.entry(one, chosen) for one in there]
    address = _Address(asked, days, root)
    return {
        "first": say_day(days.first, language),
        "last": say_day(days.last, language),
        "root": teller.reading.body(f"organisation:{root.slug}") if root else None,
        "same": days.first == days.last,
        "filters": _filters(found, chosen, address),
        "groups": [{"sort": sort, "entries": rows} for sort in (APPEARED, ENDED, CHANGED) if (rows := [e for e in entries if e["sort"] == sort])],
        "pages": _pages(len(meant), number, address, chosen),
        "sources": teller.reading.notes.rows(),
    }


def _under(found: list[Turned], root: Organisation | None, days: TwoDays, asked: Asked) -> list[Turned]:
    """Of one organisation: itself and what stood or stands under it; two queries."""
    if root is None:
        return found
    pks = {row.pk for day in (days.first, days.last) for row in below(root.pk, as_of=day, known_on=asked.known_on)}
    return [one for one in found if one.pk in pks | {root.pk}]


@dataclass
class Teller:
    """Writes the entries of a page."""

    reading: Reading
    held: Held
    asked: Asked  # as on the first day; that of the reading is as on the last
    days: TwoDays

    def entry(self, one: Turned, chosen: str = "") -> Row:
        key = f"organisation:{one.slug}"
        lives, facts = self.held.lives.get(one.pk, []), self.held.facts.get(one.pk, {})
        wanted = [fact for fact in (*FACTS, *sorted(facts.keys() - set(FACTS))) if fact in facts and (chosen != fact or fact in one.facts)]
        moved = {fact: rows for fact in wanted if (rows := differences(facts[fact], self.days))}
        ended, items = one.sort == ENDED, self._items(key, one, [*differences(lives, self.days), *(row for rows in moved.values() for row in rows)])
        note = self._note(lives)
        return {
            "sort": one.sort,
            "slug": one.slug,
            "url": f"{url_of(key)}{(self.asked if ended else self.reading.asked).query}",
            "text": self.reading.names.text(key, self.days.first if ended else self.days.last),
            "possible": bool(note) and one.sort != CHANGED,
            "note": note,
            "facts": [self._fact(fact, rows) for fact, rows in moved.items()] if one.sort == CHANGED else [],
            "items": items,
        }

    def _note(self, lives: Sequence[Life]) -> str:
        """What of its existence is only possible."""
        then, now = strongest(lives, self.days.first), strongest(lives, self.days.last)
        if then == now == Certainty.POSSIBLY:
            return _("On neither of the days is it sure that it existed.")
        if Certainty.POSSIBLY not in (then, now):
            return ""
        unsure = self.days.first if then == Certainty.POSSIBLY else self.days.last
        return _("Not sure whether it existed on this day: %(day)s") % {"day": say_day(unsure, self.reading.language)}

    def _fact(self, fact: str, rows: Sequence[Difference]) -> Row:
        then = [self._value(row.period, row.then, self.asked) for row in rows if row.then != Certainty.NO]
        now = [self._value(row.period, row.now, self.reading.asked) for row in rows if row.now != Certainty.NO]
        return {"label": fact_label(fact), "then": then, "now": now}

    def _value(self, period: Any, certainty: Certainty, asked: Asked) -> Row:
        row = {"certainty": str(certainty), "refs": self.reading.refs(period), "url": "", "office": ""}
        key = _body_of(period)
        if key:
            body = self.reading.names.body(key, asked.day)
            office = word("office", period.office) if isinstance(period, Holding) else ""
            return {**row, "text": body["text"], "url": f"{body['url']}{asked.query}" if body["url"] else "", "office": office}
        if isinstance(period, Name):
            return {**row, "text": name_text(period.text, self.reading.language)}
        said = registration(period.value) if period.fact == "registration" else state(period.fact.partition(".")[0], period.value)
        return {**row, "text": self.reading.word(said)}

    def _items(self, key: str, one: Turned, rows: Iterable[Difference]) -> list[Row]:
        """The changes that did it, oldest first."""
        pks = dict.fromkeys(row.change for row in rows if row.differs and row.change in self.reading.told)
        told = sorted((self.reading.told[pk] for pk in pks if pk), key=lambda one: (one.days[1], one.days[0], one.slug))
        scribe = Scribe(Speaker(self.reading.names, self.asked.today, own=key), self.reading.notes, self.reading.asked)
        return [self._item(scribe, change, key, one.slug) for change in told[:MOST_CHANGES]]

    def _item(self, scribe: Scribe, change: Told, key: str, slug: str) -> Row:
        item = scribe.item(change)
        return {**item, "id": f"{slug}-{item['id']}", "day_url": f"{url_of(key)}{item['day_url']}" if item["day_url"] else ""}


def _body_of(period: Any) -> str:
    if isinstance(period, Seat):
        return f"place:{period.place.slug}"
    if isinstance(period, Tie):
        return f"organisation:{period.parent.slug}"
    return f"person:{period.person.slug}" if isinstance(period, Holding) else ""


def _teller(visitor: Visitor, there: Sequence[Turned], asked: Asked, days: TwoDays, language: str, *, root: Organisation | None) -> Teller:
    facts = held(visitor, [one.pk for one in there], days, asked.known_on)
    later = days.asked(asked)
    slugs = {one.slug for one in there} | ({root.slug} if root else set())
    bodies = facts.bodies() | {f"organisation:{slug}" for slug in slugs}
    reading = read(later, language, shown(asked.known_on).none(), own="", periods=facts.periods(), bodies=bodies)
    earlier = Asked(asked.today, days.first, asked.known_on, days.texts[0], asked.known)
    return Teller(reading, facts, earlier, days)


@dataclass(frozen=True, slots=True)
class _Address:
    asked: Asked
    days: TwoDays
    root: Organisation | None

    def __call__(self, **more: str) -> str:
        return _query({**dict(zip(FIELDS, self.days.texts, strict=True)), **_kept(self.asked, self.root), **more})


def _kept(asked: Asked, root: Organisation | None) -> dict[str, str]:
    """What every link of this page carries on: the day that one looks at, too, to which the links out of it lead back."""
    return {"as_of": asked.as_of, "known_on": asked.known, "organisation": root.slug if root else ""}


def _query(given: dict[str, str]) -> str:
    return f"?{urlencode({name: text for name, text in given.items() if text})}"


def _filters(found: Sequence[Turned], chosen: str, address: _Address) -> list[Row]:
    """Plain links with counts: how many appeared, ended, and in what the others changed."""
    counts = Counter(one.sort for one in found if one.sort != CHANGED) + Counter(fact for one in found if one.sort == CHANGED for fact in one.facts)
    labels = {"": _("all"), APPEARED: _("appeared"), ENDED: _("ended")}
    sorts = [what for what in (APPEARED, ENDED, *FACTS, *sorted(counts.keys() - {APPEARED, ENDED, *FACTS})) if counts[what]]
    rows = [(what, labels.get(what) or fact_label(what), counts[what]) for what in sorts]
    all_of_them = [("", labels[""], len(found))]
    return [
        {"url": address(what=what), "text": text, "count": count, "current": what == chosen} for what, text, count in (*all_of_them, *rows)
    ] if found else []


def _pages(count: int, number: int, address: _Address, chosen: str) -> Row | None:
    last = -(-count // A_PAGE)
    if last <= 1:
        return None
    first = (number - 1) * A_PAGE + 1
    near = [n for n in range(1, last + 1) if abs(n - number) <= 2 or n in (1, last)]  # noqa: PLR2004
    return {
        "sentence": _("%(first)s to %(last)s of %(count)s") % {"first": first, "last": min(number * A_PAGE, count), "count": count},
        "links": [{"text": str(n), "url": address(what=chosen, page=str(n)), "current": n == number} for n in near],
        "previous_url": address(what=chosen, page=str(number - 1)) if number > 1 else "",
        "next_url": address(what=chosen, page=str(number + 1)) if number < last else "",
    }


def suggestions(asked: Asked, root: Organisation | None) -> list[Row]:
    """Pairs of days one tap away: the last year, the last ten, all that is told; one query."""
    told: date | None = Life.objects.known_on(asked.known_on).exclude(begin_latest=OPEN_PAST).aggregate(first=Min("begin_latest"))["first"]
    if told is None:
        return []
    years = sorted({told.year, asked.today.year - 10, asked.today.year - 1} & set(range(told.year, asked.today.year)))
    starts = [(str(asked.day.year) if asked.is_past else "", asked.as_of)] + [(str(year), f"{year:04d}") for year in years]
    today = asked.today.isoformat()
    page, kept = reverse("directory:compare"), _kept(asked, root)
    return [{"url": f"{page}{_query({'from': text, 'to': today, **kept})}", "text": label} for label, text in starts if text]
