"""The names of a body: those of the day for its heading, and all through time."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shanyraq.directory.namebook import name_text
from shanyraq.directory.reading import Reading, Row
from shanyraq.directory.vocabulary import use_label


def names_of(reading: Reading, key: str, periods: Sequence[Any]) -> Row:
    """`title`, `names` (the official ones of the day), `official` and `also` (all of them, oldest first)."""
    official = [p for p in periods if not p.use]
    return {
        "title": reading.names.text(key, reading.asked.day),
        "names": reading.alternatives(official, lambda p: name_text(p.text, reading.language)),
        "official": [_row(reading, p) for p in official],
        "also": [_row(reading, p) for p in periods if p.use],
    }


def _row(reading: Reading, period: Any) -> Row:
    return reading.row(period, name_text(period.text, reading.language), use_label=use_label(period.use) if period.use else "")
