"""Import and export of chronicle files: all or nothing, judged as a whole, the moments of recording kept in an empty database."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from shanyraq.chronicle.book import Book, chunks
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.models import Change, Claim, Mention, Order, SourceVersion, Staged, Version
from shanyraq.chronicle.moments import moment_after_all, one_at_a_time
from shanyraq.chronicle.recording import Recording, as_json, source_table_of, table_of
from shanyraq.chronicle.statistics import MANY, take_statistics
from shanyraq.chronicle.tomlfile.reading import read_tables
from shanyraq.chronicle.tomlfile.tables import ChangeTable, ClaimTable, SourceTable, Table
from shanyraq.chronicle.tomlfile.writing import write_change, write_source

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many tables were read, and how many of them were new."""

    read: int
    fresh: int


def import_files(
    paths: Sequence[Path], *, dry_run: bool = False, progress: Progress | None = None, look: Callable[[], None] | None = None
) -> Outcome:
    """Take files or folders in, in one transaction. `look` is called before it ends: a dry run shows from there what would be.

    Raises ChronicleFaults for faults of form (with file and line) and ChangeRefused where what is told leaves no world.
    """
    with transaction.atomic():
        outcome = import_tables(read_tables(paths, progress=progress))
        if look:
            look()
        transaction.set_rollback(dry_run)
    return outcome


def import_tables(tables: Iterator[Table]) -> Outcome:
    """Take tables in; the caller holds the transaction. Moments of recording are kept where nothing was told before."""
    one_at_a_time()
    now = timezone.now()
    keeps = not Version.objects.exists() and not SourceVersion.objects.exists()
    read = _stage(tables, now)
    try:
        fresh = _record_staged(now, keeps=keeps)
        refuse_dangling()
    except ChangeRefused as refused:
        raise ChangeRefused(_placed(str(refused))) from None
    Staged.objects.all().delete()
    return Outcome(read, fresh)


def _stage(tables: Iterator[Table], now: datetime) -> int:
    count = 0
    for chunk in chunks(tables):
        _refuse_future(chunk, now)
        rows = [
            Staged(moment=moment_of(t.body.recorded, now), position=count + n, file=t.file, line=t.line, kind=t.kind, content=_json(t.body))
            for n, t in enumerate(chunk)
        ]
        Staged.objects.bulk_create(rows)
        count += len(chunk)
    return count


def _refuse_future(tables: list[Table], now: datetime) -> None:
    for table in tables:
        if moment_of(table.body.recorded, now) > now:
            said = f"{table.body.id} would have been recorded on {table.body.recorded}, a day that has not come yet"
            raise ChangeRefused(f"{table.file}:{table.line}: {said}.")


def moment_of(recorded: datetime | date | None, now: datetime) -> datetime:
    """A day is its begin in the federation's time zone; nothing is now."""
    if recorded is None:
        return now
    if isinstance(recorded, datetime):
        return recorded if recorded.tzinfo else recorded.replace(tzinfo=UTC)
    return datetime.combine(recorded, time(), tzinfo=timezone.get_default_timezone())


def _json(body: SourceTable | ChangeTable) -> dict[str, Any]:
    content = as_json(replace(body, recorded=None))
    if isinstance(body, SourceTable) and body.consulted:
        content["consulted"] = body.consulted.isoformat()
    return content


def _record_staged(now: datetime, *, keeps: bool) -> int:
    """Moment by moment in an empty database; as one moment, the newest version of each change, in a living one."""
    book, fresh, many = Book(), 0, MANY
    moments = list(Staged.objects.order_by("moment").values_list("moment", flat=True).distinct()) if keeps else [None]
    next_moment = moment_after_all(now)
    for moment in moments:
        rows = Staged.objects.order_by("moment", "-kind", "position")  # sources before what they tell
        recording = Recording(moment or next_moment, book=book)
        taken = 0
        for chunk in chunks((rows.filter(moment=moment) if moment else rows).iterator(chunk_size=500)):
            taken += _take(recording, chunk)
        fresh += taken
        if fresh > many:
            take_statistics()
            many = 2 * fresh
        if taken:
            recording.finish()
        book.clear_if_large()
    return fresh


def _take(recording: Recording, rows: Sequence[Staged]) -> int:
    return recording.take(_unique([table_from(row) for row in rows]))


def _placed(message: str) -> str:
    """A refusal with file and line of the changes that it names, as far as they came with this import."""
    named = re.findall(r"[a-z0-9][a-z0-9-]*", message)
    rows = {row.content["id"]: row for row in Staged.objects.filter(kind="change", content__id__in=named).order_by("position")}
    places = dict.fromkeys(f"{rows[slug].file}:{rows[slug].line}" for slug in named if slug in rows and rows[slug].file)
    return f"{', '.join(places)}: {message}" if places else message


def _unique(tables: list[SourceTable | ChangeTable]) -> list[SourceTable | ChangeTable]:
    """Of several versions of one id at one moment the last stands."""
    return list({(type(t), t.id): t for t in tables}.values())


def table_from(row: Staged) -> SourceTable | ChangeTable:
    content = dict(row.content)
    if row.kind == "source":
        content["consulted"] = date.fromisoformat(content["consulted"]) if content["consulted"] else None
        return SourceTable(**content)
    lists = {key: tuple(content[key]) for key in ("on", "after", "before")}
    return ChangeTable(**{**content, **lists, "claims": tuple(ClaimTable(**claim) for claim in content["claims"])})


def refuse_dangling() -> None:
    """Refuse sources and changes that are named and told nowhere. Raises ChangeRefused, naming who names them."""
    claim = Claim.objects.filter(source__versions=None, source__isnull=False).select_related("source", "version__change").first()
    if claim and claim.source:
        raise ChangeRefused(f"No source “{claim.source.slug}” is told anywhere, but {claim.version.change.slug} cites it: tell it, or mend its id.")
    change = Change.objects.filter(versions=None).first()
    if change:
        order = Order.objects.filter(Q(earlier=change) | Q(later=change)).select_related("earlier", "later").first()
        other = f"{order.later.slug if order.earlier_id == change.pk else order.earlier.slug} stands" if order else "another stands"
        raise ChangeRefused(f"No change “{change.slug}” is told anywhere, but {other} after or before it: mend its id.")


# ---- export


def _with_order(slugs: set[str]) -> set[str]:
    """These changes and all that they are said to come after or before."""
    found, front = set(slugs), set(slugs)
    while front:
        said = Version.objects.filter(change__slug__in=front).values_list("after", "before")
        front = {slug for after, before in said for slug in (*after, *before)} - found
        found |= front
    return found


def export(*, body: str | None = None) -> Iterator[str]:
    """The tables of a chronicle as text, sources first, each version with its moment; of one body, all that names it.

    A second export of what was imported from the first is the same, byte for byte.
    """
    versions = Version.objects.order_by("known_from", "change__slug", "pk")
    sources = SourceVersion.objects.order_by("known_from", "source__slug", "pk")
    if body is not None:
        named = Mention.objects.filter(body=body).values_list("version__change__slug", flat=True)
        versions = versions.filter(change__slug__in=_with_order(set(named)))
        sources = sources.filter(source__claims__version__in=versions).distinct()
    for source in sources.select_related("source").iterator(chunk_size=500):
        yield write_source(source_table_of(source)) + "\n"
    for version in versions.select_related("change").prefetch_related("claims__source").iterator(chunk_size=500):
        yield write_change(table_of(version)) + "\n"

