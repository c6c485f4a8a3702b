"""Organisations of which no name is told: only planned by a paper that gives none, or left over where what named them was taken back."""
from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from shanyraq.chronicle.models import OPEN_FUTURE, Mention, Version
from shanyraq.chronicle.prepared import prepared
from shanyraq.chronicle.terms import Status
from shanyraq.dating.sentences import say
from shanyraq.words.texts import Text


def mentioned_first(keys: Iterable[str], known_on: date | None) -> dict[str, int]:
    """{key: the year by which something done is told of it}; one query, none without keys."""
    listed = list(keys)
    return {key: first.year for key, first in _first(listed, known_on)} if listed else {}


@prepared
def _first(keys: Collection[str], known_on: date | None) -> QuerySet[Mention, tuple[str, date]]:
    told = Version.objects.known_on(known_on).filter(status=Status.DONE, change__latest__lt=OPEN_FUTURE)
    return Mention.objects.filter(body__in=keys, version__in=told).values_list("body").annotate(first=Min("version__change__latest"))


def without_name(language: str, year: int | None = None) -> Text:
    """What stands in the place of a name; its address is no name for readers."""
    if year is None:
        return Text(_("an organisation of which no name is told"), language, fallback=False)
    said = _("an organisation of which no name is told (first mentioned: %(year)s)") % {"year": say(f"{year:04d}", language)}
    return Text(said, language, fallback=False)
