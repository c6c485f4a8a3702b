"""What answers about organisations, places and persons have in common: rows of a list in a fixed number of queries, links."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import override

from shanyraq.api.pages import Order
from shanyraq.chronicle.models import Mention
from shanyraq.directory.answers import Row, rows_of
from shanyraq.directory.days import Asked
from shanyraq.directory.namebook import ROUTES
from shanyraq.places.models import Place
from shanyraq.registry.models import Organisation
from shanyraq.rights import Visitor, which

BY_SLUG: Final = Order({"slug": str})
HINGES: Final = ("begin_change", "end_change")

Body = TypeVar("Body", Organisation, Place)
Shaped = dict[int, list[Row]]  # by key of the body


def find(visitor: Visitor, action: str, rows: QuerySet[Body], slug: str) -> Body | None:
    """The body of that slug, also one of which only announcements tell; None where there is none that this visitor may see."""
    found = which(visitor, action, rows).filter(slug=slug).first()
    key = f"{rows.model._meta.model_name}:{slug}"
    return rows.model(slug=slug) if found is None and Mention.objects.filter(body=key).exists() else found


def head(asked: Asked) -> Row:
    """The two days of an answer."""
    return {"as_of": asked.day.isoformat(), "known_on": known(asked)}


def known(asked: Asked) -> str | None:
    return asked.known_on.isoformat() if asked.known_on else None


def holding(periods: QuerySet[Any], column: str, asked: Asked, *, ever: bool = False, **which: Any) -> Exists:
    """The condition that a body has such a period on the day, or ever."""
    found = periods.filter(**{column: OuterRef("pk")}, **which).known_on(asked.known_on)  # type: ignore[attr-defined]
    return Exists(found if ever else found.as_of(asked.day))


def shaped(periods: QuerySet[Any], column: str, owners: Iterable[int], asked: Asked, shape: Callable[[Any], Row]) -> Shaped:
    """Rows of the facts of a day for many bodies; one query."""
    found: dict[int, list[Any]] = defaultdict(list)
    held = periods.known_on(asked.known_on).as_of(asked.day)  # type: ignore[attr-defined]
    for period in held.filter(**{f"{column}__in": list(owners)}).select_related(*HINGES):
        found[getattr(period, column)].append(period)
    return defaultdict(list, {owner: rows_of(rows, asked.day, shape) for owner, rows in found.items()})


def existing(periods: QuerySet[Any], column: str, owners: Iterable[int], asked: Asked) -> dict[int, str]:
    """Whether each of them exists on the day; one query."""
    rows = shaped(periods, column, owners, asked, lambda _life: {})
    return defaultdict(lambda: "no", {owner: found[0]["certainty"] for owner, found in rows.items()})


def official(name: Any) -> Row:
    return {"text": name.text}


def links(kind: str, slug: str, asked: Asked) -> Row:
    """Where to read on: the same on its pages, and all that is told of it."""
    named = {"slug": slug}
    pages = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            pages[language] = f"{reverse(ROUTES[kind], kwargs=named)}{asked.query}"
    own = f"{reverse(f'api:{kind}', kwargs=named)}{asked.query}"
    return {"self": own, "pages": pages, "chronicle": chronicle(f"{kind}:{slug}", asked)}


def chronicle(body: str, asked: Asked) -> str:
    """The address of all that is told of a body, as known on the same day."""
    query = {"body": body} | ({"known_on": asked.known} if asked.known else {})
    return f"{reverse('api:chronicle')}?{urlencode(query, safe=':')}"
