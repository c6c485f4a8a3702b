"""Finds the line on which a key of a table stands. Used for messages only, so it is worked out when the first one is needed."""
from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from .lexing import Lexer, entry_of, header_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .splitting import Piece

Path = tuple[str | int, ...]


@dataclass(slots=True)
class _Section:
    path: Path = ()
    claims: int = 0

    def enter(self, parts: tuple[str, ...]) -> None:
        """Goes below a header such as `[[change.claim]]` or `[change.claim.value]`; its first part is the table's own name."""
        inner: Path = parts[1:]
        if inner == ("claim",):
            self.claims += 1
        self.path = ("claim", self.claims - 1, *inner[1:]) if inner[:1] == ("claim",) and self.claims else inner


class Finder:
    """The lines of one table by the paths of its keys: ("on",), ("claim", 0, "value", "name")."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece

    def line_of(self, path: Path, words: str = "") -> int:
        """The line of the longest known part of the path; within a value of several lines the line that holds the words."""
        while path and path not in self._lines:
            path = path[:-1]
        row = self._lines.get(path, 0)
        place = bisect_right(self._starts, row)
        end = self._starts[place] if place < len(self._starts) else None
        wanted = words.encode("utf-8", "replace")
        if path and wanted and end != row + 1:
            row = next((number for number, text in enumerate(islice(self._rows(), row, end), row) if wanted in text), row)
        return self.piece.line + row

    def row(self, line: int) -> bytes:
        """The bytes of a line of the file that belongs to this table."""
        return next(islice(self._rows(), line - self.piece.line, None), b"")

    def last_begun(self) -> int:
        """The line of the last key: where the end of the table comes too early, this is what was not finished."""
        return self.piece.line + self._starts[-1]

    def _rows(self) -> Iterator[bytes]:
        return iter(BytesIO(self.piece.raw))

    @cached_property
    def _starts(self) -> list[int]:
        return sorted({0, *self._lines.values()})

    @cached_property
    def _lines(self) -> dict[Path, int]:
        lexer, section, lines = Lexer(), _Section(), dict[Path, int]()
        for number, row in enumerate(self._rows()):
            header = None if lexer.open else header_of(row)
            if header is not None:
                section.enter(header[1])
                lines.setdefault(section.path, number)
                continue
            if not lexer.open and (parts := entry_of(row)):
                lines.setdefault(section.path + parts, number)
                lines.setdefault((*section.path, parts[0]), number)
            lexer.feed(row)
        return lines
