"""Shapes as path data. A place is (along, across): along is time; a tall picture has it downwards, a wide one to the right."""
from __future__ import annotations

from dataclasses import dataclass

Edges = tuple[float, float]  # of a strip, across


def number(value: float, digits: int = 1) -> str:
    return f"{value:.{digits}f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Canvas:
    tall: bool
    digits: int = 1  # behind the point, of places in time

    def _time(self, along: float) -> str:
        return number(along, self.digits)

    def place(self, along: float, across: float) -> str:
        return f"{number(across)} {self._time(along)}" if self.tall else f"{self._time(along)} {number(across)}"

    def box(self, begin: float, end: float, edges: Edges) -> str:
        on, over = ("V", "H") if self.tall else ("H", "V")
        return f"M{self.place(begin, edges[0])}{on}{self._time(end)}{over}{number(edges[1])}{on}{self._time(begin)}z"

    def arrow(self, begin: float, end: float, edges: Edges, tip: float) -> str:
        """A box that goes on: its end is a tip."""
        near, far = (self.place(end, edge) for edge in edges)
        return f"M{self.place(begin, edges[0])}L{near} {self.place(end + tip, sum(edges) / 2)} {far} {self.place(begin, edges[1])}z"

    def along(self, begin: float, end: float, across: float) -> str:
        return f"M{self.place(begin, across)}{'V' if self.tall else 'H'}{self._time(end)}"

    def across(self, along: float, edges: Edges) -> str:
        return f"M{self.place(along, edges[0])}{'H' if self.tall else 'V'}{number(edges[1])}"

    def curve(self, begin: float, end: float, edges: Edges) -> str:
        """From one lane to another as water runs: along at first, and along at last."""
        return f"M{self._bend(begin, edges[0], end, edges[1], first=True)}"

    def band(self, begin: float, from_: Edges, end: float, to: Edges) -> str:
        """As `curve`, as broad as the strips that it joins."""
        there = self._bend(begin, from_[0], end, to[0], first=True)
        back = self._bend(end, to[1], begin, from_[1], first=False)
        return f"M{there}L{self.place(end, to[1])}C{back}z"

    def _bend(self, along: float, across: float, along_to: float, across_to: float, *, first: bool) -> str:
        way = along_to - along
        points = [self.place(along + way * 0.6, across), self.place(along + way * 0.4, across_to), self.place(along_to, across_to)]
        return f"{self.place(along, across)}C{' '.join(points)}" if first else " ".join(points)
