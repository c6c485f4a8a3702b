"""Which bodies have, or ever had, a name with all the words that are looked for: one page of them, the best first.

Words are looked for as skeletons, anywhere in a name (see `words.folding`). A name that begins as was typed goes before one with a word that does,
that before any other; among equals what is so on the day goes before what only may be so, and that before what is over.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

from shanyraq.chronicle import walks
from shanyraq.dating.sql import certainty_case
from shanyraq.directory.days import Asked
from shanyraq.directory.versions import shown
from shanyraq.people.models import Person, PersonName
from shanyraq.places.models import Name as PlaceName
from shanyraq.places.models import Place
from shanyraq.registry.models import Name, Organisation
from shanyraq.rights import Visitor, which

A_PAGE: Final = 50
BODIES: Final[dict[str, tuple[type[Model], type[Any]]]] = {
    "organisation": (Organisation, Name), "place": (Place, PlaceName), "person": (Person, PersonName),
}  # fmt: skip
KINDS: Final = tuple(BODIES)
BEST: Final = 99  # of a body that was named by its slug

NAMED: Final = """SELECT {kind} AS kind, n.{column} AS body, MAX({rank}) AS rank FROM {table} n
 WHERE {known} AND {words} AND {open} GROUP BY n.{column}"""
BY_SLUG: Final = "SELECT {kind}, b.id, {best} FROM {table} b WHERE b.slug = %(slug)s AND {open}"
PAGE: Final = """WITH found (kind, body, rank) AS ({found})
SELECT kind, body, COUNT(*) OVER () FROM found GROUP BY kind, body ORDER BY MAX(rank) DESC, kind, body LIMIT %(limit)s OFFSET %(offset)s"""


@dataclass(frozen=True, slots=True)
class Found:
    """(kind, key in its table) of the bodies of a page, and how many there are on all pages."""

    bodies: list[tuple[str, int]]
    count: int


def matching(visitor: Visitor, asked: Asked, words: Sequence[str], *, slug: str = "", page: int = 1) -> Found:
    """A page of what has all the words in one of its names as known on the day asked for, or has the slug. At most two queries."""
    whole = " ".join(words)
    values: dict[str, Any] = {"begin": whole, "line": f"\n{whole}", "word": f" {words[0]}", "slug": slug}
    values |= {"limit": A_PAGE, "offset": (page - 1) * A_PAGE}
    rarest_first = sorted(words, key=len, reverse=True)
    values |= walks.params(asked.day, asked.known_on) | {f"w{n}": word for n, word in enumerate(rarest_first)}
    told = _told(slug, asked) if slug else set()
    parts: list[str] = []
    for kind in KINDS:
        where, more = _open(visitor, kind)
        if where:
            values |= more
            parts.append(_named(kind, asked, len(words), where))
            parts += [_by_slug(kind, where)] if kind in told else []
    rows = walks.fetch(PAGE.format(found=" UNION ALL ".join(parts)), values) if parts else []
    return Found([(KINDS[kind], body) for kind, body, _count in rows], rows[0][2] if rows else 0)


def _named(kind: str, asked: Asked, words: int, where: str) -> str:
    at = _position()
    rank = (
        f"CASE WHEN {at}(n.folded, %(begin)s) = 1 OR {at}(n.folded, %(line)s) > 0 THEN 8 WHEN {at}(n.folded, %(word)s) > 0 THEN 4 ELSE 0 END"
        f" + {certainty_case('n')}"
    )
    return NAMED.format(
        kind=KINDS.index(kind), column=f"{kind}_id", rank=rank, table=BODIES[kind][1]._meta.db_table, known=walks.known_sql(asked.known_on, "n"),
        words=" AND ".join(f"{at}(n.folded, %(w{n})s) > 0" for n in range(words)), open=where.format(column=f"n.{kind}_id"),
    )  # fmt: skip


def _by_slug(kind: str, where: str) -> str:
    return BY_SLUG.format(kind=KINDS.index(kind), best=BEST, table=BODIES[kind][0]._meta.db_table, open=where.format(column="b.id"))


def _position() -> str:
    """Where a text stands in another. Both are small letters already, so this is LIKE without its signs and its cost."""
    return "strpos" if connection.vendor == "postgresql" else "instr"


def _open(visitor: Visitor, kind: str) -> tuple[str, dict[str, Any]]:
    """The condition that lets a body of this kind be seen, with {column} for its key, and its values; empty where none may be."""
    seen: QuerySet[Any] = which(visitor, f"directory:{kind}:see", BODIES[kind][0]._default_manager.all())
    try:
        sql, params = seen.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "", {}
    if not seen.query.where:
        return "1 = 1", {}
    names = [f"{kind}{n}" for n in range(len(params))]
    return f"{{column}} IN ({sql % tuple(f'%({name})s' for name in names)})", dict(zip(names, params, strict=True))


def _told(slug: str, asked: Asked) -> set[str]:
    """The kinds of those bodies with this slug of which something is told."""
    keys = {f"{kind}:{slug}": kind for kind in KINDS}
    mentioned = shown(asked.known_on).filter(mentions__body__in=keys).order_by().values_list("mentions__body", flat=True).distinct()
    return {keys[body] for body in mentioned if body in keys}
