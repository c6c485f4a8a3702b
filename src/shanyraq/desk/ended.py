"""Which of some bodies exist no longer, and what ended them: who chooses one is to see it."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from shanyraq.chronicle.models import FOREVER, Period, Version
from shanyraq.chronicle.terms import Act
from shanyraq.dating.sentences import say
from shanyraq.directory.years import edtf_between
from shanyraq.places.models import Life as PlaceLife
from shanyraq.registry.models import Life

LIVES: Final[dict[str, tuple[Any, str]]] = {"organisation": (Life, "organisation__slug"), "place": (PlaceLife, "place__slug")}


def ended(keys: Iterable[str], today: date, language: str) -> dict[str, str]:
    """{key: what ended it, and in which year} of the bodies that surely exist no longer. Three queries or fewer."""
    last = _last_lives(list(keys))
    over = {key: life for key, life in last.items() if life.end_latest <= today}
    changes = [life.end_change_id for life in over.values() if life.end_change_id]
    acts = dict(Version.objects.filter(change__in=changes, known_to=FOREVER).values_list("change", "act")) if changes else {}
    return {key: _said(life, acts.get(life.end_change_id or 0), language) for key, life in over.items()}


def _last_lives(keys: list[str]) -> dict[str, Period]:
    found: dict[str, Period] = {}
    for kind, (table, path) in LIVES.items():
        slugs = [key.partition(":")[2] for key in keys if key.startswith(f"{kind}:")]
        if slugs:
            rows = table.objects.filter(known_to=FOREVER, **{f"{path}__in": slugs}).select_related(kind).order_by("end_latest", "pk")
            found |= {f"{kind}:{getattr(life, kind).slug}": life for life in rows}
    return found


def _said(life: Period, act: str | None, language: str) -> str:
    first, last = life.end_earliest, life.end_latest
    when = say(f"{last.year:04d}" if first.year == last.year else edtf_between(first, last), language)
    label = str(Act(act).label) if act else _("it exists no longer")
    return _("%(act)s: %(when)s") % {"act": label, "when": when}
