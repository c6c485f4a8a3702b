"""Whose register it is: what an office lets its holder record, and what belongs to others."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.chronicle.models import FOREVER, Claim, Mention, Version
from shanyraq.chronicle.tomlfile import ChangeTable, SourceTable
from shanyraq.desk.choosing import rows_of
from shanyraq.desk.refusals import Refusal
from shanyraq.desk.telling import held
from shanyraq.directory.namebook import TABLES
from shanyraq.directory.versions import as_list, beside
from shanyraq.journal.models import Entry
from shanyraq.people.models import Person
from shanyraq.registry.models import Life, Organisation
from shanyraq.rights import reaches_all, which
from shanyraq.rights.asking import KEEPING as KEEP

PREPARE: Final[str] = "desk:draft:keep"
CARRIED: Final = ("branch_of", "part_of")
SEEN_BY_ALL: Final = ("rights:stepping:begin", "rights:grant:alter", "rights:demand:alter")
OWN_UNDO: Final = timedelta(days=14)  # how long whoever recorded something may take it back, though it has left their reach by that


class OutOfReach(ValueError):
    """No office of this account reaches some of the bodies; `bodies` are their keys."""

    def __init__(self, bodies: Sequence[str]) -> None:
        super().__init__(_("This is kept by another office."))
        self.bodies = bodies


def refuse_outside(by: User, tables: Iterable[SourceTable | ChangeTable], at: datetime, correcting: str = "", action: str = KEEP) -> None:
    """Raises OutOfReach unless offices of this account reach all that the tables alter, and what the corrected change told."""
    today = timezone.localdate(at)
    if reaches_all(by, action, today):
        return
    before = held(correcting) if correcting else None
    told = [table for table in (*tables, before) if isinstance(table, ChangeTable)]
    reached = _Reached(by, action, today, {key for table in told for key in _named(table)})
    outside = dict.fromkeys(key for table in told for key in _altered(table) if not reached.has(key, table))
    if outside:
        raise OutOfReach(list(outside))


def _altered(table: ChangeTable) -> Iterator[str]:
    """The bodies of which a change tells, and those whose ties it gives to others."""
    yield from (beside(name, "organisation") for name in table.on)
    for value in _values(table):
        ties = value.get("ties", ())
        groups = ties.values() if isinstance(ties, Mapping) else [ties]
        yield from (beside(name, "organisation") for group in groups for name in as_list(group))


def _parents(table: ChangeTable) -> Iterator[str]:
    for value in _values(table):
        yield from (beside(name, "organisation") for tie in CARRIED for name in as_list(value.get(tie) or ()))


def _named(table: ChangeTable) -> Iterator[str]:
    yield from _altered(table)
    yield from _parents(table)


def _values(table: ChangeTable) -> Iterator[Mapping[str, Any]]:
    return (claim.value for claim in table.claims if claim.value)


class _Reached:
    """Which of these bodies are in reach, and which are there at all; five queries."""

    def __init__(self, by: User, action: str, today: date, keys: set[str]) -> None:
        slugs = {kind: [key.partition(":")[2] for key in keys if key.startswith(f"{kind}:")] for kind in TABLES}
        own = which(by, action, Organisation.objects.filter(slug__in=slugs["organisation"]), today).values_list("slug", flat=True)
        persons = which(by, action, Person.objects.filter(slug__in=slugs["person"]), today).values_list("slug", flat=True)
        self.own = {*(f"organisation:{slug}" for slug in own), *(f"person:{slug}" for slug in persons)}
        living = Life.objects.known_on(None).filter(organisation__slug__in=slugs["organisation"]).values_list("organisation__slug", flat=True)
        self.there = {f"organisation:{slug}" for slug in living}
        for kind in ("place", "person"):
            self.there |= {f"{kind}:{slug}" for slug in TABLES[kind]._default_manager.filter(slug__in=slugs[kind]).values_list("slug", flat=True)}

    def has(self, key: str, table: ChangeTable) -> bool:
        """A new organisation is in reach if it is told to belong to one that is; a new place or person only gets its name."""
        if key in self.own or key in self.there:
            return key in self.own
        return not key.startswith("organisation:") or any(parent in self.own for parent in _parents(table))


def is_seen(by: User, change: str, today: date) -> bool:
    """Whether this account may see what is told of a change: of one that no public face tells, whoever keeps one of its bodies."""
    closed = Version.objects.filter(change__slug=change, closed=True)
    if not closed.exists() or reaches_all(by, KEEP, today):
        return True
    named = Mention.objects.filter(version__in=closed, body__startswith="organisation:").values_list("body", flat=True)
    slugs = {key.partition(":")[2] for key in named}
    return which(by, KEEP, Organisation.objects.filter(slug__in=slugs), today).exists()


def is_own_and_fresh(by: User, change: str, at: datetime) -> bool:
    """Whether this very account told last of a change, not long ago."""
    last = Entry.objects.filter(action__startswith="desk:change:").about(f"chronicle:change:{change}").first()
    return last is not None and last.user_id == by.pk and last.moment > at - OWN_UNDO


def refuse_source(by: User, source: str, today: date) -> None:
    """Raises OutOfReach unless all that a paper tells is in reach."""
    if reaches_all(by, KEEP, today):
        return
    versions = Claim.objects.filter(source__slug=source, version__known_to=FOREVER).values("version")
    keys = set(Mention.objects.filter(version__in=versions).values_list("body", flat=True).distinct())
    reached = _Reached(by, KEEP, today, keys)
    outside = [key for key in sorted(keys) if key in reached.there and key not in reached.own and not key.startswith("place:")]
    if outside or not keys:
        raise OutOfReach(outside)


def refusal(refused: OutOfReach, today: date) -> Refusal:
    """In the words of a page, with the names of the bodies."""
    named = ", ".join(row["text"].value for row in rows_of(refused.bodies, get_language() or "kk", today, {}))
    return Refusal(_("This is kept by another office: %(bodies)s. Ask there, or the office above.") % {"bodies": named}, "")


def offered(user: User, today: date) -> QuerySet[Organisation] | None:
    """The organisations of which this account may tell; None where it may of all."""
    return None if reaches_all(user, PREPARE, today) else which(user, PREPARE, Organisation.objects.all(), today)


def lines_within(user: User, lines: QuerySet[Entry], today: date) -> QuerySet[Entry]:
    """The lines of the journal on what is in reach, one's own, and those on rights, which all who keep the register see."""
    if reaches_all(user, "desk:journal:see", today):
        return lines
    reached = which(user, "desk:journal:see", Organisation.objects.all(), today).values(key=Concat(Value("organisation:"), "slug"))
    changes = Version.objects.filter(mentions__body__in=reached).values(key=Concat(Value("chronicle:change:"), "change__slug"))
    return lines.filter(Q(user=user) | Q(thing__in=changes) | Q(action__in=SEEN_BY_ALL))
