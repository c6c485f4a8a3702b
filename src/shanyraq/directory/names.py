"""The names of a body: those of the day for its heading, and all through time."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shanyraq.dating.terms import Certainty
from shanyraq.directory.namebook import name_text
from shanyraq.directory.reading import Reading, Row, certainty_of
from shanyraq.directory.vocabulary import use_label
from shanyraq.words.texts import LANGUAGES, UNDETERMINED, Text


def names_of(reading: Reading, key: str, periods: Sequence[Any]) -> Row:
    """`title`, `names` (the official ones of the day), `spelt`, `official` and `also` (all of them, oldest first)."""
    official = [p for p in periods if not p.use]
    return {
        "spelt": _spelt(reading, official),
        "title": reading.names.text(key, reading.asked.day),
        "names": reading.alternatives(official, lambda p: name_text(p.text, reading.language)),
        "official": [_row(reading, p) for p in official],
        "also": [_row(reading, p) for p in periods if p.use],
    }


def _spelt(reading: Reading, official: Sequence[Any]) -> list[Text]:
    """The official name of the day in each language in which it is told; empty where the day has no sure one, or two."""
    sure = {p.value: p for p in official if certainty_of(p, reading.asked.day) == Certainty.SURELY}
    texts = next(iter(sure.values())).text if len(sure) == 1 else {}
    return [name_text({lang: texts[lang]}, lang) for lang in (*LANGUAGES, UNDETERMINED) if lang in texts]


def _row(reading: Reading, period: Any) -> Row:
    return reading.row(period, name_text(period.text, reading.language), use_label=use_label(period.use) if period.use else "")
