"""The river as `directory/river_figure.html` takes it: for its own page, and small for a home."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.chronicle.models import OPEN_PAST
from shanyraq.dating.sentences import say_day
from shanyraq.directory.days import Asked
from shanyraq.directory.namebook import Namebook, url_of
from shanyraq.directory.river import lettering, naming
from shanyraq.directory.river.canvas import number
from shanyraq.directory.river.drawing import LAND_ROWS, Block, Drawing, begin, ruler, size
from shanyraq.directory.river.lands import Land, label, lands
from shanyraq.directory.river.look import MOST_TALL, TALL, TOP
from shanyraq.directory.river.scale import bounds
from shanyraq.directory.river.stream import MOST, SEE, Stream, Strip, stream
from shanyraq.directory.years import years
from shanyraq.registry.models import Organisation
from shanyraq.rights import Visitor, which
from shanyraq.words.texts import Text

Row = dict[str, Any]
COMPACT: Final = 12
LETTERS: Final = 12.0  # size of what stands beside the strips
LEAST: Final = 14.0  # between two lines with a name each, in a tall picture


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a page shows besides its day: one organisation and all it touches, and the years from which to which."""

    organisation: str = ""
    first: int | None = None
    last: int | None = None

    def query(self, asked: Asked, as_of: str) -> str:
        kept = {"organisation": self.organisation, "from": self.first, "to": self.last, "as_of": as_of, "known_on": asked.known}
        return "?" + urlencode({name: value for name, value in kept.items() if value})


@dataclass(slots=True)
class Picture:
    """What was read for a river, and the wide drawing of it."""

    asked: Asked
    language: str
    chosen: Chosen
    stream: Stream
    lands: list[Land]
    names: Namebook
    days: tuple[date, date]
    wide: Drawing

    @property
    def title(self) -> Text | None:
        """The name of the one whose river it is."""
        found = next((strip for strip in self.stream.strips.values() if strip.slug == self.chosen.organisation), None)
        return found.text(self.language) if found else None

    def figure(self, *, compact: bool) -> Row:
        tall = begin(self.stream.cut(MOST_TALL), self.days, tall=True)
        return {
            "wide": svg(self, self.wide, "w"),
            "tall": svg(self, tall, "t"),
            "compact": compact,
            "url": reverse("directory:river"),
            "left_out": self.stream.left_out,
            "left_out_tall": len(self.stream.strips) - len(tall.stream.strips),
            "lands": [{"day": say_day(land.day, self.language), "text": label(land, self.names)} for land in self.lands],
            "outside": not self.wide.scale.shows(self.asked.day),
            **steps(self),
        }


def river(visitor: Visitor, asked: Asked, language: str, *, organisation: str | None = None, compact: bool = True) -> Row | None:
    """What `directory/river_figure.html` takes as `river`; None where there is nothing to draw. Fifteen queries or fewer.

    `organisation`: the slug of one, for it and all that it touches. `compact`: for a page that shows other things, too.
    """
    found = picture(visitor, asked, language, Chosen(organisation or ""), most=COMPACT if compact else MOST)
    return found.figure(compact=compact) if found else None


def picture(visitor: Visitor, asked: Asked, language: str, chosen: Chosen, *, most: int = MOST) -> Picture | None:
    """None where there is no such organisation, or none at all."""
    pk = None
    if chosen.organisation:
        pk = which(visitor, SEE, Organisation.objects.filter(slug=chosen.organisation)).values_list("pk", flat=True).first()
        if pk is None:
            return None
    found = stream(visitor, asked, organisation=pk, most=MOST).cut(most)
    if not found.strips:
        return None
    days = bounds(_told(found), asked.today, first=chosen.first, last=chosen.last)
    crossing = [land for land in lands(asked.known_on) if days[0] < land.day < days[1]]
    names = Namebook(language, asked.query)
    names.read({key for land in crossing for key in land.keys}, asked.known_on)
    return Picture(asked, language, chosen, found, crossing, names, days, begin(found, days, tall=False))


def _told(found: Stream) -> list[date]:
    lives = [life for strip in found.strips.values() for life in strip.lives]
    begins = [life.begin_latest if life.begin_earliest == OPEN_PAST else life.begin_earliest for life in lives]
    return [*begins, *(life.end_earliest for life in lives)]


def svg(picture: Picture, drawing: Drawing, prefix: str) -> Row:
    """One picture: rows of shapes and words, from the ground up."""
    now = _now(picture, drawing)
    crossing, land_rows = _lands(picture, drawing, now)
    if drawing.canvas.tall:
        drawing.blocked = [_block(row) for row in [*crossing, *([now] if now else [])]]
    joins = defaultdict(list)
    for join in drawing.stream.joins:
        joins[join.tie.child_id].append(join)
    strips = sorted(drawing.stream.strips.values(), key=lambda strip: (drawing.lane[strip.pk], strip.lives[0].begin_latest))
    width, height = size(drawing, land_rows)
    return {
        "prefix": prefix, "width": width, "height": height,
        "tall": drawing.canvas.tall, "threads": drawing.look.threads, "close": not drawing.canvas.tall and not drawing.look.dates,
        "ruler": ruler(drawing), "lands": crossing, "now": now,
        "runs": _runs(drawing),
        "strips": [_strip(picture, drawing, strip, joins[strip.pk]) for strip in strips],
        "texts": [row for strip in strips for row in naming.names(drawing, strip, picture.language)],
        "dates": [row for strip in strips for row in naming.dates(drawing, strip, picture.language)],
    }  # fmt: skip


def _block(row: Row) -> Block:
    """What the words at a line across a tall picture take."""
    long = lettering.width(row["text"], 13) if row["text"] else 0
    return Block((row["at"] - 16, row["at"] + 3), (TALL - long - 4, TALL))


def _runs(drawing: Drawing) -> list[Row]:
    """Everything that runs between strips."""
    flows = [drawing.flow(flow) for flow in drawing.stream.flows]
    joins = [drawn for join in drawing.stream.joins for drawn in (drawing.joins(join), drawing.leaves(join))]
    rows = [row for row in [*joins, *flows] if row]
    return _gathered(rows) if drawing.look.threads else rows


def _gathered(rows: list[Row]) -> list[Row]:
    """One path for all curves that look alike: of very many the tags would weigh more than the curves."""
    paths: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        paths[row["cls"]].append(row["d"])
    return [{"cls": cls, "of": "", "d": "".join(found)} for cls, found in paths.items()]


def _strip(picture: Picture, drawing: Drawing, strip: Strip, joins: Sequence[Any]) -> Row:
    return {
        "url": f"{url_of(strip.key)}{picture.asked.query}",
        "label": brief(picture, strip) if drawing.look.threads else spoken(picture, strip),
        "role": strip.role,
        "own": strip.slug == picture.chosen.organisation,
        "pieces": drawing.strip(strip),
        "changes": drawing.changes(strip),
        "belongs": [] if drawing.look.threads else drawing.belongs(strip, list(joins)),
        "doubts": drawing.doubts(strip),
    }


def spoken(picture: Picture, strip: Strip) -> str:
    """A strip in words: its last name, and when it was."""
    name = strip.text(picture.language)
    when = "; ".join(said for said in (years(life, {}, picture.language) for life in strip.lives) if said)
    return f"{name}: {when}" if when else str(name)


def brief(picture: Picture, strip: Strip) -> str:
    """The same in few signs: of very many each counts."""
    first, last = strip.lives[0].begin_latest.year, max(life.end_earliest for life in strip.lives)
    return f"{strip.text(picture.language)}, {first}–{last.year if last <= picture.asked.today else ''}"


def _now(picture: Picture, drawing: Drawing) -> Row | None:
    """The line of the day."""
    day = picture.asked.day
    if not drawing.scale.shows(day):
        return None
    said = say_day(day, picture.language) if picture.asked.is_past else _("today")
    at = drawing.scale.at(day)
    if drawing.canvas.tall:
        return {"at": at, "d": drawing.canvas.across(at, (0, TALL)), "text": said, "x": number(TALL - 2), "y": number(at - 5), "anchor": "end"}
    half = lettering.width(said, 13) / 2
    x = min(max(at, half + 2), 998 - half)
    return {"at": at, "d": drawing.canvas.across(at, (18, drawing.look.across)), "text": said, "x": number(x), "y": "13", "anchor": "middle"}


def _lands(picture: Picture, drawing: Drawing, now: Row | None) -> tuple[list[Row], int]:
    """The lines of the territories with their names, and how many rows the names take below a wide picture."""
    rows = [{"at": drawing.scale.at(land.day), "text": label(land, picture.names)} for land in picture.lands]
    return (_tall_lands(drawing, rows, now["at"] if now else -LEAST), 0) if drawing.canvas.tall else _wide_lands(drawing, rows)


def _tall_lands(drawing: Drawing, rows: list[Row], now: float) -> list[Row]:
    """Names above their lines, where neither another one nor the day is in the way."""
    last = 0.0
    for row in rows:
        row |= {"d": drawing.canvas.across(row["at"], (0, TALL)), "x": number(TALL - 2), "y": number(row["at"] - 4), "anchor": "end"}
        if row["at"] - last < LEAST or abs(row["at"] - now) < LEAST + 2:
            row["text"] = ""
        else:
            last = row["at"]
    return rows


def _wide_lands(drawing: Drawing, rows: list[Row]) -> tuple[list[Row], int]:
    """Names in as few rows as they need, the latest first to the left of its line where there is no room to the right."""
    ends = [0.0] * LAND_ROWS
    used = 0
    for row in rows:
        long = lettering.width(row["text"], LETTERS) + 4
        at = min(row["at"], drawing.scale.end - long)
        free = next((n for n, end in enumerate(ends) if end <= at), None)
        below = drawing.look.across + 16 * (free or 0)
        row |= {"anchor": "", "x": number(at), "y": number(below + 16), "d": drawing.canvas.across(row["at"], (TOP - 4, below + 5))}
        if free is None:
            row["text"] = ""
        else:
            ends[free], used = at + long + 8, max(used, free + 1)
    return rows, used


def steps(picture: Picture) -> Row:
    """The year of the day, the one before and the one after, and the range from which to choose."""
    year, first, last = picture.asked.day.year, picture.days[0].year, picture.days[1].year
    query = picture.chosen.query
    kept = {"organisation": picture.chosen.organisation, "from": picture.chosen.first, "to": picture.chosen.last, "known_on": picture.asked.known}
    return {
        "year": min(max(year, first), last), "first": first, "last": last,
        "kept": [{"name": name, "value": value} for name, value in kept.items() if value],
        "earlier": {"year": year - 1, "url": query(picture.asked, f"{year - 1:04d}")} if year > first else None,
        "later": {"year": year + 1, "url": query(picture.asked, f"{year + 1:04d}")} if year < min(last, picture.asked.today.year) else None,
    }  # fmt: skip
