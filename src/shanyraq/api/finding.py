"""Finding by any name that something ever had."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import Field

from shanyraq.api import parameters, schemas
from shanyraq.api.bodies import head, official, shaped
from shanyraq.api.pages import numbered_page
from shanyraq.api.problems import NotUnderstood
from shanyraq.api.router import reads
from shanyraq.directory.answers import Row, certainty_of
from shanyraq.directory.days import Asked
from shanyraq.directory.finding import find as names
from shanyraq.directory.finding.matching import A_PAGE, BODIES, KINDS, Found, matching
from shanyraq.rights import Visitor

SEE: Final = "api:name:find"


class Sought(parameters.Days):
    """What is looked for."""

    q: parameters.Words = Field(description="Part of a name in any language, of Kazakh also without its own letters or in Latin ones.")


@reads("/find", SEE, schemas.FoundBodies, tag="find")
def find(request: HttpRequest, sought: Query[Sought], page: Query[parameters.NumberedPage]) -> Row:
    """Organisations, places and persons by any name that they ever had.

    The best first: what begins as asked, then what has a word that does; what is so on the day before what is over.
    """
    asked = sought.asked(timezone.localdate())
    what = understood(sought.q or "")
    found = _found(request.user, asked, what, page.page)
    following = numbered_page(request, page.page, found.count, A_PAGE)
    return {**head(asked), "count": found.count, "next": following, "found": _rows(found, asked, what.words)}


def understood(typed: str) -> names.Sought:
    """What is looked for. Raises NotUnderstood where almost every name would have it."""
    what = names.sought(typed)
    if what.too_short:
        raise NotUnderstood([("q", _("Write at least two letters of a name."))])
    return what


def _found(visitor: Visitor, asked: Asked, what: names.Sought, page: int) -> Found:
    """Of a page after the last one, too, how many there are."""
    found = matching(visitor, asked, what.words, slug=what.slug, page=page)
    return found if found.bodies or page == 1 else Found([], matching(visitor, asked, what.words, slug=what.slug).count)


def _rows(found: Found, asked: Asked, words: Sequence[str]) -> list[Row]:
    """Three queries for each of the three kinds that is there."""
    rows: dict[tuple[str, int], Row] = {}
    for kind in KINDS:
        pks = [pk for of, pk in found.bodies if of == kind]
        rows |= {(kind, pk): row for pk, row in _of_kind(kind, pks, asked, words).items()} if pks else {}
    return [rows[key] for key in found.bodies]


def _of_kind(kind: str, pks: list[int], asked: Asked, words: Sequence[str]) -> dict[int, Row]:
    model, periods = BODIES[kind]
    slugs = dict(model._default_manager.filter(pk__in=pks).values_list("pk", "slug"))
    today = shaped(periods.objects.filter(use=""), f"{kind}_id", pks, asked, official)
    matched = _matched(periods.objects.all(), f"{kind}_id", pks, asked, words)
    return {
        pk: {
            "kind": kind,
            "slug": slug,
            "names": today[pk],
            "matched": matched[pk],
            "link": f"{reverse(f'api:{kind}', kwargs={'slug': slug})}{asked.query}",
        }
        for pk, slug in slugs.items()
    }


def _matched(periods: Any, column: str, pks: list[int], asked: Asked, words: Sequence[str]) -> dict[int, list[Row]]:
    """The names of any time that have the words; one query."""
    for word in words:
        periods = periods.filter(folded__contains=word)
    rows: dict[int, list[Row]] = defaultdict(list)
    for period in periods.known_on(asked.known_on).filter(**{f"{column}__in": pks}).order_by("begin_earliest", "pk"):
        rows[getattr(period, column)].append({"text": period.text, "use": period.use, "certainty": str(certainty_of(period, asked.day))})
    return rows
