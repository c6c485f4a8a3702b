"""Reads a table as people have it: XLSX, XLS, ODS, CSV, a table of a Word file, or cells that were copied and pasted.

What comes from outside is bounded before it is read, and office files are read in a process of their own.
"""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from shanyraq.tables import delimited
from shanyraq.tables.grids import Grid, grid_of
from shanyraq.tables.packages import Kind, kind_of
from shanyraq.tables.refusal import TableRefused

__all__ = ["MOST_UPLOADED", "Grid", "TableRefused", "read_file", "read_pasted"]

MOST_UPLOADED: Final = 10 * 1024 * 1024  # bytes
SECONDS: Final = 30  # for the process that reads
HOME: Final = Path(__file__).resolve().parents[2]
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of XLS and DOC, and of every XLSX with a password
SIGNS: Final = (
    (b"%PDF", "pdf"), (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"), (b"RIFF", "picture"), (b"BM", "picture"),
    (b"<", "unknown"), (b"{\\rtf", "unknown"), (b"\x7fELF", "unknown"), (b"MZ", "unknown"), (b"\x1f\x8b", "unknown"), (b"Rar!", "unknown"),
    (b"7z\xbc\xaf", "unknown"),
)  # fmt: skip


def read_file(data: bytes) -> Grid:
    """The table of a file, by what is in it and not by its name. Raises TableRefused."""
    if len(data) > MOST_UPLOADED:
        raise TableRefused("large")
    for sign, reason in SIGNS:
        if data.startswith(sign):
            raise TableRefused(reason)
    if data.startswith(b"PK"):
        return _office(kind_of(data), data)
    if data.startswith(OLE):
        return _office(_old_kind(data), data)
    return read_pasted(delimited.decoded(data))


def read_pasted(text: str) -> Grid:
    """The table of pasted cells or of the text of a CSV file. Raises TableRefused."""
    return _filled(grid_of(delimited.rows(text)))


def _old_kind(data: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise TableRefused("locked")
    if "WordDocument".encode("utf-16-le") in data:
        raise TableRefused("old_word")
    return "spreadsheet"


def _office(kind: Kind, data: bytes) -> Grid:
    found = _apart(kind, data)
    if "refused" in found:
        raise TableRefused(str(found["refused"]))
    return _filled(grid_of(found["rows"], found["merges"], tuple(found["others"])))


def _apart(kind: Kind, data: bytes) -> dict[str, Any]:
    command = [sys.executable, "-m", "shanyraq.tables.apart", kind]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False, env={"PYTHONPATH": str(HOME)})  # noqa: S603 (our own module; the file is its input)
    except subprocess.TimeoutExpired as late:
        raise TableRefused("large") from late
    if done.returncode:
        raise TableRefused("damaged" if done.returncode > 0 else "large")  # below 0: ended by a signal, which is how memory and time run out
    return dict(json.loads(done.stdout))


def _filled(grid: Grid) -> Grid:
    if not grid.lines:
        raise TableRefused("empty")
    return grid
