"""What the list of all that was told asks of the memory."""
from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Substr

from shanyraq.chronicle.models import OPEN_FUTURE, OPEN_PAST, Change, Claim, Mention, SourceVersion, Version, last_day
from shanyraq.chronicle.prepared import Fixed, Given, prepared, summed
from shanyraq.chronicle.terms import Act, Status
from shanyraq.directory.versions import shown

MOST_NAMED: Final = 30  # bodies and sources to narrow by
NARROWED_BY: Final = Q(body__startswith="organisation:") | Q(body__startswith="place:")
ANNOUNCED: Final = Q(status=Status.ANNOUNCED) | Q(act=Act.ANNOUNCED)
UNBOUNDED: Final = Q(change__latest=OPEN_FUTURE, change__earliest=OPEN_PAST)
HALVES: Final = {"announced": ANNOUNCED, "done": ~ANNOUNCED}
FEW: Final = ("about", "source")  # what leaves few rows
DAYS: Final = ("change__earliest", "change__latest")


def chosen(given: Given, known_on: date | None) -> QuerySet[Version]:
    """What was told and fits what is given; nothing of those who must not be named (`hidden`)."""
    rows, hidden = shown(known_on), given.get("hidden")
    mentions = Mention.objects.filter(version=OuterRef("pk"))
    seen = mentions.exclude(body__in=hidden) if hidden else mentions
    rows = rows.filter(Exists(seen)) if hidden else rows
    for name, said in given.items():
        if name == "about":
            rows = rows.filter(Exists(seen.filter(body=said)))
        elif name == "source":
            rows = rows.filter(Exists(Claim.objects.filter(version=OuterRef("pk"), source__slug=said)))
        elif name == "act":
            rows = rows.filter(act=said)
        elif name in HALVES:
            rows = rows.filter(HALVES[name])
    return rows.filter(*given.get("within", ()))


@prepared
def announcing(known_on: date | None) -> QuerySet[Claim, tuple[int, str]]:
    """(version, date) of what is announced, the preferred claim last."""
    announcing = shown(known_on).filter(ANNOUNCED).order_by()
    return Claim.objects.filter(version__in=announcing).order_by("preferred", "-number", "pk").values_list("version_id", "date")


@prepared
def counted(given: Given, known_on: date | None) -> QuerySet[Version, tuple[int, int, int, int]]:
    number = Count("pk")
    rows = {"number": number, "fit": Count("pk", filter=ANNOUNCED), "bounded": Count("pk", filter=~ANNOUNCED & ~UNBOUNDED)}
    return summed(chosen(given, known_on), **rows, unbounded=Count("pk", filter=~ANNOUNCED & UNBOUNDED))


@prepared
def announced(given: Given, known_on: date | None) -> QuerySet[Version, tuple[int, date, date, str]]:
    return chosen(given, known_on).filter(ANNOUNCED).values_list("pk", *DAYS, "change__slug")


@prepared
def done(given: Given, known_on: date | None, falling: bool, first: Fixed, end: Fixed) -> QuerySet[Change, tuple[int, date, date, str]]:  # noqa: FBT001
    """(version, days, id of the change) by the last day on which it can have been, else the first, which is the order of the index `change_when`.

    SQLite takes the order of that index only where nothing but the change is read from; where a body or a source leaves few, they are sorted.
    """
    versions: QuerySet[Any, Any] = chosen(given, known_on).filter(~ANNOUNCED & ~UNBOUNDED)
    if given.keys() & FEW:
        return _in_order(versions.annotate(key=F("pk")), "change__", falling=falling)[first:end]
    mine = versions.filter(change=OuterRef("pk"))
    return _in_order(Change.objects.filter(Exists(mine)).annotate(key=Subquery(mine.values("pk")[:1])), "", falling=falling)[first:end]


def _in_order(rows: QuerySet[Any, Any], of: str, *, falling: bool) -> QuerySet[Any, Any]:
    order: list[Any] = [last_day(of), F(f"{of}earliest"), F(f"{of}slug")]
    rows = rows.order_by(*(one.desc() if falling else one.asc() for one in order))
    return rows.values_list("key", f"{of}earliest", f"{of}latest", f"{of}slug")


@prepared
def unbounded(given: Given, known_on: date | None) -> QuerySet[Version, tuple[int, str]]:
    return chosen(given, known_on).filter(~ANNOUNCED & UNBOUNDED).values_list("pk", "change__slug")


@prepared
def by_decade(given: Given, known_on: date | None) -> QuerySet[Version, tuple[str, str, int]]:
    """(first and last decade, without its last digit, how many) of what was done within days that are known."""
    rows = chosen(given, known_on).filter(~ANNOUNCED, change__earliest__gt=OPEN_PAST, change__latest__lt=OPEN_FUTURE)
    first, last = (Substr(Cast(day, TextField()), 1, 3) for day in DAYS)
    return rows.order_by().values_list(first, last).annotate(number=Count("pk"))


@prepared
def acts(given: Given, known_on: date | None) -> QuerySet[Version, tuple[str, int]]:
    return chosen(given, known_on).order_by().values_list("act").annotate(number=Count("pk")).order_by("-number", "act")


@prepared
def most_bodies(given: Given, known_on: date | None, body: str | None) -> QuerySet[Mention, tuple[str, int]]:
    """(body, how many changes name it) of those named most, or of one body."""
    rows = Mention.objects.filter(NARROWED_BY, version__in=chosen(given, known_on).order_by())
    numbers = (rows.filter(body=body) if body else rows).values_list("body").annotate(number=Count("version"))
    return numbers.order_by("-number", "body")[:MOST_NAMED]


@prepared
def most_sources(given: Given, known_on: date | None, source: str | None) -> QuerySet[Claim, tuple[str, int]]:
    """(source, how many changes it tells) of those that tell most, or of one source."""
    rows = Claim.objects.filter(version__in=chosen(given, known_on).order_by(), source__isnull=False)
    numbers = (rows.filter(source__slug=source) if source else rows).values_list("source__slug").annotate(number=Count("version", distinct=True))
    return numbers.order_by("-number", "source__slug")[:MOST_NAMED]


@prepared
def titles(slugs: Collection[str], known_on: date | None) -> QuerySet[SourceVersion, tuple[str, Any]]:
    return SourceVersion.objects.known_on(known_on).filter(source__slug__in=slugs).values_list("source__slug", "title")


@prepared
def lines(keys: Collection[int], known_on: date | None) -> QuerySet[Version]:
    return shown(known_on).filter(pk__in=keys).order_by("change__latest", "change__earliest", "change__slug")
