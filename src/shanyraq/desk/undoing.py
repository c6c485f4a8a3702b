"""What taking a change back takes with it, and what telling it again brings back, as tables."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from shanyraq.chronicle.models import FOREVER, Change, Mention, Telling, Version
from shanyraq.chronicle.recording import table_of
from shanyraq.chronicle.terms import Act, Status
from shanyraq.chronicle.tomlfile import ChangeTable, ClaimTable
from shanyraq.desk.choosing import NAMES
from shanyraq.desk.telling import again, id_of_name, taken_back
from shanyraq.journal.models import Entry

NAMING: Final = r"-named(-[0-9]+)?$"  # ids of changes that only name what else would be named nowhere
BORN: Final = ("founds", "creates", "may_begin", "registers")  # roles in which a change begins a body


def turned_back(change: str, at: datetime) -> list[ChangeTable]:
    """The tables that take a change back; none where it is taken back already. What is still told of a body keeps its name."""
    versions = [version for version in _with(change, Version.objects.filter(known_to=FOREVER)) if version.status != Status.WITHDRAWN]
    return [*(again(taken_back(table_of(version)), at) for version in versions), *_names_kept(versions)]


def _names_kept(versions: Sequence[Version]) -> Iterator[ChangeTable]:
    """The names that only these changes tell, of bodies of which something else stands."""
    gone = [version.change_id for version in versions]
    given: list[str] = []
    born = Telling.objects.filter(change__in=gone, role__in=BORN).values_list("body", flat=True)
    for key in dict.fromkeys(born.order_by("body")):
        others = Version.objects.filter(mentions__body=key, known_to=FOREVER, status=Status.DONE).exclude(change__in=gone).exclude(act=Act.ANNOUNCED)
        first = others.select_related("change").prefetch_related("claims__source").order_by("change__earliest", "change__slug").first()
        kind, _colon, slug = key.partition(":")
        model, _table, path = NAMES[kind]
        names = model.objects.filter(**{path: slug}, known_to=FOREVER, use="")
        if first and names.exists() and not names.exclude(begin_change__in=gone).exists():
            kept = _name_kept(key, names.order_by("-begin_latest").first().text, table_of(first), given)
            given.append(kept.id)
            yield kept


def _name_kept(key: str, name: Any, later: ChangeTable, given: Sequence[str]) -> ChangeTable:
    """That the body is called so by the day of what is told later."""
    claim = ClaimTable(told="ordered", date=later.preferred.date, value={"name": name}, preferred=True)
    return ChangeTable(id_of_name(key, given), Act.STANDING, (key.removeprefix("organisation:"),), (claim,))


def turned_again(change: str, at: datetime) -> list[ChangeTable]:
    """The tables that tell a change again as it stood before; none where it stands."""
    now = Version.objects.filter(change__slug=change, known_to=FOREVER, status=Status.WITHDRAWN).first()
    if now is None:
        return []
    gone = Version.objects.filter(known_from=now.known_from, known_to=FOREVER, status=Status.WITHDRAWN)
    kept = Version.objects.filter(known_from=now.known_from, known_to=FOREVER, status=Status.DONE)  # names that the undo left behind
    back = [again(table_of(_before(version)), at) for version in _fetched(gone, change)]
    return [*back, *(again(taken_back(table_of(version)), at) for version in _fetched(kept, change))]


def _before(version: Version) -> Version:
    """What stood last before it was taken back; itself where nothing ever stood."""
    earlier = Version.objects.filter(change=version.change_id, known_to__lte=version.known_from).exclude(status=Status.WITHDRAWN)
    return earlier.select_related("change").prefetch_related("claims__source").order_by("-known_from").first() or version


def _with(change: str, versions: QuerySet[Version]) -> list[Version]:
    """A change, and those told at the same first moment that only name what else would be named nowhere."""
    told = Version.objects.filter(change__slug=change).order_by("known_from").first()
    if told is None:
        return []
    beside = Change.objects.filter(versions__known_from=told.known_from, slug__contains="-named").exclude(slug=change)
    alone = [one.pk for one in beside if _told_here(change, told) and _names_only(one, told.change_id)]
    return _fetched(versions.filter(change_id__in=[told.change_id, *alone]), change)


def _told_here(change: str, told: Version) -> bool:
    """Whether the desk recorded it; what an import tells side by side stands for itself."""
    return Entry.objects.about(f"chronicle:change:{change}").filter(action="desk:change:record", summary=told.known_from.isoformat()).exists()


def _names_only(naming: Change, change: int) -> bool:
    """Whether nothing but the change itself needs the name that this one tells."""
    bodies = Mention.objects.filter(version__change=naming, version__known_to=FOREVER).values("body")
    others = Mention.objects.filter(body__in=bodies, version__known_to=FOREVER).exclude(version__change__in=[naming.pk, change])
    return not others.exclude(version__status=Status.WITHDRAWN).exists()


def _fetched(versions: QuerySet[Version], first: str) -> list[Version]:
    listed = list(versions.select_related("change").prefetch_related("claims__source"))
    return sorted(listed, key=lambda version: (version.change.slug != first, version.pk))
