"""`python -m bench.members URL FOLDER`: asks the database of the settings (all people, see `bench.crowd`), and beside it another with a tenth of them, named
as by `DATABASE_URL` and `SHANYRAQ_DATA`.

To list or to find people is to say who they are, a page of them in order, and how many in all; it is compared with `reference/members*.sql`.
Prints one JSON object: `lists` and `found`, {chair of a branch or of a centre with its branches: time as a multiple of the plain reference};
`queries` of the page at a tenth and at all, `growth` of the time of the page from a tenth to all, the worst of the addresses; `may`: its queries, and the
whole tables of more than a thousand rows that its plan reads; `late`: what a late page takes, as a multiple of the first.
"""
from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, Final

import django
import structlog

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.core.paginator import Paginator  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.asking import interleaved, look, queries, seconds, small_database  # noqa: E402
from bench.crowd import branch, centre  # noqa: E402
from shanyraq import environment  # noqa: E402
from shanyraq.accounts.models import User  # noqa: E402
from shanyraq.chronicle.models import FOREVER  # noqa: E402
from shanyraq.members.list_views import A_PAGE  # noqa: E402
from shanyraq.members.questions import SEE, Asked, listed  # noqa: E402
from shanyraq.people.models import Membership, Spelling  # noqa: E402
from shanyraq.rights import may  # noqa: E402
from shanyraq.words.folding import fold  # noqa: E402

REFERENCE: Final = Path(__file__).parent / "reference"
PLAIN: Final = (REFERENCE / "members.sql").read_text(encoding="utf-8")
PLAIN_FIND: Final = (REFERENCE / "members-find.sql").read_text(encoding="utf-8")
CHAIRS: Final = {"centre": branch(0, 0), "oblast": centre(0)}
SOUGHT: Final = ("민수", "김", "жан", "баев", "qwxz", "айсулу")  # two letters in Korean, a family, parts of many names and of none
LARGE: Final = 1_000  # rows of a table that nobody should read whole
TODAY: Final = timezone.localdate()


def account(body: str) -> User:
    user = User.objects.get(name=f"chair-{body}")
    user.strong = True
    return user


def ours(user: User, asked: Asked, number: int) -> tuple[list[int], int]:
    page = Paginator(listed(user, asked, TODAY), A_PAGE).get_page(number)
    return [person.pk for person in page], page.paginator.count


def plain(sql: str, user: User, **more: Any) -> tuple[list[int], int]:
    """What plain SQL finds. PostgreSQL guesses badly how much a recursion finds, and would read whole tables: the reference is helped past that."""
    values = {"account": user.pk, "day": TODAY.isoformat(), "forever": connection.ops.adapt_datetimefield_value(FOREVER), **more}
    if connection.vendor == "postgresql":
        sql = sql.replace("IN (SELECT id FROM reach)", "= ANY(ARRAY(SELECT id FROM reach))")
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    return [row[0] for row in rows], rows[0][3] if rows else 0


def named(keys: list[int]) -> list[str]:
    """The names of people in order: which of two with one name comes first is told by nobody."""
    return sorted(Spelling.objects.filter(person__in=keys, first=True).values_list("folded", flat=True))


def ratio(pairs: list[tuple[Callable[[], tuple[list[int], int]], Callable[[], tuple[list[int], int]]]], times: int) -> tuple[float, float]:
    """The time of our questions over that of the plain ones, of all together and the worst. Both must find the same people."""
    found = []
    for mine, theirs in pairs:
        (keys, count), (others, number) = mine(), theirs()
        assert (count, named(keys)) == (number, named(others)), f"{count} and {number} people are found, or others stand on the page."
        found.append(interleaved(mine, theirs, times))
    for one, other in found:
        print(f"    {one * 1000:8.1f} ms to {other * 1000:8.1f} ms", file=sys.stderr)
    return sum(one for one, _ in found) / sum(other for _, other in found), max(one / other for one, other in found)


def lists(user: User) -> list[tuple[Any, Any]]:
    """The first page, a late one, the first of one kind."""
    count = ours(user, Asked(), 1)[1]
    late = max(1, count * 9 // 10 // A_PAGE)
    asked = [(Asked(), 1), (Asked(), late), (Asked(kind="volunteer"), 1)]
    return [
        (lambda one=one, page=page: ours(user, one, page), lambda one=one, page=page: plain(PLAIN, user, kind=one.kind, offset=(page - 1) * A_PAGE))
        for one, page in asked
    ]  # fmt: skip


def finds(user: User) -> list[tuple[Any, Any]]:
    return [
        (lambda text=text: ours(user, Asked(name=text), 1), lambda text=text: plain(PLAIN_FIND, user, like=f"%{fold(text)}%"))
        for text in SOUGHT
    ]  # fmt: skip


# ---- the page


def signed_in(user: User) -> Client:
    client = Client(HTTP_HOST="localhost")
    session = client.session
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def addresses() -> Iterator[str]:
    yield from ("/kk/members/", "/kk/members/?page=9", "/kk/members/?kind=volunteer", "/ko/members/?q=민수", "/kk/members/?q=баев")


def pages(body: str, times: int) -> tuple[list[int], float]:
    """Queries at a tenth and at all, and how the time grows; the worst of the addresses."""
    with small_database():
        few = signed_in(account(body))
    many = signed_in(account(body))

    def look_at_small(address: str) -> None:
        with small_database():
            look(few, address)

    counts, growth = [0, 0], 0.0
    for address in addresses():
        with small_database():
            counts[0] = max(counts[0], queries(few, address))
        counts[1] = max(counts[1], queries(many, address))
        small, full = interleaved(lambda at=address: look_at_small(at), lambda at=address: look(many, at), times)  # type: ignore[misc]
        print(f"    {address} {small * 1000:8.1f} ms, then {full * 1000:8.1f} ms", file=sys.stderr)
        growth = max(growth, full / small)
    return counts, growth


# ---- one thing


def read_whole(sql: str) -> list[str]:
    """The tables of more than LARGE rows that a question reads whole."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
            found = list(scanned(cursor.fetchone()[0][0]["Plan"]))
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            aliases = dict(word.split(" ", 1)[::-1] for word in tables_of(sql))
            found = [aliases.get(row[3].split()[1], "") for row in cursor.fetchall() if row[3].startswith("SCAN ")]
        return [table for table in found if table and rows_of(cursor, table) > LARGE]


def scanned(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] in ("Seq Scan", "Parallel Seq Scan"):
        yield node["Relation Name"]
    for below in node.get("Plans", ()):
        yield from scanned(below)


def tables_of(sql: str) -> Iterator[str]:
    """`table alias` of what stands after FROM and JOIN, with the names of tables alone for themselves."""
    words = sql.replace('"', "").replace("(", " ").replace(")", " ").replace(",", " ").split()
    for before, table, alias in zip(words, words[1:], words[2:], strict=False):
        if before in ("FROM", "JOIN") and table.startswith(("people_", "registry_", "rights_", "accounts_")):
            yield f"{table} {alias if alias.isidentifier() and alias.islower() else table}"


def rows_of(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM {table}")
    return int(cursor.fetchone()[0])


def one_thing() -> dict[str, Any]:
    """Whether a chair may see who one member is."""
    chair, row = account(CHAIRS["oblast"]), Membership.objects.order_by("pk")[0]
    with CaptureQueriesContext(connection) as asked:
        assert may(chair, SEE, row, TODAY)
    said = [query["sql"] for query in asked]
    return {"queries": len(said), "scans": sum(len(read_whole(sql)) for sql in said)}


def late(user: User, times: int) -> float:
    first, last, _kind = (mine for mine, _theirs in lists(user))
    return median(seconds(last) for _ in range(times)) / median(seconds(first) for _ in range(times))


def tidy() -> None:
    """What PostgreSQL does by itself within minutes of such a load, and SQLite has no need of."""
    for one in (connection, connections["small"]):
        if one.vendor == "postgresql":
            with one.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")


def main(url: str, folder: str) -> None:
    connections.settings["small"] = connections.configure_settings({"default": environment.database(url, Path(folder))})["default"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    tidy()
    found: dict[str, Any] = {"may": one_thing()}
    for name, body in CHAIRS.items():
        user = account(body)
        counts, growth = pages(body, 7)
        found[name] = {
            "people": ours(user, Asked(), 1)[1], "lists": ratio(lists(user), 9), "found": ratio(finds(user), 9), "queries": counts, "growth": growth,
            "late": late(user, 5),
        }  # fmt: skip
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
