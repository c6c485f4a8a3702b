"""Names on strips, and dates beside them: only where they fit whole."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, Final

from shanyraq.chronicle.models import OPEN_FUTURE, Period
from shanyraq.dating.sentences import say
from shanyraq.directory.namebook import name_text
from shanyraq.directory.river import lettering
from shanyraq.directory.river.canvas import number
from shanyraq.directory.river.drawing import Drawing
from shanyraq.directory.river.stream import Strip
from shanyraq.directory.years import edtf_between
from shanyraq.registry.models import Name
from shanyraq.words.texts import Text

Row = dict[str, Any]
PAD: Final = 7.0
UP: Final = "↗ "
DOWN: Final = "↘ "
ASIDE: Final = 34.0  # so that a curve that goes down passes by its date
DATES: Final = 12.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where words begin, or end with the anchor "end", and how large they are."""

    along: float
    size: float
    anchor: str = ""


def names(drawing: Drawing, strip: Strip, language: str) -> Iterator[Row]:
    """The names along a strip, each where it holds; where none fits on it, the last one beside it."""
    if drawing.look.threads and strip.role != "u":
        return
    named: list[Period] = [*strip.names] or [*strip.lives]
    rows = [row for one in reversed(named) for row in _on(drawing, strip, one, language)]
    yield from rows or _beside(drawing, strip, language)


def _on(drawing: Drawing, strip: Strip, name: Period, language: str) -> Iterator[Row]:
    shorts = [short for short in strip.shorts if short.begin_earliest < name.end_latest and name.begin_earliest < short.end_latest]
    texts = [name_text(one.text, language) for one in (name, *shorts) if isinstance(one, Name)] or [strip.text(language)]
    for text, (begin, end), (size, most) in product(texts, _rooms(drawing, strip, name), drawing.look.sizes):
        said = lettering.lines(str(text), size, end - begin - 2 * PAD, most)
        if said:
            drawing.block(strip, begin, begin + 2 * PAD + max(lettering.width(line, size) for line in said))
            yield _row(drawing, drawing.centre(strip.pk), text, said, Place(begin + PAD, size))
            return


def _rooms(drawing: Drawing, strip: Strip, name: Period) -> list[lettering.Room]:
    return [room for begin, end in _stretches(strip, name) for room in drawing.free(strip, begin, end)]


def _stretches(strip: Strip, name: Period) -> list[tuple[date, date]]:
    """Where a name is sure, then where it may be, within each life."""
    found = []
    for sure in (True, False):
        begin, end = (name.begin_latest, name.end_earliest) if sure else (name.begin_earliest, name.end_latest)
        found += [(max(begin, life.begin_earliest), min(end, life.end_latest)) for life in strip.lives]
    return [(begin, end) for begin, end in found if begin < end]


def _row(drawing: Drawing, middle: float, text: Text, said: list[str], place: Place) -> Row:
    size, along = place.size, place.along
    first = -(len(said) - 1) * size * 0.56 + size * 0.35
    offsets = [first + line * size * 1.12 for line in range(len(said))]
    lines = [_line(drawing, middle, offset, along, part) for part, offset in zip(said, offsets, strict=True)]
    return {"lines": lines, "lang": text.lang if text.fallback else "", "anchor": place.anchor, "size": number(size)}


def _line(drawing: Drawing, middle: float, offset: float, along: float, text: str) -> Row:
    if drawing.canvas.tall:  # turned by a quarter: what is below on the strip is to the left
        return {"text": text, "turn": f"rotate(90 {number(middle - offset)} {number(along)})", "x": number(middle - offset), "y": number(along)}
    return {"text": text, "turn": "", "x": number(along), "y": number(middle + offset)}


def _beside(drawing: Drawing, strip: Strip, language: str) -> Iterator[Row]:
    """After the end of the strip, else before its begin, if its lane is free there."""
    text, size = strip.text(language), drawing.look.sizes[-1][0]
    long = lettering.width(str(text), size) + 2 * PAD
    for gap, anchor in _gaps(drawing, strip):
        fitting = [room for room in drawing.clear(strip, gap) if room[1] - room[0] >= long]
        if fitting:
            at = fitting[-1][1] - PAD if anchor else fitting[0][0] + PAD
            yield _row(drawing, drawing.centre(strip.pk), text, [str(text)], Place(at, size, anchor)) | {"beside": True}
            return


def _gaps(drawing: Drawing, strip: Strip) -> Iterator[tuple[lettering.Room, str]]:
    """The free stretches of its lane beside a strip: after it, and before it."""
    spans = {pk: _span(drawing, drawing.stream.strips[pk].lives) for pk, lane in drawing.lane.items() if lane == drawing.lane[strip.pk]}
    begin, end = spans.pop(strip.pk)
    after = min([drawing.scale.end, *(other for other, _end in spans.values() if other >= end)])
    before = max([drawing.scale.start, *(other for _begin, other in spans.values() if other <= begin)])
    yield (end, after), ""
    yield (before, begin), "end"


def _span(drawing: Drawing, lives: Iterable[Period]) -> lettering.Room:
    found = list(lives)
    return drawing.scale.at(min(life.begin_earliest for life in found)), drawing.scale.at(max(life.end_latest for life in found))


def dates(drawing: Drawing, strip: Strip, language: str) -> Iterator[Row]:
    """Dates under a strip: of its begin, of its names, and with an arrow of what it joined; those that would overlap are left out."""
    if not drawing.look.dates:
        return
    size, taken = DATES, list[lettering.Room]()
    across = drawing.edges(strip.pk)[1] + size + 2
    for begin, end, sign in _events(drawing, strip):
        said = f"{sign}{say(edtf_between(begin, end), language)}"
        long = lettering.width(said, size)
        at = min(drawing.scale.at(end if not drawing.scale.shows(begin) else begin) + (ASIDE if sign == DOWN else 0), drawing.scale.end - long)
        if all(at > stop + PAD or at + long < start - PAD for start, stop in taken):
            taken.append((at, at + long))
            yield {"text": said, "x": number(at), "y": number(across)}


def _events(drawing: Drawing, strip: Strip) -> Iterator[tuple[date, date, str]]:
    starts = [(life.begin_earliest, life.begin_latest, "") for life in strip.lives]
    named = [(name.begin_earliest, name.begin_latest, "") for name in strip.names[1:]]
    ties = [join.tie for join in drawing.stream.joins if join.tie.child_id == strip.pk]
    joined = [(tie.begin_earliest, tie.begin_latest, _arrow(drawing, tie)) for tie in ties]
    ends = [(life.end_earliest, life.end_latest, "") for life in strip.lives if life.end_latest != OPEN_FUTURE]
    for begin, end, sign in dict.fromkeys([*starts, *named, *joined, *ends]):
        if drawing.scale.shows(end) and end > drawing.scale.first and edtf_between(begin, end):
            yield begin, end, sign


def _arrow(drawing: Drawing, tie: Any) -> str:
    return UP if drawing.centre(tie.parent_id) < drawing.centre(tie.child_id) else DOWN
