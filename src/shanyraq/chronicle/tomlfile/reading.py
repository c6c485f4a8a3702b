"""Reads chronicle files (`docs/chronicle-format.md`) table by table, in memory bounded by the largest table."""
from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .change_form import read_change
from .faults import Findings
from .locating import Finder
from .source_form import read_source
from .splitting import Piece, not_utf8, pieces_in, pieces_of, toml_files
from .spots import Spot
from .tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_AT_END = " (at end of document)"


def read_tables(paths: Sequence[Path], *, progress: Callable[[int], None] | None = None) -> Iterator[Table]:
    """Yields each table that is sound in form; a path is a file, or a folder: all `.toml` in it and below it, sorted.

    `progress` is called with the number of bytes consumed since its last call.
    Raises ChronicleFaults at the end, or at the hundredth fault: what was yielded until then is part of a chronicle that must not be taken.
    """
    findings = Findings()
    for path in paths:
        files = list(toml_files([path]))
        if not files:
            findings.add(str(path), 1, path.name, _("This folder holds no .toml file. Name a chronicle file or a folder of such files."))
        for file in files:
            for piece in pieces_of(file, findings, progress):
                yield from _read(piece, findings)
    findings.settle()


def read_text(text: str) -> list[Table]:
    """The tables of a text, judged as those of a file. Raises ChronicleFaults."""
    findings = Findings()
    tables = [table for piece in pieces_in(text, findings) for table in _read(piece, findings)]
    findings.settle()
    return tables


def _read(piece: Piece, findings: Findings) -> Iterator[Table]:
    before = len(findings.faults)
    spot = Spot(Finder(piece), findings)
    table = _parse(spot, piece)
    if table is None:
        return
    if piece.name == "source":
        source = read_source(spot, table)
        if len(findings.faults) == before:
            yield Table("source", piece.file, piece.line, source)
        return
    change = read_change(spot, table)
    if len(findings.faults) == before:
        yield Table("change", piece.file, piece.line, change)


def _parse(spot: Spot, piece: Piece) -> dict[str, Any] | None:
    """The table as TOML gives it, None after noting why it is none."""
    if error := not_utf8(piece.raw):
        words = ascii(bytes(piece.raw[error.start:error.end]))[2:-1]
        line = piece.line + piece.raw.count(b"\n", 0, error.start)
        spot.findings.add(piece.file, line, words, _("A chronicle file is UTF-8 text, and these bytes are not. Save the file as UTF-8."))
        return None
    try:
        (table,) = tomllib.loads(piece.raw.decode("utf-8"))[piece.name]
    except (ValueError, RecursionError) as refused:
        _refuse_toml(spot, piece, str(refused))
        return None
    return dict(table)


def _refuse_toml(spot: Spot, piece: Piece, reason: str) -> None:
    found = _AT_LINE.search(reason)
    line = piece.line + int(found[1]) - 1 if found else spot.finder.last_begun()
    row = spot.finder.row(line)[:200].decode("utf-8", "replace").strip()
    reason = _AT_LINE.sub("", reason).removesuffix(_AT_END)
    spot.findings.add(piece.file, line, row or spot.key, _("This is not TOML: %(reason)s.") % {"reason": reason})
