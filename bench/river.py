"""`python -m bench.river`: the page of the river of the database of the settings, with as many organisations as it draws.

Prints one JSON object: `organisations` drawn, `bytes` of the page, `seconds` (the median of a few visits, each made anew) and `queries`.
"""
from __future__ import annotations

import json
import logging
import time
from statistics import median
from typing import Any, Final

import django
import structlog

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from shanyraq.guard.limits import LIMITERS  # noqa: E402

YEARS: Final = (1995, 2001, 2007, 2013, 2019)  # days of the past: no kept page answers


def look(client: Client, year: int) -> bytes:
    for limiter in LIMITERS.values():
        limiter.clear()
    answer = client.get(f"/kk/river/?as_of={year}")
    assert answer.status_code == 200
    return bytes(answer.content)


def measured() -> dict[str, Any]:
    client = Client(HTTP_HOST="localhost")
    look(client, YEARS[0] - 2)
    with CaptureQueriesContext(connection) as asked:
        page = look(client, YEARS[0] - 1)
    queries = len(asked)  # read at once: the next request forgets them
    times = []
    for year in YEARS:
        begun = time.perf_counter()
        look(client, year)
        times.append(time.perf_counter() - begun)
    wide = page.partition(b'<svg class="tall')[0]
    return {"organisations": wide.count(b"/organisations/") - wide.count(b"/organisations/?"), "bytes": len(page), "seconds": median(times), "queries": queries}


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    print(json.dumps(measured()))
