"""`python -m bench.importing FILE`: imports a chronicle into the empty database of the settings, in a process of its own.

Prints one JSON object: `changes`, `seconds` (of the whole, reading included), `first` and `last` (seconds a change in the first and the
last tenth, reading not included), `peak` (largest resident memory in MB).
"""
from __future__ import annotations

import json
import resource
import sys
import time
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from shanyraq.chronicle import imports  # noqa: E402
from shanyraq.chronicle.recording import Recording  # noqa: E402
from shanyraq.chronicle.tomlfile.tables import ChangeTable, SourceTable  # noqa: E402


class Watched(Recording):
    """Notes how many changes are recorded, and when: (changes so far, seconds) at the end of each moment."""

    marks: ClassVar[list[tuple[int, float]]] = []
    changes: ClassVar[int] = 0

    def take(self, tables: Sequence[SourceTable | ChangeTable]) -> int:
        if not Watched.marks:
            Watched.marks.append((0, time.perf_counter()))
        Watched.changes += sum(isinstance(table, ChangeTable) for table in tables)
        return super().take(tables)

    def finish(self) -> None:
        super().finish()
        Watched.marks.append((Watched.changes, time.perf_counter()))


def tenths(marks: list[tuple[int, float]]) -> tuple[float, float]:
    """Seconds a change in the first and in the last tenth, to whole moments."""
    counts = [count for count, _ in marks]
    parts = (0, bisect_left(counts, counts[-1] * 0.1)), (bisect_left(counts, counts[-1] * 0.9), len(marks) - 1)
    first, last = ((marks[b][1] - marks[a][1]) / (marks[b][0] - marks[a][0]) for a, b in parts)
    return first, last


def main(file: Path) -> None:
    call_command("migrate", verbosity=0)
    vars(imports)["Recording"] = Watched
    begun = time.perf_counter()
    imports.import_files([file])
    seconds = time.perf_counter() - begun
    first, last = tenths(Watched.marks)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"changes": Watched.changes, "seconds": seconds, "first": first, "last": last, "peak": peak}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
