"""`python -m bench.asking URL FOLDER`: asks the database of the settings (all of the data), and beside it another (1 %), named as by
`DATABASE_URL` and `SHANYRAQ_DATA`.

Prints one JSON object: `oblast` and `country`, the time of a tree as a multiple of the plain reference; `queries`, of the organisation's page
at 1 % and at all of the data, `api`, of a list for programs; `growth`, of the page's time from the one to the other; `find`, the time of finding
as a multiple of the plain reference.
"""
from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, Final

import django
import structlog

django.setup()

from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import national  # noqa: E402
from shanyraq import environment  # noqa: E402
from shanyraq.chronicle.models import FOREVER  # noqa: E402
from shanyraq.directory.days import Asked  # noqa: E402
from shanyraq.directory.finding.find import sought  # noqa: E402
from shanyraq.directory.finding.matching import matching  # noqa: E402
from shanyraq.guard.limits import LIMITERS  # noqa: E402
from shanyraq.registry.models import Organisation  # noqa: E402
from shanyraq.registry.questions import below  # noqa: E402

REFERENCE: Final = (Path(__file__).parent / "reference" / "tree.sql").read_text(encoding="utf-8")
PLAIN_FIND: Final = (Path(__file__).parent / "reference" / "find.sql").read_text(encoding="utf-8")
SOUGHT: Final = ("고려", "этно", "qurylym", "branch-77", "probe")  # in an eighth of the names, in all, in none, in some, in a few
DAYS: Final = [date(year, 7, 1) for year in (1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025)]
OBLASTS: Final = 4
PAGE: Final = f"/en/organisations/{national.PROBE}/"
FOR_PROGRAMS: Final = "/api/v1/organisations?limit=100"


def seconds(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun


def interleaved(one: Callable[[], object], other: Callable[[], object], times: int) -> tuple[float, float]:
    """The median seconds of two questions that are asked in turn; each was asked once before."""
    one(), other()
    found = [(seconds(one), seconds(other)) for _ in range(times)]
    return median(a for a, _ in found), median(b for _, b in found)


# ---- trees


def plain(pk: int, day: date) -> list[Any]:
    values: dict[str, Any] = {"root": pk, "day": day.isoformat(), "forever": connection.ops.adapt_datetimefield_value(FOREVER)}
    with connection.cursor() as cursor:
        cursor.execute(REFERENCE, values)
        return list(cursor.fetchall())


def ratio(slugs: Sequence[str], times: int) -> float:
    """The time of the trees under these organisations on all days, over that of the reference. The bodies must be the same."""
    ours = reference = 0.0
    for slug, pk in Organisation.objects.filter(slug__in=slugs).values_list("slug", "pk"):
        for day in DAYS:
            mine, theirs = {row.slug for row in below(pk, as_of=day)}, {row[0] for row in plain(pk, day)}
            assert mine == theirs, f"{slug} on {day}: {sorted(mine ^ theirs)} stand under it by one question and not by the other."
            one, other = interleaved(lambda pk=pk, day=day: below(pk, as_of=day), lambda pk=pk, day=day: plain(pk, day), times)  # type: ignore[misc]
            ours, reference = ours + one, reference + other
    return ours / reference


# ---- finding


def plainly_found(text: str, day: date) -> list[Any]:
    values = {"like": f"%{text}%", "day": day.isoformat(), "forever": connection.ops.adapt_datetimefield_value(FOREVER)}
    with connection.cursor() as cursor:
        cursor.execute(PLAIN_FIND, values)
        return list(cursor.fetchall())


def finding(times: int) -> float:
    """The time to find by parts of names, among all names that there ever were, over that of the reference, for the same texts and day.

    To find is to say which bodies they are, the best fifty in order, and how many in all. To show fifty costs the same whatever there is beside them.
    """
    day, ours, reference = DAYS[-1], 0.0, 0.0
    asked = Asked(day, day)
    for typed in SOUGHT:
        what = sought(typed)
        found = len(matching(None, asked, what.words, slug=what.slug).bodies)
        assert found == len(plainly_found(typed, day)), f"{typed} is found by one question and not by the other."
        one, other = interleaved(
            lambda what=what: matching(None, asked, what.words, slug=what.slug),  # type: ignore[misc]
            lambda typed=typed: plainly_found(typed, day),  # type: ignore[misc]
            times,
        )
        ours, reference = ours + one, reference + other
    return ours / reference


# ---- the page of an organisation


@contextmanager
def small_database() -> Iterator[None]:
    """Whatever is asked within is asked of the database with 1 % of the data."""
    kept, connections["default"] = connections["default"], connections["small"]
    try:
        yield
    finally:
        connections["default"] = kept


def look(client: Client, address: str = PAGE) -> None:
    for limiter in LIMITERS.values():
        limiter.clear()
    assert client.get(address).status_code == 200


def queries(client: Client, address: str = PAGE) -> int:
    look(client, address)
    with CaptureQueriesContext(connection) as asked:
        look(client, address)
    return len(asked)


def page(times: int) -> dict[str, Any]:
    client = Client(HTTP_HOST="localhost")

    def look_at_small() -> None:
        with small_database():
            look(client)

    with small_database():
        few, few_for_programs = queries(client), queries(client, FOR_PROGRAMS)
    many, many_for_programs = queries(client), queries(client, FOR_PROGRAMS)
    at_small, at_full = interleaved(look_at_small, lambda: look(client), times)
    return {"queries": [few, many], "api": [few_for_programs, many_for_programs], "growth": at_full / at_small}


def know_the_data() -> None:
    """PostgreSQL counts by itself what its tables hold, sooner or later; here it does so before it is asked."""
    for one in (connection, connections["small"]):
        if one.vendor == "postgresql":
            with one.cursor() as cursor:
                cursor.execute("ANALYZE")


def main(url: str, folder: str) -> None:
    connections.settings["small"] = connections.configure_settings({"default": environment.database(url, Path(folder))})["default"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    know_the_data()
    oblast = ratio([national.umbrella(n) for n in range(OBLASTS)], 5)
    country = ratio([national.ROOT], 5)
    print(json.dumps({"oblast": oblast, "country": country, "find": finding(9), **page(25)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
