"""What the page of a hand-over tells, and to whom."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.chronicle.models import OPEN_FUTURE
from shanyraq.dating.sentences import say_day
from shanyraq.entrance.named import named
from shanyraq.mandates.changes import kept
from shanyraq.mandates.models import Handing, HandingLine
from shanyraq.mandates.telling import asks_more
from shanyraq.mandates.terms import SEEDS, seeds
from shanyraq.mandates.turns import Turn, turn_on
from shanyraq.people.models import Holding, Person
from shanyraq.people.terms import Office
from shanyraq.registry.models import Organisation, Trait
from shanyraq.rights import which
from shanyraq.rights.models import Helper
from shanyraq.rights.naming import names

Row = dict[str, Any]
ABOVE: Final[str] = "mandates:handing:above"
AHEAD: Final = timedelta(days=366)
MOST: Final = 30


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody has to do with a hand-over: `side` is outgoing, incoming or above.

    `holds`: the office is in their reach today; `more`: a second step of signing in is asked of them first.
    """

    turn: Turn
    side: str
    holds: bool
    more: bool

    @property
    def writes(self) -> bool:
        """Whether the notes are theirs: of the old holder, else of the office above."""
        return self.side == ("outgoing" if self.turn.outgoing else "above")


def part_of(user: User, slug: str, office: str, day: date, today: date) -> Part | None:
    """The part of an account in the hand-over of a day; None where there is none, or it has none, or has none any more. Seven queries at most."""
    turn = turn_on(slug, office, day, today)
    if turn is None:
        return None
    mine = set(Person.objects.of(user).values_list("pk", flat=True))
    for side in ("outgoing", "incoming"):
        held: Holding | None = getattr(turn, side)
        if held and held.person_id in mine and today < held.end_earliest:
            return Part(turn, side, holds=held.begin_latest <= today, more=not user.strong and asks_more(held.office, held.organisation_id, today))
    if which(user, ABOVE, Organisation.objects.filter(pk=turn.some.organisation_id), today).exists():
        return Part(turn, "above", holds=True, more=False)
    return None


def told(user: User, part: Part, today: date, language: str) -> Row:
    """What `mandates/hand.html` takes of it; a constant number of queries, beside those of the open items of the rooms."""
    turn = part.turn
    organisation, handing = turn.some.organisation, kept(turn)
    persons = named(turn.persons())
    return {
        "part": part, "side": part.side, "over": turn.day <= today, "path": turn.name,
        "office": Office(turn.office).label, "organisation": names([organisation.pk], language, today)[organisation.pk], "slug": turn.slug,
        "day": say_day(turn.day, language), "last": say_day(turn.day - timedelta(days=1), language),
        "outgoing": persons[turn.outgoing.person_id] if turn.outgoing else None,
        "incoming": persons[turn.incoming.person_id] if turn.incoming else None,
        "lines": lines(turn, handing, language), "notes": handing.notes if handing else "",
        "noted": _on(handing.noted, language) if handing and handing.noted and handing.notes else "",
        "dates": list(dates(organisation, today, language)) if part.holds else [],
        "items": open_items(user, organisation, today) if part.holds else [],
        "helpers": _helpers(turn, today) if part.side == "outgoing" else 0,
    }  # fmt: skip


def lines(turn: Turn, handing: Handing | None, language: str) -> list[Row]:
    """{key, text, done, by, when}: those with which every list of such an office begins, then those of one's own."""
    rows = list(handing.lines.select_related("ticked_by").order_by("pk")) if handing else []
    by_seed = {row.seed: row for row in rows if row.seed}
    begun = [_line(seed, str(SEEDS[seed]), by_seed.get(seed), language) for seed in seeds(turn.office)]
    return begun + [_line(str(row.pk), row.text, row, language) for row in rows if row.text]


def _line(key: str, text: str, row: HandingLine | None, language: str) -> Row:
    done = bool(row and row.ticked)
    said = {"by": row.ticked_by.name, "when": _on(row.ticked, language)} if row and row.ticked and row.ticked_by else {"by": "", "when": ""}
    return {"key": key, "text": text, "done": done, **said}


def _on(moment: datetime, language: str) -> str:
    return say_day(timezone.localdate(moment), language)


def dates(organisation: Organisation, today: date, language: str) -> Iterator[Row]:
    """{day, text} of what is known to end within a year: accreditation, and other offices."""
    near = Q(end_earliest__gt=today, end_earliest__lte=today + AHEAD, end_latest__lt=OPEN_FUTURE)
    accredited = _current(Trait).filter(near, organisation=organisation, fact="accreditation")[:MOST]
    held = list(_current(Holding).filter(near, organisation=organisation).select_related("person").order_by("end_earliest", "pk")[:MOST])
    persons = named([one.person for one in held])
    ending = [(one.end_earliest, _("Accreditation ends")) for one in accredited]
    ending += [(one.end_earliest, f"{Office(one.office).label}: {persons[one.person_id].value}") for one in held]
    for day, text in sorted(ending):
        yield {"day": say_day(day - timedelta(days=1), language), "text": text}


def _current(model: Any) -> Any:
    return model.objects.known_on(None)


def open_items(user: User, organisation: Organisation, today: date) -> list[Row]:
    """{title, number, url, action} of what waits in the rooms; `open_items` in their AppConfig names a function (organisation, today).

    Of each only what the account may do there anyway: two queries beside those of the rooms.
    """
    found: list[Row] = []
    for room in apps.get_app_configs():
        if name := getattr(room, "open_items", ""):
            found += import_string(name)(organisation, today)
    here = Organisation.objects.filter(pk=organisation.pk)
    return [row for row in found if row["number"] and which(user, row["action"], here, today).exists()]


def _helpers(turn: Turn, today: date) -> int:
    assert turn.outgoing is not None
    return Helper.objects.on(today).filter(holder=turn.outgoing.person_id, organisation=turn.some.organisation_id).count()


def address(turn: Turn) -> str:
    return reverse("mandates:hand", kwargs={"slug": turn.slug, "office": turn.office, "day": turn.day.isoformat()})
