"""Recording: what is told at one moment is written down, and all that follows from it derived, in one transaction."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from shanyraq.chronicle.believing import believe
from shanyraq.chronicle.book import ROOMY, Book, chunks
from shanyraq.chronicle.bounds import loosen
from shanyraq.chronicle.deriving import Touched, derive
from shanyraq.chronicle.disputing import Periods, weigh
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.floors import FLOORS, Happen, Tell, Telling, body_key, kind_of, slug_of
from shanyraq.chronicle.keys import Keyed, with_keys
from shanyraq.chronicle.models import FOREVER, OPEN_FUTURE, OPEN_PAST, Change, Claim, Event, Mention, Order, Source, SourceVersion, Version
from shanyraq.chronicle.models import Telling as TellingRow
from shanyraq.chronicle.terms import Act, Role, Status
from shanyraq.chronicle.tomlfile.tables import ChangeTable, ClaimTable, SourceTable
from shanyraq.chronicle.tomlfile.writing import content_key
from shanyraq.dating.edtf_date import parse
from shanyraq.jobs.terms import Step, Teller, tell_nobody
from shanyraq.journal.changes import renew

DETAILS = ("author", "publisher", "address", "licence", "note")
SIGHTINGS = (Act.SEEN, Act.STANDING)
SHAPING = (Role.FOUNDS, Role.CREATES, Role.MAY_BEGIN, Role.REVIVES, Role.ENDS)  # whether others reshape a life, its begin and end show
NEVER_TOLD = (OPEN_PAST, OPEN_FUTURE)  # days of a source that a later table tells


@dataclass(slots=True)
class Recording:
    """One moment. `take` as many tables as there are, then `finish`; the caller holds the transaction."""

    moment: datetime
    teller: Teller = tell_nobody
    book: Book = field(default_factory=Book)
    touched: Touched = field(default_factory=Touched)
    ids: dict[str, int] = field(default_factory=dict)  # of changes
    source_ids: dict[str, int] = field(default_factory=dict)
    _days: dict[int, tuple[date, date]] = field(default_factory=dict)  # of sources, by key

    def take(self, tables: Sequence[SourceTable | ChangeTable]) -> int:
        """Write the versions that are not held yet; returns how many are new."""
        self._forget_keys_if_many()
        sources = [t for t in tables if isinstance(t, SourceTable)]
        changes = [t for t in tables if isinstance(t, ChangeTable)]
        return self._take_sources(sources) + self._take_changes(changes)

    def _forget_keys_if_many(self) -> None:
        for kept in (self.ids, self.source_ids, self._days):
            if len(kept) > ROOMY:
                kept.clear()

    def finish(self) -> None:
        """Derive and write what is believed from this moment on, and what other claims would give; visitors see it from then on."""
        weigh(self._derive(), self.touched.changes, self.moment, self._trial, table_of)
        renew()

    def _derive(self) -> set[str]:
        """Write the periods of all that was touched, and have them judged; returns the threads that changed."""
        threads: set[str] = set()

        worked_out = 0

        def write(periods: Periods) -> None:
            nonlocal worked_out
            threads.update(believe(periods, self.moment))
            worked_out += len(periods)
            self.teller(Step.DERIVING, worked_out, max(worked_out, len(self.touched.threads) + len(self.touched.bodies)))

        derive(self.book, self.touched, write)
        FLOORS.judge(threads)
        return threads

    def _trial(self, table: ChangeTable) -> set[str]:
        recording = Recording(self.moment)
        recording.take([table])
        return recording._derive()

    # ---- sources

    def _take_sources(self, tables: list[SourceTable]) -> int:
        self._identify(Source, self.source_ids, {t.id for t in tables})
        keys = {t.id: content_key(t) for t in tables}
        known = [self.source_ids[t.id] for t in tables]
        held = set(SourceVersion.objects.filter(source__in=known, content_key__in=keys.values()).values_list("source__slug", "content_key"))
        fresh = {t.id: t for t in tables if (t.id, keys[t.id]) not in held}
        pks = [self.source_ids[slug] for slug in fresh]
        self._close(SourceVersion.objects.filter(source_id__in=pks, known_to=FOREVER))
        SourceVersion.objects.bulk_create([self._source(t, keys[t.id]) for t in fresh.values()])
        for pk in pks:
            self._days.pop(pk, None)
        self._redate(pks)
        return len(fresh)

    def _source(self, table: SourceTable, key: str) -> SourceVersion:
        day = parse(table.day) if table.day else None
        consulted = table.consulted.isoformat() if table.consulted else ""
        by_then = table.consulted or timezone.localdate(self.moment)
        return SourceVersion(
            source_id=self.source_ids[table.id], kind=table.kind, title=table.title, day=table.day or "", consulted=consulted,
            earliest=(day.earliest if day else table.consulted) or OPEN_PAST, latest=(day.latest if day else None) or by_then,
            details={name: getattr(table, name) for name in DETAILS if getattr(table, name)},
            content_key=key, known_from=self.moment,
        )  # fmt: skip

    def _redate(self, sources: list[int]) -> None:
        """A source that is corrected, or told after what it tells, may move the days of that."""
        claims = Claim.objects.filter(source_id__in=sources, preferred=True, version__known_to=FOREVER)
        versions = list(Version.objects.filter(claims__in=claims).select_related("change").prefetch_related("claims__source"))
        tables = {version.change.slug: table_of(version) for version in versions}
        if not tables:
            return
        changes = {version.change_id for version in versions}
        self.ids |= {version.change.slug: version.change_id for version in versions}
        self._identify(Source, self.source_ids, {c.source for t in tables.values() for c in t.claims if c.source})
        self._remember(changes)
        self._forget(changes)
        for change in changes:
            self._touch(change, corrected=True)
        self._write_days(tables)
        self._write_events(tables)

    # ---- changes

    def _take_changes(self, tables: list[ChangeTable]) -> int:
        keys = {id(t): content_key(t) for t in tables}
        self._identify(Change, self.ids, {t.id for t in tables} | {pk for t in tables for pk in (*t.after, *t.before)})
        self._identify(Source, self.source_ids, {c.source for t in tables for c in t.claims if c.source})
        held = set(Version.objects.filter(change__in={self.ids[t.id] for t in tables}).values_list("change_id", "content_key"))
        fresh = {t.id: t for t in tables if (self.ids[t.id], keys[id(t)]) not in held}
        pks = {self.ids[slug] for slug in fresh}
        corrected = set(Version.objects.filter(change_id__in=pks, known_to=FOREVER).values_list("change_id", flat=True))
        self._remember(corrected)
        self._close(Version.objects.filter(change_id__in=pks, known_to=FOREVER))
        self._forget(corrected)
        versions = Version.objects.bulk_create([self._version(t, keys[id(t)]) for t in fresh.values()])
        told = zip(versions, fresh.values(), strict=True)
        Claim.objects.bulk_create([self._claim(version, number, claim) for version, t in told for number, claim in enumerate(t.claims)])
        for pk in pks:
            self._touch(pk, corrected=pk in corrected)
        self._write_days(fresh)
        self._write_orders(fresh)
        self._write_events(fresh)
        self._mention(dict(zip(fresh, versions, strict=True)), fresh)
        return len(fresh)

    def _identify(self, model: Any, ids: dict[str, int], slugs: set[str]) -> None:
        wanted = sorted(slugs - ids.keys())
        ids |= dict(model.objects.filter(slug__in=wanted).values_list("slug", "pk"))
        missing = [slug for slug in wanted if slug not in ids]
        model.objects.bulk_create([model(slug=slug) for slug in missing])
        ids |= dict(model.objects.filter(slug__in=missing).values_list("slug", "pk"))

    def _close(self, rows: Any) -> int:
        """End the knowledge of rows at this moment; of two versions at one moment only the later was ever known."""
        rows.filter(known_from__gte=self.moment).delete()
        return int(rows.update(known_to=self.moment))

    def _version(self, table: ChangeTable, key: str) -> Version:
        return Version(
            change_id=self.ids[table.id], act=table.act, status=table.status, bodies=list(table.on), after=list(table.after),
            before=list(table.before), note=table.note, closed=FLOORS.close([claim.value for claim in table.claims]), content_key=key,
            known_from=self.moment,
        )  # fmt: skip

    def _claim(self, version: Version, number: int, claim: ClaimTable) -> Claim:
        return Claim(
            version=version, number=number, source_id=self.source_ids[claim.source] if claim.source else None, locator=claim.locator or "",
            ordered=claim.told == "ordered", date=claim.date, value=claim.value, wording=claim.wording or "", preferred=claim.preferred,
        )  # fmt: skip

    def _touch(self, pk: int, *, corrected: bool) -> None:
        self.touched.changes.add(pk)
        if corrected:
            self.touched.corrected.add(pk)

    def _remember(self, changes: set[int]) -> None:
        """What the versions that are corrected now did: it has to be derived again."""
        rows = TellingRow.objects.filter(change_id__in=changes)
        named = {body for row in rows for body in (row.body, row.heir) if body}
        self.touched.bodies |= named
        self.touched.reshaped |= named
        self.touched.threads |= set(Event.objects.filter(change_id__in=changes).values_list("thread", flat=True))

    def _forget(self, changes: set[int]) -> None:
        if changes:
            self.book.read_changes(changes)
            self.touched.loosened |= loosen(self.book, changes)
            self.book.write_days()
            self.book.clear()
            TellingRow.objects.filter(change_id__in=changes).delete()
            Event.objects.filter(change_id__in=changes).delete()
            Order.objects.filter(earlier_id__in=changes).exclude(thread="").delete()
            Order.objects.filter(later_id__in=changes).exclude(thread="").delete()

    def _write_days(self, tables: dict[str, ChangeTable]) -> None:
        self._read_sources({self.source_ids[c.source] for t in tables.values() for c in t.claims if c.source})
        rows = []
        for table in tables.values():
            lo, hi = self.days_told(table, table.preferred)
            rows.append((self.ids[table.id], table.id, lo, hi))
        self.book.tell_days(rows)

    def _read_sources(self, pks: set[int]) -> None:
        rows = SourceVersion.objects.filter(source_id__in=pks - self._days.keys(), known_to=FOREVER)
        self._days |= {pk: (first, last) for pk, first, last in rows.values_list("source_id", "earliest", "latest")}

    def days_told(self, table: ChangeTable, claim: ClaimTable) -> tuple[date, date]:
        """First and last day of a claim (rule 4, 20): what is told as done was done by its source's day; a sighting without a date is of that day."""
        today = timezone.localdate(self.moment)
        first, last = self._days.get(self.source_ids[claim.source], NEVER_TOLD) if claim.source else (today, today)
        if table.status != Status.DONE or table.act == Act.ANNOUNCED:
            return OPEN_PAST, OPEN_FUTURE
        told = parse(claim.date)
        if not claim.date and table.act in SIGHTINGS:
            return first, last
        lo, hi = told.earliest or OPEN_PAST, told.latest or OPEN_FUTURE
        if claim.told != "done":
            return lo, hi
        if lo > last:
            why = f"the source is of {last}, so it cannot tell of {lo} as done"
            raise ChangeRefused(f'{table.id}: {why}. Say told = "ordered", or status = "announced".')
        return lo, min(hi, last)

    def _write_orders(self, tables: dict[str, ChangeTable]) -> None:
        pks = [self.ids[slug] for slug in tables]
        done = [t for t in tables.values() if t.status == Status.DONE]
        for table in done:
            if table.id in (*table.after, *table.before):
                raise ChangeRefused(f"{table.id}: it cannot come before or after itself.")
        later = [(self.ids[a], self.ids[t.id]) for t in done for a in t.after]
        earlier = [(self.ids[t.id], self.ids[b]) for t in done for b in t.before]
        self._drop_said(pks)
        rows = {(a, b): Order(earlier_id=a, later_id=b) for a, b in (*later, *earlier)}
        Order.objects.bulk_create(rows.values(), ignore_conflicts=True)
        for pk in (*pks, *(pk for pair in rows for pk in pair)):
            self.book.orders.pop(pk, None)

    def _drop_said(self, pks: list[int]) -> None:
        """The order that superseded versions said, except where the other side still says it."""
        corrected = [pk for pk in pks if pk in self.touched.corrected]
        if not corrected:
            return
        for order in Order.objects.filter(thread="", earlier_id__in=corrected) | Order.objects.filter(thread="", later_id__in=corrected):
            other = order.later_id if order.earlier_id in corrected else order.earlier_id
            if other in corrected or not _says(other, order):
                order.delete()
            self.touched.changes |= {order.earlier_id, order.later_id}

    def _write_events(self, tables: dict[str, ChangeTable]) -> None:
        """In pieces: one change may have a hundred thousand subjects."""
        tells: dict[tuple[str, int, str], Tell] = {}
        for happens in chunks(self._said(tables, tells)):
            events = Event.objects.bulk_create([_event(pk, said) for pk, said in happens])
            self.book.add([], events)
            self.touched.threads |= {e.thread for e in events}
        for told in chunks(tells.items()):
            rows = [TellingRow(change_id=pk, body=body, role=role, heir=t.heir, passing=t.passing) for (body, pk, role), t in told]
            TellingRow.objects.bulk_create(rows)
            self.book.add(rows, [])
            self._touch_bodies(rows)

    def _said(self, tables: dict[str, ChangeTable], tells: dict[tuple[str, int, str], Tell]) -> Iterator[tuple[int, Happen]]:
        """What each change does, with its key; what it tells of lives goes to `tells`, the last of one role."""
        for table in tables.values():
            if table.status != Status.DONE or table.act == Act.ANNOUNCED:
                continue
            pk = self.ids[table.id]
            seen: set[Happen] = set()
            for said in read(table, table.preferred):
                if isinstance(said, Tell):
                    tells[said.body, pk, said.role] = said
                elif said not in seen:
                    seen.add(said)
                    yield pk, said

    def _touch_bodies(self, rows: list[TellingRow]) -> None:
        self.touched.bodies |= {t.body for t in rows} | {t.heir for t in rows if t.heir}
        self.touched.reshaped |= {body for t in rows if t.role in SHAPING for body in (t.body, t.heir) if body}

    def _mention(self, versions: dict[str, Version], tables: dict[str, ChangeTable]) -> None:
        named = ((versions[slug], body) for slug, table in tables.items() for body in sorted(bodies_named(table)))
        for chunk in chunks(named):
            Mention.objects.bulk_create([Mention(version=version, body=body) for version, body in chunk])
            with_keys([{"body": Keyed(FLOORS.table(kind_of(body)), slug_of(body))} for body in sorted({body for _, body in chunk})])


def _says(change: int, order: Order) -> bool:
    version = Version.objects.filter(change_id=change, known_to=FOREVER).first()
    other = order.later if order.earlier_id == change else order.earlier
    return version is not None and other.slug in (version.before if order.earlier_id == change else version.after)


def _event(change: int, said: Happen) -> Event:
    ends = parse(said.until) if said.until else None
    return Event(
        change_id=change, thread=said.thread, owner=said.owner, other=said.other, do=said.do, value=said.value, was=said.was,
        earliest=(ends.earliest or OPEN_PAST) if ends else None, latest=(ends.latest or OPEN_FUTURE) if ends else None,
    )  # fmt: skip


def read(table: ChangeTable, claim: ClaimTable) -> Iterable[Tell | Happen]:
    """What a claim of a change says, by every floor that knows its bodies."""
    bodies = [body_key(name) for name in table.on]
    for body in bodies:
        yield from FLOORS.read(Telling(table.act, body, bodies, table.value_of(claim)))


def bodies_named(table: ChangeTable) -> set[str]:
    """Every body that any claim of a change names."""
    found = {body_key(name) for name in table.on}
    if table.act == Act.ANNOUNCED:
        return found
    for claim in table.claims:
        for said in read(table, claim):
            found |= {said.body, said.heir} if isinstance(said, Tell) else {said.owner, said.other, _person(said)}
    return found - {""}


def _person(said: Happen) -> str:
    return f"person:{said.value}" if said.thread.startswith("people:holding") and said.value else ""


def table_of(version: Version) -> ChangeTable:
    """A version as the table of a file; its change and claims (with source) are to be fetched with it."""
    claims = tuple(_claim_table(claim) for claim in sorted(version.claims.all(), key=lambda c: c.number))
    return ChangeTable(
        id=version.change.slug, act=version.act, on=tuple(version.bodies), claims=claims, status=version.status, after=tuple(version.after),
        before=tuple(version.before), note=version.note, recorded=version.known_from,
    )  # fmt: skip


def _claim_table(claim: Claim) -> ClaimTable:
    return ClaimTable(
        source=claim.source.slug if claim.source else None, locator=claim.locator or None, told="ordered" if claim.ordered else "done",
        date=claim.date, value=claim.value, wording=claim.wording or None, preferred=claim.preferred,
    )  # fmt: skip


def source_table_of(version: SourceVersion) -> SourceTable:
    consulted = date.fromisoformat(version.consulted) if version.consulted else None
    return SourceTable(
        id=version.source.slug, kind=version.kind, title=version.title, day=version.day or None, consulted=consulted,
        recorded=version.known_from, **version.details,
    )  # fmt: skip


def as_json(table: SourceTable | ChangeTable) -> dict[str, Any]:
    return asdict(table)
