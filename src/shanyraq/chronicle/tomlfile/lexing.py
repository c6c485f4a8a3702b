"""Just enough of TOML's grammar to know, line by line, whether a string or an array is still open."""
from __future__ import annotations

import re

DEEPEST = 32
MOST_DOTS = 100

_BARE = rb"""[^\s,="'#\[\]{}.]"""
_STRING = rb""""(?!"")(?:[^"\\\n]++|\\.)*+"|'(?!'')[^'\n]*+'"""
_QUIET = re.compile(rb"(?:[\s,=]++|" + _BARE + rb"{1,200}+(?!" + _BARE + rb")|" + _STRING + rb")*+")
_TOKEN = re.compile(rb'"""|' rb"'''|[\"'#\[\]{}.]|" + _BARE + rb"{201}")
_CLOSE = {b'"""': re.compile(rb'(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}', re.DOTALL), b"'''": re.compile(rb"(?:[^']++|'{1,2}(?!'))*+'{3,5}")}
_STEPS = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}
_KEY = rb"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')"""
_DOTTED = rb"(" + _KEY + rb"(?:[ \t]*+\.[ \t]*+" + _KEY + rb")*+)"
_HEADER = re.compile(rb"[ \t]*+(\[\[?)[ \t]*+" + _DOTTED + rb"[ \t]*+(\]\]?)[ \t]*+(?:#[^\n]*+)?\r?\n?\Z")
_ENTRY = re.compile(rb"[ \t]*+" + _DOTTED + rb"[ \t]*+=")
_PART = re.compile(_KEY)


class Lexer:
    """Reads whole lines; afterwards `open` says whether the next line goes on with a string or an array, `excess` whether a line is beyond reason."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.quote = b""
        self.depth = 0
        self.excess = False

    @property
    def open(self) -> bool:
        return bool(self.quote) or self.depth > 0

    def feed(self, line: bytes) -> None:
        """Takes one line with its line end. Work is linear in its length."""
        at, dots = 0, 0
        while at < len(line) and not self.excess:
            if self.quote:
                at = self._close(line, at)
                continue
            token = _TOKEN.match(line, _quiet_end(line, at))
            if token is None or token.group() in (b"#", b'"', b"'"):
                return
            at, dots = token.end(), dots + (token.group() == b".")
            self._take(token.group(), dots)

    def _close(self, line: bytes, at: int) -> int:
        found = _CLOSE[self.quote].match(line, at)
        if found is None:
            return len(line)
        self.quote = b""
        return found.end()

    def _take(self, token: bytes, dots: int) -> None:
        if token in _CLOSE:
            self.quote = token
        self.depth = max(0, self.depth + _STEPS.get(token, 0))
        self.excess = self.depth > DEEPEST or dots > MOST_DOTS or len(token) > len(b'"""')


def header_of(line: bytes) -> tuple[bool, tuple[str, ...]] | None:
    """(double brackets?, key parts) of a well-formed table header, else None."""
    found = _HEADER.match(line)
    if found is None or len(found[1]) != len(found[3]):
        return None
    return len(found[1]) == 2, parts_of(found[2])  # noqa: PLR2004 - two brackets


def entry_of(line: bytes) -> tuple[str, ...]:
    """Key parts of a line `key = value`, () of any other."""
    found = _ENTRY.match(line)
    return parts_of(found[1]) if found else ()


def parts_of(dotted: bytes) -> tuple[str, ...]:
    return tuple(part.strip(b"\"'").decode("utf-8", "replace") for part in _PART.findall(dotted))


def _quiet_end(line: bytes, at: int) -> int:
    found = _QUIET.match(line, at)
    return found.end() if found else at
