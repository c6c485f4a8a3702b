"""`python -m bench.importing FILE`: imports a chronicle into the empty database of the settings, in a process of its own.

Prints one JSON object: `changes`, `seconds` (of the whole, reading included), `growth` (time per change in the last tenth of the changes, as a
multiple of the first), `peak` (largest resident memory in MB). Reading the file is no part of `growth`. A machine that does other work is
quick at one time and slow at another, so after each moment a fixed piece of work is timed, and each tenth is told in that measure.
"""
from __future__ import annotations

import json
import resource
import sys
import time
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import ClassVar, Final, NamedTuple

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from shanyraq.chronicle import imports  # noqa: E402
from shanyraq.chronicle.recording import Recording  # noqa: E402
from shanyraq.chronicle.tomlfile.tables import ChangeTable, SourceTable  # noqa: E402

TURNS: Final = 100_000


class Moment(NamedTuple):
    """How many changes were recorded at a moment, in how many seconds, and how many a fixed piece of work took right after."""

    changes: int
    seconds: float
    fixed: float


class Watched(Recording):
    """A recording that notes how long it takes."""

    moments: ClassVar[list[Moment]] = []
    changes: ClassVar[int] = 0
    begun: ClassVar[float] = 0

    def take(self, tables: Sequence[SourceTable | ChangeTable]) -> int:
        Watched.begun = Watched.begun or time.perf_counter()
        Watched.changes += sum(isinstance(table, ChangeTable) for table in tables)
        return super().take(tables)

    def finish(self) -> None:
        super().finish()
        ended = time.perf_counter()
        sum(n * n % 7 for n in range(TURNS))
        Watched.moments.append(Moment(Watched.changes, ended - Watched.begun, time.perf_counter() - ended))
        Watched.changes, Watched.begun = 0, 0


def growth(moments: Sequence[Moment]) -> float:
    """Time per change in the moments that make up the last tenth of the changes, as a multiple of those of the first."""
    counts = list(accumulate(moment.changes for moment in moments))
    first, last = moments[: bisect_left(counts, counts[-1] * 0.1) + 1], moments[bisect_left(counts, counts[-1] * 0.9) :]
    return cost(last) / cost(first)


def cost(moments: Sequence[Moment]) -> float:
    """Of a change, in the measure of the fixed work."""
    fixed = sum(moment.fixed for moment in moments) / len(moments)
    return sum(moment.seconds for moment in moments) / sum(moment.changes for moment in moments) / fixed


def main(file: Path) -> None:
    call_command("migrate", verbosity=0)
    vars(imports)["Recording"] = Watched
    begun = time.perf_counter()
    imports.import_files([file])
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    changes = sum(moment.changes for moment in Watched.moments)
    print(json.dumps({"changes": changes, "seconds": seconds, "growth": growth(Watched.moments), "peak": peak}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
