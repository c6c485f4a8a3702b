"""Cuts files into their top-level tables without reading more than one of them into memory."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext as _

from .lexing import DEEPEST, Lexer, header_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .faults import Findings

LARGEST_TABLE = 10_000_000
TABLES = (("source",), ("change",))
_BOM = b"\xef\xbb\xbf"
_LOST_HEADER = re.compile(rb"""[ \t]*\[\[[ \t]*["']?(?:source|change)["']?[ \t]*\]\][ \t]*(?:#.*)?\r?\n?\Z""")


@dataclass(slots=True)
class Piece:
    """One top-level table with its comments. `name` is "" before the first header; `skip` where it was refused already."""

    file: str
    name: str
    line: int
    raw: bytearray = field(default_factory=bytearray)
    claim_lines: list[int] = field(default_factory=list)
    size: int = 0
    skip: bool = False


def toml_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that these paths mean: a folder is all `.toml` files in it and below it, sorted by path."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*.toml") if file.is_file())
        else:
            yield path


def pieces_of(path: Path, findings: Findings, progress: Callable[[int], None] | None = None) -> Iterator[Piece]:
    """The readable tables of one file in their order, each at most 10 MB; what is wrong goes to `findings`, the bytes of each line to `progress`."""
    try:
        with path.open("rb") as stream:
            yield from _Splitter(str(path), stream, findings, progress or (lambda _size: None)).pieces()
    except OSError as error:
        findings.add(str(path), 1, path.name, _("This file cannot be read: %(reason)s.") % {"reason": error.strerror})


def pieces_in(text: str, findings: Findings) -> Iterator[Piece]:
    """The tables of a text that is in no file."""
    return _Splitter("", BytesIO(text.encode()), findings, lambda _size: None).pieces()


class _Splitter:
    def __init__(self, file: str, stream: BinaryIO, findings: Findings, progress: Callable[[int], None]) -> None:
        self.file, self.stream, self.findings, self.progress = file, stream, findings, progress
        self.lexer = Lexer()
        self.number = 0
        self.piece = Piece(file, "", 1)

    def pieces(self) -> Iterator[Piece]:
        while row := self.stream.readline(LARGEST_TABLE + 1):
            self.number += 1
            self.progress(len(row))
            done = self._take(row.removeprefix(_BOM) if self.number == 1 else row)
            if self.piece.size > LARGEST_TABLE:
                self._refuse_size()
                return
            if done is not None and not done.skip:
                yield done
        if not self.piece.skip and self.piece.name:
            yield self.piece

    def _take(self, row: bytes) -> Piece | None:
        """Adds a row; the piece that it ends, if it ends one."""
        if _begins_table(row, self.lexer):
            done = self._begin(row)
            self._keep(row)
            return done
        if not self.piece.name:
            self._refuse_stray(row)
        self._keep(row)
        self._lex(row)
        return None

    def _begin(self, row: bytes) -> Piece | None:
        """Goes on to the table that this header begins, or notes the header of a sub-table; the finished piece."""
        self.lexer.reset()
        double, parts = header_of(row) or (False, ())
        if len(parts) > 1 and parts[0] == self.piece.name:
            self._note_header(row, parts)
            return None
        done, self.piece = self.piece, Piece(self.file, parts[0] if parts else "?", self.number)
        if parts not in TABLES or not double:
            message = _("No table begins so. Tables are [[source]] and [[change]]; [[change.claim]] belongs below its [[change]].")
            self._refuse(_shown(row), message)
        return done if done.name else None

    def _note_header(self, row: bytes, parts: tuple[str, ...]) -> None:
        if parts[1:] == ("claim",):
            self.piece.claim_lines.append(self.number)
        if len(parts) > DEEPEST:
            self._refuse_excess(row)

    def _keep(self, row: bytes) -> None:
        self.piece.size += len(row)
        if not self.piece.skip:
            self.piece.raw += row

    def _lex(self, row: bytes) -> None:
        self.lexer.feed(row)
        if self.lexer.excess:
            self._refuse_excess(row)

    def _refuse_excess(self, row: bytes) -> None:
        self._refuse(_shown(row), _("Brackets or dots are nested too deeply here, or a word without quotes is too long. No chronicle needs that."))

    def _refuse_stray(self, row: bytes) -> None:
        words = row.strip()
        if not_utf8(row):
            self._refuse(_shown(row), _("A chronicle file is UTF-8 text, and these bytes are not. Save the file as UTF-8."))
        elif words and not words.startswith(b"#"):
            self._refuse(_shown(row), _("This stands before the first table. A chronicle file begins with [[source]] or [[change]]."))

    def _refuse_size(self) -> None:
        message = _("This table is larger than 10 MB; the file was not read beyond it. Divide the table.")
        self.findings.add(self.file, self.piece.line, self.piece.name or Path(self.file).name, message)

    def _refuse(self, words: str, message: str) -> None:
        """Says once what is wrong with this piece; no more is read of it."""
        if not self.piece.skip:
            self.piece.skip = True
            self.piece.raw.clear()
            self.findings.add(self.file, self.number, words, message)


def _begins_table(row: bytes, lexer: Lexer) -> bool:
    """A header; also one that stands within an array that was never closed: no array can hold such a line."""
    if not lexer.open:
        return row.lstrip(b" \t").startswith(b"[")
    return not lexer.quote and _LOST_HEADER.match(row) is not None


def not_utf8(raw: bytes | bytearray) -> UnicodeDecodeError | None:
    """The first fault of these bytes as UTF-8, None where there is none."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error
    return None


def _shown(row: bytes) -> str:
    return row[:200].decode("utf-8", "replace").strip()
