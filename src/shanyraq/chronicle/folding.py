"""Answers day by day, folded into periods: runs of days on which a value holds surely or possibly, and the change on which each hangs."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

View = tuple[int, str | None, frozenset[str]]  # (steps done as bits, the value that holds, the values that may)
Days = tuple[int, int, int, int, int | None, int | None]  # begin earliest and latest, end earliest and latest, the changes of begin and end


@dataclass(frozen=True, slots=True)
class Run:
    """A value on the days [begin, end). A positive label is a change that must be done, a negative one that must not."""

    begin: int
    end: int
    sure: bool
    label: int | None


def label_of(value: str, views: list[View], undecided: Iterable[tuple[int, int]]) -> int | None:
    """The change on which a value hangs, out of (step, change) that may be done or not: held with it and absent without, or the other way round."""
    for i, change in undecided:
        done = [(held == value, value not in maybe) for bits, held, maybe in views if bits >> i & 1]
        undone = [(held == value, value not in maybe) for bits, held, maybe in views if not bits >> i & 1]
        if all(held for held, _ in done) and all(absent for _, absent in undone):
            return change
        if all(held for held, _ in undone) and all(absent for _, absent in done):
            return -change
    return None


def fold(runs: list[Run]) -> Iterator[Days]:
    """Runs of one value, in order, as periods that say the same by rule 7: at most a begin, a middle and an end each.

    A period with begin and end open at once (end_earliest < begin_latest) has no sure day; between the two its label is "several".
    """
    pile = runs[::-1]
    while pile:
        first = pile.pop()
        follows = pile and pile[-1].begin == first.end
        if first.sure or not follows or (first.label or 0) < 0:
            begin, middle = None, first
        elif pile[-1].sure or (first.label is not None and pile[-1].label is None):
            begin, middle = first, pile.pop()
        else:
            begin, middle = None, first
        if not middle.sure and begin is None:
            yield _alone(middle)
            continue
        yield _joined(begin, middle, pile.pop() if pile and _ends(middle, pile[-1]) else None)


def _ends(middle: Run, run: Run) -> bool:
    return run.begin == middle.end and not run.sure and (run.label or -1) < 0 and (middle.sure or run.label is not None)


def _joined(begin: Run | None, middle: Run, end: Run | None) -> Days:
    start, stop = (begin or middle).begin, (end or middle).end
    sure_from, sure_to = (middle.begin, middle.end) if middle.sure else (middle.end, middle.begin)
    closing = None if end is None or end.label is None else -end.label
    return start, sure_from, sure_to, stop, begin.label if begin else None, closing


def _alone(run: Run) -> Days:
    if run.label is None:
        return run.begin, run.end, run.begin, run.end, None, None
    if run.label > 0:
        return run.begin, run.end, run.end, run.end, run.label, None
    return run.begin, run.begin, run.begin, run.end, None, -run.label
