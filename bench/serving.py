"""`python -m bench.serving PATH ...`: how long pages of the database of the settings take through the whole house, as a server asks for them by WSGI.

Prints one JSON object: `kept`, the time of a second visit, and `anew`, that of the first after a write, both as multiples of the time of a bare
Django view that answers the same page: no database, one address, and of all middleware only the one that packs it, so that the same bytes leave.
`packed` is `kept` as a multiple of such a view without any middleware, to which the bytes were given as packed before. What is judged is time by the
clock: waiting for the database, and for whoever else uses the machine, counts. `anew` is a single visit right after the write, beside the mean of many
to the bare view in the house; `anew_busy` is the same in processor time of this process, for a machine on which other work goes on.
"""
from __future__ import annotations

import gzip
import io
import json
import logging
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any, ClassVar, Final

import django
import structlog

django.setup()

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest  # noqa: E402
from django.test import override_settings  # noqa: E402

from bench import bare  # noqa: E402
from shanyraq.guard.limits import LIMITERS  # noqa: E402
from shanyraq.journal.changes import renew  # noqa: E402

AT_ONCE: Final = 50  # visits in one measurement, so that the clock is no part of it
ROUNDS: Final = 9
PACKS: Final = "django.middleware.gzip.GZipMiddleware"


class BareRequest(WSGIRequest):
    urlconf: ClassVar[str] = "bench.bare"


class Bare(WSGIHandler):
    request_class = BareRequest


def asked(handler: WSGIHandler, path: str) -> bytes:
    """The bytes of a page, as they leave the handler."""
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SCRIPT_NAME": "", "SERVER_NAME": "localhost", "SERVER_PORT": "8000",
        "HTTP_HOST": "localhost:8000", "HTTP_ACCEPT_ENCODING": "gzip", "REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr,
    }  # fmt: skip
    status: list[str] = []
    response: Any = handler(environ, lambda said, _headers, *_: status.append(said))
    body = b"".join(response)
    response.close()
    assert status == ["200 OK"], f"{path}: {status}"
    return body


def seconds(visit: Callable[[], object], times: int) -> float:
    return spent(visit, times)[0]


def spent(visit: Callable[[], object], times: int) -> tuple[float, float]:
    """Seconds of a visit by the clock, and of the processor."""
    begun, busy = time.perf_counter(), time.process_time()
    for _ in range(times):
        visit()
    return (time.perf_counter() - begun) / times, (time.process_time() - busy) / times


def measured(path: str, house: WSGIHandler, housed: WSGIHandler, packing: WSGIHandler, plain: WSGIHandler) -> list[float]:
    """Seconds of a visit: kept, made anew, to the bare view in the house, to the one that only packs, to the one that does not; at the end the second
    and third in seconds of the processor. Asked in turn; medians.
    """
    found = []
    packed = asked(house, path)
    page = gzip.decompress(packed)
    for _ in range(ROUNDS):
        LIMITERS["page"].clear()
        kept = seconds(lambda: asked(house, path), AT_ONCE)
        renew()
        anew, busy = spent(lambda: asked(house, path), 1)
        bare.ANSWER["body"] = page
        within, busy_within = spent(lambda: asked(housed, "/bare/"), AT_ONCE)
        packs = seconds(lambda: asked(packing, "/bare/"), AT_ONCE)
        bare.ANSWER["body"] = packed
        found.append([kept, anew, within, packs, seconds(lambda: asked(plain, "/bare/"), AT_ONCE), busy, busy_within])
    return [median(column) for column in zip(*found, strict=True)]


def main(paths: Sequence[str]) -> None:
    # the log is written as ever, to nowhere
    structlog.configure(logger_factory=structlog.WriteLoggerFactory(io.StringIO()), wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    house, housed = WSGIHandler(), Bare()
    with override_settings(MIDDLEWARE=[PACKS]):
        packing = Bare()
    with override_settings(MIDDLEWARE=[]):
        plain = Bare()
    times = [measured(path, house, housed, packing, plain) for path in paths]
    kept, anew, within, packs, bytes_only, busy, busy_within = (sum(row) for row in zip(*times, strict=True))
    told = {"kept": kept / packs, "anew": anew / within, "anew_busy": busy / busy_within, "anew_alone": anew / packs, "packed": kept / bytes_only}
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
