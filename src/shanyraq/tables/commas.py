"""Tables as CSV (RFC 4180: commas, CRLF) in UTF-8, with the mark by which spreadsheets know it."""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from shanyraq.tables.cells import harmless

LINES_AT_ONCE: Final = 200
BOM: Final = "\ufeff"


def csv_stream(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The file in pieces; rows are taken as they come and none is kept."""
    buffer = io.StringIO(BOM, newline="")
    buffer.seek(0, io.SEEK_END)
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in headings])
    for number, row in enumerate(rows, 1):
        writer.writerow([harmless(value) for value in row])
        if number % LINES_AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The whole file."""
    return b"".join(csv_stream(headings, rows))


def _taken(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written
