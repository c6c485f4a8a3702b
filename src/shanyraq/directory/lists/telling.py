"""Facts of a list, read with their sources, as values of its cells."""
from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from shanyraq.chronicle.models import Period, Version
from shanyraq.dating.sentences import say
from shanyraq.directory.days import Asked
from shanyraq.directory.lists.sheets import Line, Part, Row, Value
from shanyraq.directory.reading import Reading, read
from shanyraq.directory.years import side

WHOLE_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
TAG: Final = re.compile("<[^>]*>")


def read_facts(asked: Asked, language: str, periods: Collection[Period], bodies: Iterable[str]) -> Reading:
    """What periods of any bodies need to be shown, without a chronicle."""
    return read(asked, language, Version.objects.none(), own="", periods=periods, bodies=bodies)


def by_owner(rows: Iterable[Any], owner: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, owner)].append(row)
    return dict(found)


def plainly(text: Any, plain: object = None, **more: Any) -> Value:
    """A value that no source bears out by itself, such as a number; `text` is a Text."""
    row: Row = {"text": text, "url": "", "certainty": "surely", "refs": [], "years": "", "claims": [], **more}
    return Value(row, str(text) if plain is None else plain)


def values_of(reading: Reading, periods: Iterable[Period], make: Callable[[Any], Any]) -> list[Value]:
    """The alternatives of the day, without years."""
    return [Value({**row, "years": ""}, str(row["text"])) for row in reading.alternatives(periods, make)]


def since(reading: Reading, lives: Iterable[Period]) -> list[Value]:
    """When it began, as far as that is known; how sure it is on the day, other cells say."""
    return [_since(reading, life) for life in lives if reading.began(life)]


def _since(reading: Reading, life: Period) -> Value:
    row = reading.row(life, reading.word(reading.began(life)), years="", certainty="surely")
    return Value(row, day_or_words(side(life.begin_change_id, life.begin_earliest, life.begin_latest, reading.told), reading.language))


def day_or_words(edtf: str, language: str) -> date | str:
    """A whole day as such, so that files can sort it; any other date in words."""
    if WHOLE_DAY.fullmatch(edtf):
        return date.fromisoformat(edtf)
    return say(edtf, language) if edtf else ""


def with_titles(lines: Sequence[Line], reading: Reading) -> Part:
    """The lines with the titles of the sources that their cells name."""
    sources = reading.notes.rows()
    titles = {row["number"]: f"{row['title']} ({row['day']})" if row["day"] else str(row["title"]) for row in sources}
    return Part([replace(line, sources=[titles[number] for number in _numbers(line)]) for line in lines], sources)


def _numbers(line: Line) -> list[int]:
    return sorted({number for values in line.cells.values() for value in values for number in value.row["refs"]})


def without_tags(said: str) -> str:
    return html.unescape(TAG.sub("", said))
