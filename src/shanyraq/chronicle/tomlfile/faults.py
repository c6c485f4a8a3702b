"""What is wrong in a chronicle file, by file and line; gathered, so that one reading names them all."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_FAULTS = 100
MOST_WORDS = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the words at fault, and a sentence on what is wrong and what would be right."""

    file: str
    line: int
    words: str
    message: str

    def __str__(self) -> str:
        return f'{self.file}:{self.line}: {self.message} ("{self.words}")'


class ChronicleFaults(Exception):
    """A chronicle cannot be read; `faults` in the order of files and lines, one line each in the text."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Findings:
    """Gathers faults; stops the reading by ChronicleFaults at the hundredth."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def add(self, file: str, line: int, words: str, message: str) -> None:
        self.faults.append(Fault(file, line, in_one_line(words), message))
        if len(self.faults) >= MOST_FAULTS:
            self.settle()

    def settle(self) -> None:
        """Raises ChronicleFaults if anything was found."""
        if self.faults:
            ranks = {fault.file: rank for rank, fault in reversed(list(enumerate(self.faults)))}
            raise ChronicleFaults(sorted(self.faults, key=lambda fault: (ranks[fault.file], fault.line)))


def in_one_line(words: str) -> str:
    """The words as they can stand in a one-line message: control signs escaped, at most 80 signs."""
    shown = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in words[: MOST_WORDS + 1])
    return shown if len(shown) <= MOST_WORDS else shown[: MOST_WORDS - 1] + "…"
