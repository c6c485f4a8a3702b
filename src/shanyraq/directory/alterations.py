"""What an import would alter, in sentences: each new version of a change, and below it what would be believed otherwise."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import get_language

from shanyraq.chronicle.believing import model_of
from shanyraq.chronicle.book import chunks
from shanyraq.chronicle.floors import life_thread
from shanyraq.chronicle.models import FOREVER, OPEN_FUTURE, OPEN_PAST, Event, Period, Telling, Version
from shanyraq.directory.disputes import fact_of
from shanyraq.directory.namebook import Namebook
from shanyraq.directory.sentences import Speaker
from shanyraq.directory.versions import bodies_in, claims_of, names_announced
from shanyraq.words.texts import pick


@dataclass(slots=True)
class Alterations:
    """Looks at an import from within its transaction."""

    since: datetime = field(default_factory=timezone.now)
    held: set[int] = field(default_factory=lambda: set(Version.objects.values_list("pk", flat=True)))
    lines: list[str] = field(default_factory=list)

    def look(self) -> None:
        fresh = Version.objects.filter(known_to=FOREVER).exclude(pk__in=self.held).order_by("change__earliest", "change__latest", "change__slug")
        for chunk in chunks(fresh.select_related("change").iterator(chunk_size=500)):
            self.lines += _told(chunk)


def _told(versions: Sequence[Version]) -> Iterator[str]:
    told = claims_of(versions)
    names = Namebook(get_language() or "en")
    names.read(bodies_in(told.values()), None)
    names.announced = names_announced(told.values())
    speaker = Speaker(names, timezone.localdate())
    threads = _threads(told)
    periods = _periods({thread for found in threads.values() for thread in found})
    for change, one in told.items():
        yield f"{_days(*one.days)}: {_plain(speaker.sentence(one))} [{one.slug}]"
        yield from (f"    {line}" for thread in sorted(threads[change]) for line in _believed(thread, periods[thread]))


def _threads(changes: Iterable[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for change, thread in Event.objects.filter(change__in=changes).values_list("change_id", "thread"):
        found[change].add(thread)
    shaping = Telling.objects.filter(change__in=changes).exclude(role__in=("tells", "named", "acts", "seen", "standing"))
    for change, body in shaping.values_list("change_id", "body"):
        found[change].add(life_thread(body))
    return found


def _periods(threads: set[str]) -> dict[str, list[Period]]:
    by_model: dict[Any, list[str]] = defaultdict(list)
    for thread in threads:
        by_model[model_of(thread)].append(thread)
    found: dict[str, list[Period]] = defaultdict(list)
    for model, names in by_model.items():
        for period in model._default_manager.filter(thread__in=names, known_to=FOREVER).order_by("begin_earliest"):
            found[period.thread].append(period)
    return found


def _believed(thread: str, periods: list[Period]) -> Iterator[str]:
    subject = thread.removeprefix("life:").removeprefix("organisation:") if thread.startswith("life:") else ":".join(thread.split(":")[2:])
    for period in periods:
        end = "" if period.end_earliest == OPEN_FUTURE else f", last day {_days(_before(period.end_earliest), _before(period.end_latest))}"
        yield f"{fact_of(thread)} of {subject}{_value(period)}: from {_days(period.begin_earliest, period.begin_latest)}{end}"


def _before(end: date) -> date:
    """The last day: the chronicle keeps the first one after it."""
    return end if end in (OPEN_PAST, OPEN_FUTURE) else end - timedelta(days=1)


def _value(period: Period) -> str:
    texts = getattr(period, "text", None)
    said = pick(texts, get_language() or "en").value if isinstance(texts, dict) and all(isinstance(t, str) for t in texts.values()) else period.value
    return f", {said}" if said else ""


def _days(first: date, last: date) -> str:
    """Days as a reader of files has them: one, or from .. to; open ends left open."""
    begin = "" if first == OPEN_PAST else first.isoformat()
    end = "" if last == OPEN_FUTURE else last.isoformat()
    return begin or "now" if begin == end else f"{begin}..{end}"


def _plain(sentence: str) -> str:
    return unescape(strip_tags(sentence))
