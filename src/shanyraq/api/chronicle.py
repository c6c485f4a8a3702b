"""What was told, and by whom: the chronicle, also for those who keep a copy of it."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query
from pydantic import Field

from shanyraq.api import parameters, schemas
from shanyraq.api.pages import Order, next_page
from shanyraq.api.router import reads
from shanyraq.chronicle.models import OPEN_FUTURE, OPEN_PAST, Claim, Mention, Version
from shanyraq.chronicle.terms import Act, Status
from shanyraq.directory.answers import Row
from shanyraq.directory.versions import Told
from shanyraq.directory.withheld import Veil, is_silent, public_ids, veil
from shanyraq.rights import which

SEE: Final = "api:chronicle:see"
BY_TIME: Final = Order({"change__latest": date, "change__earliest": date, "change__slug": str})
BY_RECORDING: Final = Order({"known_from": datetime, "pk": int})


class Sought(parameters.Known):
    """What the chronicle is narrowed to."""

    since: parameters.FirstDay = Field(None, description="Only what can have been on this day or later; of a month or year its first day.")
    until: parameters.Day = Field(None, description="Only what can have been on this day or before; of a month or year its last day.")
    act: parameters.ActWord = Field(None, description="Only changes of this act.")
    body: parameters.Body = Field(None, description="Only what names this body: an organisation by its slug, or place:slug, person:slug.")
    source: parameters.Slug = Field(None, description="Only what this source tells.")
    status: parameters.StatusWord = Field(None, description="done, or announced: planned or said, which changes nothing.")
    recorded_since: parameters.Moment = Field(
        None,
        description="Only versions that were recorded at this moment (UTC; a day: its begin) or later, in the order of recording, those that were"
        " taken back among them: ask with the `recorded` of the last row that you have, and put each row in the place of the one with its id.",
    )


@reads("/chronicle", SEE, schemas.Changes, tag="chronicle")
def chronicle(request: HttpRequest, sought: Query[Sought], page: Query[parameters.Page]) -> Row:
    """Changes with their claims.

    The oldest first, by the last day on which each can have been. With `recorded_since` in the order of recording, for whoever keeps a copy.
    """
    known_on = sought.known(timezone.localdate())
    rows = _narrowed(which(request.user, SEE, Version.objects.open().known_on(known_on)), sought)
    hidden = veil(request.user, SEE)
    if hidden.names_any(sought.body):
        rows = rows.none()
    order = BY_RECORDING if sought.recorded_since else BY_TIME
    shown, after = order.page(rows.select_related("change"), page)
    changes = _rows(hidden, shown)
    known = known_on.isoformat() if known_on else None
    return {"known_on": known, "count": rows.count(), "next": next_page(request, after), "changes": changes}


def _narrowed(rows: QuerySet[Version], sought: Sought) -> QuerySet[Version]:
    only_said = Q(status=Status.ANNOUNCED) | Q(act=Act.ANNOUNCED)
    body = sought.body if sought.body is None or ":" in sought.body else f"organisation:{sought.body}"
    conditions = {
        sought.recorded_since is None: ~Q(status=Status.WITHDRAWN),
        sought.recorded_since is not None: Q(known_from__gte=sought.recorded_since),
    }
    wanted = [conditions[True]]
    wanted += [Q(change__latest__gte=sought.since)] * bool(sought.since) + [Q(change__earliest__lte=sought.until)] * bool(sought.until)
    wanted += [Q(act=sought.act)] * bool(sought.act)
    wanted += [Q(Exists(Mention.objects.filter(version=OuterRef("pk"), body=body)))] * bool(body)
    wanted += [Q(Exists(Claim.objects.filter(version=OuterRef("pk"), source__slug=sought.source)))] * bool(sought.source)
    wanted += [only_said if sought.status == "announced" else ~only_said] * bool(sought.status)
    return rows.filter(*wanted)


def _rows(hidden: Veil, versions: Sequence[Version]) -> list[Row]:
    """At most two queries: the claims, and which of the changes before and after have no name of their own here."""
    claims: dict[int, list[Claim]] = {version.pk: [] for version in versions}
    for claim in Claim.objects.filter(version__in=versions).select_related("source").order_by("number"):
        claims[claim.version_id].append(claim)
    ids = public_ids({slug for version in versions for slug in (*version.after, *version.before)}, hidden)
    rows = [_row(version, claims[version.pk], hidden, ids) for version in versions]
    return [row for row in rows if row["on"]]


def _row(version: Version, claims: list[Claim], hidden: Veil, ids: dict[str, str]) -> Row:
    told = Told(version, sorted(claims, key=lambda claim: not claim.preferred))
    earliest, latest = told.days if claims else (OPEN_PAST, OPEN_FUTURE)
    silent = is_silent(told, hidden)
    return {
        "id": told.number if silent else told.slug,
        "act": version.act,
        "on": hidden.value(told.bodies),
        "status": version.status if told.done or version.status == Status.WITHDRAWN else Status.ANNOUNCED,
        "after": [ids.get(slug, slug) for slug in version.after],
        "before": [ids.get(slug, slug) for slug in version.before],
        "note": {} if silent else hidden.texts(version.note),
        "earliest": None if earliest == OPEN_PAST else earliest.isoformat(),
        "latest": None if latest == OPEN_FUTURE else latest.isoformat(),
        "recorded": moment(version.known_from),
        "claims": [_claim(claim, hidden, silent=silent) for claim in claims],
    }


def _claim(claim: Claim, hidden: Veil, *, silent: bool) -> Row:
    return {
        "source": claim.source.slug if claim.source else None,
        "locator": hidden.text(claim.locator) or None,
        "told": "ordered" if claim.ordered else "done",
        "date": claim.date,
        "value": hidden.value(claim.value),
        "wording": None if silent else hidden.text(claim.wording) or None,
        "preferred": claim.preferred,
    }


def moment(when: datetime) -> str:
    """In UTC with a Z: a plus sign would be lost in an address."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")
