"""What was told: sources, changes and their claims; threads, order and bounds drawn from them; the dated fact, written once."""
from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Self, TypeVar

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from shanyraq.chronicle.prepared import Slot
from shanyraq.chronicle.terms import Act, Passing, Role, SourceKind, Status
from shanyraq.files.models import File

OPEN_PAST: Final = date(1, 1, 1)
OPEN_FUTURE: Final = date(9999, 12, 31)
FOREVER: Final = datetime(9999, 12, 31, tzinfo=UTC)


def known_until(known_on: date | None) -> datetime:
    """The last moment that counts as known on that day, in the federation's time zone; None is now. The slot of a day gives that of its moment."""
    if isinstance(known_on, Slot):
        return known_on.made(known_until, models.DateTimeField())
    if known_on is None:
        return FOREVER - timedelta(microseconds=1)
    return datetime.combine(known_on + timedelta(days=1), time(), tzinfo=timezone.get_default_timezone()) - timedelta(microseconds=1)


Row = TypeVar("Row", bound=models.Model)


class Bounded(models.Func):
    """A last day, nothing where it is open. The open day stands in the SQL itself: SQLite takes an index only for what is written as it is there."""

    template = f"NULLIF(%(expressions)s, '{OPEN_FUTURE}')"


def last_day(of: str = "") -> Coalesce:
    """The last day on which a change can have been, else the first; `of` is the way to the change."""
    return Coalesce(Bounded(models.F(f"{of}latest")), models.F(f"{of}earliest"))


class KnownQuerySet(models.QuerySet[Row]):
    """Rows that were believed from one moment of recording to another."""

    def known_on(self, day: date | None) -> Self:
        if day is None:
            return self.filter(known_to=FOREVER)
        moment = known_until(day)
        return self.filter(known_from__lte=moment, known_to__gt=moment)


class PeriodQuerySet(KnownQuerySet[Row]):
    """The questions of a dated fact."""

    def as_of(self, day: date) -> Self:
        """All that is surely or possibly so on the day."""
        return self.filter(begin_earliest__lte=day, end_latest__gt=day)

    def surely(self, day: date) -> Self:
        return self.filter(begin_latest__lte=day, end_earliest__gt=day)


class Known(models.Model):
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(default=FOREVER)

    class Meta:
        abstract = True


def known(model: type[Row], known_on: date | None) -> models.QuerySet[Row]:
    """The rows of any table of beliefs that were believed on a day; None is now."""
    return KnownQuerySet(model).known_on(known_on)


class Source(models.Model):
    slug = models.CharField(max_length=60, unique=True)


class SourceVersion(Known):
    source = models.ForeignKey(Source, models.PROTECT, related_name="versions")
    kind = models.CharField(max_length=20, choices=SourceKind.choices)
    title = models.JSONField()
    day = models.CharField(max_length=40, blank=True)
    consulted = models.CharField(max_length=10, blank=True)
    earliest = models.DateField(default=OPEN_PAST)
    latest = models.DateField(default=OPEN_FUTURE)  # what it tells as done was done by then
    details = models.JSONField(default=dict)  # author, publisher, address, licence, note
    content_key = models.CharField(max_length=64)

    objects = KnownQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source"], condition=Q(known_to=FOREVER), name="source_one_current")]
        indexes = [models.Index(fields=["source", "known_from"], name="source_known")]


class Copy(models.Model):
    """An archived copy or a scan of a source; who sees it, its file says."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="copies")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")


class Change(models.Model):
    """A change by its id, with the days on which it can have been: as told, and as tightened by order. Of the current version."""

    slug = models.CharField(max_length=60, unique=True)
    told_earliest = models.DateField(default=OPEN_PAST)
    told_latest = models.DateField(default=OPEN_FUTURE)
    earliest = models.DateField(default=OPEN_PAST)
    latest = models.DateField(default=OPEN_FUTURE)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(earliest__lte=models.F("latest")), name="change_has_a_world")]
        indexes = [models.Index(Coalesce(NullIf("latest", Value(OPEN_FUTURE)), "earliest"), "earliest", "slug", name="change_when")]  # as `last_day`


class VersionQuerySet(KnownQuerySet["Version"]):
    def open(self) -> VersionQuerySet:
        """Those of which the public faces tell."""
        return self.filter(closed=False)


class Version(Known):
    """What was recorded of a change at one moment. `closed`: a claim tells nothing but what a floor shows to nobody in public."""

    change = models.ForeignKey(Change, models.PROTECT, related_name="versions")
    act = models.CharField(max_length=30, choices=Act.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DONE)
    bodies = models.JSONField()
    after = models.JSONField(default=list)
    before = models.JSONField(default=list)
    note = models.JSONField(default=dict)
    closed = models.BooleanField(default=False, db_default=False)
    content_key = models.CharField(max_length=64)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change"], condition=Q(known_to=FOREVER), name="change_one_current"),
            models.UniqueConstraint(fields=["change", "content_key"], name="version_held_once"),
        ]
        indexes = [models.Index(fields=["known_from"], name="version_known")]


class Claim(models.Model):
    version = models.ForeignKey(Version, models.CASCADE, related_name="claims")
    number = models.PositiveIntegerField()
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="claims")
    locator = models.CharField(max_length=200, blank=True)
    ordered = models.BooleanField(default=False)
    date = models.CharField(max_length=40, blank=True)
    value = models.JSONField(null=True)
    wording = models.TextField(blank=True)
    preferred = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="claim_number"),
            models.UniqueConstraint(fields=["version"], condition=Q(preferred=True), name="claim_one_preferred"),
        ]
        indexes = [models.Index(fields=["version"], condition=Q(number=1), name="claim_second")]  # the few versions that may be disputed


class Mention(models.Model):
    """That a version of a change names a body, whatever it says of it: the way from a body to its chronicle."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="mentions")
    body = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "version"], name="mention_once")]


class Telling(models.Model):
    """What a current change says of the life of a body; `life` counts the lives of the body from 0."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="tellings")
    body = models.CharField(max_length=80)
    role = models.CharField(max_length=10, choices=Role.choices)
    heir = models.CharField(max_length=80, blank=True, db_index=True)
    passing = models.CharField(max_length=10, choices=Passing.choices, default=Passing.NOTHING)
    life = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "change", "role"], name="telling_once")]
        indexes = [models.Index(fields=["body", "role"], name="telling_role")]


class Event(models.Model):
    """What a current change does to a thread (text `floor:fact:owner` or `floor:fact:owner:other`)."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="events")
    thread = models.CharField(max_length=220, db_index=True)
    owner = models.CharField(max_length=80, db_index=True)
    other = models.CharField(max_length=80, blank=True, db_index=True)
    do = models.CharField(max_length=10)
    value = models.TextField(blank=True)
    was = models.TextField(null=True)  # noqa: DJ001 - an empty text is a value (of a pair without a grade), nothing is none
    earliest = models.DateField(null=True)  # of an end that the change itself names (`until`)
    latest = models.DateField(null=True)


class Order(models.Model):
    """One change before another: as said, or (with a thread) as no other order of that thread fits."""

    earlier = models.ForeignKey(Change, models.CASCADE, related_name="followed_by")
    later = models.ForeignKey(Change, models.CASCADE, related_name="preceded_by")
    thread = models.CharField(max_length=220, blank=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["earlier", "later", "thread"], name="order_once")]


class Period(Known):
    """A dated fact: surely so in [begin_latest, end_earliest), not so before begin_earliest and from end_latest on.

    Open ends are stored as 0001-01-01 and 9999-12-31. `begin_change` and `end_change` are the changes on which an open begin and
    end hang; empty where they hang on several or on none that is told.
    """

    thread = models.CharField(max_length=220)
    value = models.TextField(blank=True)  # as the thread has it; what other tables need of it stands in columns of its own
    begin_earliest = models.DateField()
    begin_latest = models.DateField()
    end_earliest = models.DateField()
    end_latest = models.DateField()
    begin_change = models.ForeignKey(Change, models.PROTECT, null=True, related_name="+")
    end_change = models.ForeignKey(Change, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(begin_earliest__lte=models.F("begin_latest")), name="%(app_label)s_%(class)s_begin"),
            models.CheckConstraint(condition=Q(end_earliest__lte=models.F("end_latest")), name="%(app_label)s_%(class)s_end"),
            models.CheckConstraint(condition=Q(begin_earliest__lt=models.F("end_latest")), name="%(app_label)s_%(class)s_some_day"),
            models.CheckConstraint(condition=Q(known_from__lt=models.F("known_to")), name="%(app_label)s_%(class)s_known"),
        ]
        indexes = [models.Index(fields=["thread", "known_to"], name="%(app_label)s_%(class)s_thr")]


def for_finding(owner: str, name: str) -> models.Index:
    """All that finding by a name asks of a table of names, so that it reads this index and not the names. PostgreSQL takes 2,704 bytes an entry."""
    days = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")
    return models.Index(fields=["known_to", "folded", owner, *days, "known_from"], name=name)


class Alternative(Known):
    """What a thread would be if another claim of a change were preferred (rule 11).

    The rows of one (change, claim, thread) belong together; a thread that would be empty has one row that no day meets.
    """

    change = models.ForeignKey(Change, models.PROTECT, related_name="+")
    claim = models.PositiveIntegerField()
    body = models.CharField(max_length=80)
    thread = models.CharField(max_length=220)
    value = models.TextField(blank=True)
    begin_earliest = models.DateField()
    begin_latest = models.DateField()
    end_earliest = models.DateField()
    end_latest = models.DateField()

    objects = PeriodQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["body", "known_to"], name="alternative_of")]


class Staged(models.Model):
    """A table of an import on its way, until all is read; none outlives its transaction."""

    moment = models.DateTimeField(db_index=True)
    position = models.PositiveBigIntegerField()
    file = models.TextField()
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    content = models.JSONField()
