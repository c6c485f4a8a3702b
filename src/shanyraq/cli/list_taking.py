"""A list from a file, at a terminal: what `shanyraq begin --list` does. Nobody can be asked here, so rows without a name refuse the whole."""
from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from tqdm import tqdm

from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.tomlfile import ChronicleFaults
from shanyraq.cli.errors import Refused
from shanyraq.dating.reading import read
from shanyraq.dating.refusal import DateRefused
from shanyraq.jobs.progress import Progress
from shanyraq.jobs.terms import Step, Teller
from shanyraq.lists.changes import ListRefused, bring, take
from shanyraq.lists.draft import Draft
from shanyraq.lists.giving_back import levels, told_of
from shanyraq.lists.models import List
from shanyraq.tables.reading import MOST_UPLOADED, Grid, TableRefused, read_file

TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    file: Path
    title: str = ""
    day: str = ""
    umbrella: str = ""
    dry_run: bool = False


@transaction.atomic
def take_list(asked: Asked) -> list[str]:
    """Take it, and give what happened, a line each. Raises Refused, with the numbers of the rows at fault. A dry run keeps nothing."""
    grid = _grid(asked.file)
    try:
        kept = bring(by=None, grid=grid, title=asked.title[:TITLE] or asked.file.name[:TITLE], day=_day(asked.day), umbrella=asked.umbrella)
        with _bar() as teller:
            draft = take(by=None, at=timezone.now(), kept=kept, teller=teller)
    except (TableRefused, ListRefused, ChangeRefused, ChronicleFaults) as refused:
        raise Refused(f"Nothing was taken. {refused}") from None
    assert draft is not None
    if draft.nameless:
        raise Refused(f"Nothing was taken: these rows have no name: {', '.join(map(str, draft.nameless))}.")
    lines = [*_told(draft, kept.unread), *_counts(kept), _last(kept, draft, dry_run=asked.dry_run)]
    transaction.set_rollback(asked.dry_run)
    return lines


@contextmanager
def _bar() -> Iterator[Teller]:
    """How far it is, at a terminal."""
    form = "{desc} {percentage:3.0f}% {bar} {elapsed}"
    with tqdm(total=100, bar_format=form, mininterval=0, disable=not sys.stderr.isatty(), leave=False) as bar:

        def tell(step: Step, done: int, total: int) -> None:
            bar.set_description_str(str(step.label), refresh=False)
            bar.update(Progress(step, done, total).percent - bar.n)

        yield tell


def _grid(file: Path) -> Grid:
    if not file.is_file():
        raise Refused(f"There is no file {file}.")
    try:
        with file.open("rb") as opened:
            return read_file(opened.read(MOST_UPLOADED + 1))  # one more than is read: so it is refused as too large
    except TableRefused as refused:
        raise Refused(f"{file}: {refused}") from None


def _day(said: str) -> date:
    today = timezone.localdate()
    if not said:
        return today
    try:
        when = read(said)
    except DateRefused as refused:
        raise Refused(str(refused)) from None
    if when.earliest is None or when.earliest != when.latest or when.earliest > today:
        raise Refused(f"“{said}” is not one day up to today: write for example --day {today.isoformat()}.")
    return when.earliest


def _told(draft: Draft, unread: str) -> Iterator[str]:
    """What was not understood or not taken, by row."""
    if unread:
        yield f"not read: the sheets {unread}"
    for member in draft.plan.members:
        for heading, text in member.entry.left:
            yield f"row {member.entry.number}: kept as a note: {f'{heading}: ' if heading else ''}{' '.join(text.split())}"
        if member.double_of:
            yield f"row {member.entry.number}: repeats row {member.double_of}; left out"
        elif member.known:
            yield f"row {member.entry.number}: {member.slug} is in the register already"
    for heading in draft.layout.hidden:
        yield f"column “{heading}”: not kept; such things are stored of nobody"
    for line in draft.layout.passed:
        yield f"row {line.number}: no association: {' '.join(cell for cell in line.cells if cell)}"


def _counts(kept: List) -> Iterator[str]:
    found = told_of(kept.told["organisations"], kept.day, get_language() or "en")
    for row in levels(found):
        yield f"{row['label']}: {row['all']}, registered {row['registered']}, not {row['not_registered']}"


def _last(kept: List, draft: Draft, *, dry_run: bool) -> str:
    count = len(draft.plan.told)
    if dry_run:
        return f"{count} associations would be taken; nothing was kept."
    return f"{count} associations taken as list {kept.token}; its page can undo it as a whole."
