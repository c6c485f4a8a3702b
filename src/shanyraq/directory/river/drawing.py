"""The river as a picture: plain data for the tag `river_svg`."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from shanyraq.chronicle.models import OPEN_FUTURE, Period
from shanyraq.chronicle.terms import Act
from shanyraq.directory.river import laying, lettering
from shanyraq.directory.river.canvas import Canvas, number
from shanyraq.directory.river.heirs import Flow
from shanyraq.directory.river.look import GUTTER, TALL, TALL_TOP, TOP, WIDE, Look
from shanyraq.directory.river.look import tall as tall_look
from shanyraq.directory.river.look import wide as wide_look
from shanyraq.directory.river.scale import Scale
from shanyraq.directory.river.stream import Join, Stream, Strip

Row = dict[str, Any]
TIP: Final = 9.0
LAND_ROWS: Final = 3
LONGEST_BAND: Final = 90.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a strip: `sort` is "f" (full: surely there), "i" or "e" (fading in or out: possibly there)."""

    sort: str
    begin: date
    end: date


def pieces(period: Period) -> list[Piece]:
    """How sure a fact is along its time: [begin_earliest, end_latest) in pieces."""
    first, begin, end, last = period.begin_earliest, period.begin_latest, period.end_earliest, period.end_latest
    if begin >= end:  # never sure: the middle is where it is likeliest
        begin = end = date.fromordinal((max(first, min(end, last)).toordinal() + min(last, max(begin, first)).toordinal()) // 2)
    found = [Piece("i", first, begin), Piece("f", begin, end), Piece("e", end, last)]
    return [piece for piece in found if piece.begin < piece.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A box that is taken by other words."""

    along: lettering.Room
    across: lettering.Room


@dataclass
class Drawing:
    """One picture in the making."""

    stream: Stream
    scale: Scale
    look: Look
    lane: dict[int, int]
    canvas: Canvas
    blocked: list[Block] = field(default_factory=list)  # where no name may stand

    def free(self, strip: Strip, begin: date, end: date) -> Sequence[lettering.Room]:
        """The stretches along a strip on which a name can stand."""
        return self.clear(strip, (self.scale.at(begin), self.scale.at(end)))

    def block(self, strip: Strip, begin: float, end: float) -> None:
        """Keeps a stretch of its lane from other names."""
        self.blocked.append(Block((begin, end), self.edges(strip.pk)))

    def clear(self, strip: Strip, room: lettering.Room) -> Sequence[lettering.Room]:
        """What of a stretch of its lane no other words take."""
        across = self.edges(strip.pk)
        return lettering.free(room, [block.along for block in self.blocked if block.across[0] < across[1] and across[0] < block.across[1]])

    def edges(self, pk: int) -> tuple[float, float]:
        return self.look.edges(self.lane[pk], self.stream.strips[pk].role)

    def centre(self, pk: int) -> float:
        return self.look.centres[self.lane[pk]]

    # ---- strips

    def strip(self, strip: Strip) -> list[Row]:
        """The pieces of one: [{cls, fill, d}]."""
        return [row for life in strip.lives for row in self._life(strip, life)]

    def _life(self, strip: Strip, life: Period) -> Iterator[Row]:
        edges = self.edges(strip.pk)
        for piece in pieces(life):
            begin, end = self.scale.at(piece.begin), self.scale.at(piece.end)
            if end - begin < (1 if self.look.threads else 0.05):
                continue
            lasts = piece.end == OPEN_FUTURE and piece.sort == "f" and not self.look.threads
            d = self.canvas.arrow(begin, end, edges, TIP) if lasts else self.canvas.box(begin, end, edges)
            yield {"cls": piece.sort, "fill": "" if piece.sort == "f" else f"{piece.sort}{strip.role}", "d": d}

    def changes(self, strip: Strip) -> list[Row]:
        """Where a name gives way to the next: a line, or a dashed stretch where the day is not known."""
        begins = {(life.begin_earliest, life.begin_latest) for life in strip.lives}
        later = [name for name in strip.names[1:] if (name.begin_earliest, name.begin_latest) not in begins]
        return [] if self.look.threads else [self._change(strip, name) for name in later if self._within(name)]

    def _within(self, period: Period) -> bool:
        return self.scale.shows(period.begin_latest) and self.scale.at(period.begin_latest) < self.scale.end

    def _change(self, strip: Strip, name: Period) -> Row:
        begin, end, edges = self.scale.at(name.begin_earliest), self.scale.at(name.begin_latest), self.edges(strip.pk)
        if name.begin_earliest == name.begin_latest:
            return {"cls": "c", "d": self.canvas.across(begin, edges)}
        return {"cls": "v", "d": self.canvas.box(begin, end, edges)}

    def belongs(self, strip: Strip, joins: list[Join]) -> list[Row]:
        """Lines along the edge that faces the parent, for as long as it belongs to it; of several at a time one outside of the other."""
        rows: list[Row] = []
        taken: dict[int, list[date]] = {1: [], -1: []}  # by side: until when each line is drawn
        for join in sorted(joins, key=lambda join: join.tie.begin_earliest):
            side = self._side(join)
            across = self.edges(strip.pk)[side > 0] + side * (1.8 + 2.6 * _place(taken[side], join.tie))
            rows += list(self._belongs(join, across))
        return rows

    def _side(self, join: Join) -> int:
        """On which side of the strip the parent lies: 1 further across, -1 before it."""
        return 1 if self.centre(join.tie.parent_id) > self.centre(join.tie.child_id) else -1

    def _belongs(self, join: Join, across: float) -> Iterator[Row]:
        parent = self.stream.strips[join.tie.parent_id]
        for piece in pieces(join.tie):
            begin, end = self.scale.at(piece.begin), self.scale.at(piece.end)
            if end - begin >= 0.05:  # noqa: PLR2004
                yield {"cls": f"b {parent.role}" + ("" if piece.sort == "f" else " d"), "of": parent.slug, "d": self.canvas.along(begin, end, across)}

    def doubts(self, strip: Strip) -> list[Row]:
        """A sign where the sources disagree on a begin, an end or a change of name."""
        days: set[date] = set()
        for period in (*strip.lives, *strip.names):
            begin, end = self.stream.disputed(period)
            days |= ({period.begin_latest} if begin else set()) | ({period.end_earliest} if end else set())
        across = self.edges(strip.pk)[0]
        places = [self.canvas.place(self.scale.at(day), across).split() for day in sorted(days) if self.scale.shows(day)]
        return [] if self.look.threads else [{"x": x, "y": y} for x, y in places]

    # ---- what runs between strips

    def joins(self, join: Join) -> Row | None:
        """The curve by which one joined another; None where the tie was handed on, or where it began before the picture does."""
        tie = join.tie
        day = tie.begin_earliest if self.scale.shows(tie.begin_earliest) else tie.begin_latest
        if join.passed or not self.scale.shows(day):
            return None
        sure = tie.begin_earliest == tie.begin_latest
        return self._curve(tie.child_id, tie.parent_id, day, cls=f"j {self.stream.strips[tie.child_id].role}" + ("" if sure else " d"))

    def leaves(self, join: Join) -> Row | None:
        if not join.left or not self.scale.shows(join.tie.end_earliest):
            return None
        return self._curve(join.tie.parent_id, join.tie.child_id, join.tie.end_earliest, cls="l")

    def _curve(self, from_: int, to: int, day: date, cls: str) -> Row | None:
        """From the edge of one strip to the facing edge of another."""
        if self.lane[from_] == self.lane[to]:
            return None
        further = self.centre(to) > self.centre(from_)
        begin, across = self.scale.at(day), (self.edges(from_)[further], self.edges(to)[not further])
        end = self._reach(begin, abs(across[1] - across[0]))
        names = (self.stream.strips[from_].slug, self.stream.strips[to].slug)
        return {"cls": cls, "d": self.canvas.curve(begin, end, across), "of": "" if self.look.threads else ">".join(names)}

    def _reach(self, begin: float, distance: float) -> float:
        """How far along a curve runs that has so far to go across; never beyond the picture."""
        least = 44 if self.look.dates else 24
        return min(begin + min(least + 0.22 * distance, LONGEST_BAND), max(begin + 3, self.scale.end))

    def flow(self, flow: Flow) -> Row | None:
        """The band by which one flows into another; a mere claim to be heir is a dotted curve."""
        middle = date.fromordinal((flow.earliest.toordinal() + flow.latest.toordinal()) // 2)
        if not self.scale.shows(middle):
            return None
        if flow.act == Act.SUCCEEDS:
            return self._curve(flow.old, flow.new, middle, cls="h")
        if self.lane[flow.old] == self.lane[flow.new]:
            return {"cls": "k", "d": self.canvas.across(self.scale.at(middle), self.edges(flow.new)), "of": self._names(flow)}
        old, new = self.edges(flow.old), self.edges(flow.new)
        if flow.goes_on:
            old = (sum(old) / 2, old[1]) if new[0] > old[0] else (old[0], sum(old) / 2)
        begin = self.scale.at(middle)
        end = self._reach(begin, abs(new[0] - old[0]))
        role = self.stream.strips[flow.old].role
        return {"cls": f"w {role}" + ("" if flow.sure else " d"), "d": self.canvas.band(begin, old, end, new), "of": self._names(flow)}

    def _names(self, flow: Flow) -> str:
        return f"{self.stream.strips[flow.old].slug}>{self.stream.strips[flow.new].slug}"


def _place(taken: list[date], tie: Period) -> int:
    """The first place that is free when a tie begins; takes it until the tie ends."""
    place = next((n for n, until in enumerate(taken) if until <= tie.begin_earliest), len(taken))
    taken[place : place + 1] = [tie.end_latest]
    return place


def lay(stream: Stream) -> dict[int, int]:
    """The lane of each strip."""
    spans = {pk: _span(strip) for pk, strip in stream.strips.items()}
    heirs = [(flow.old, flow.new) for flow in stream.flows if not flow.goes_on]
    edges = [laying.Edge(join.tie.child_id, join.tie.parent_id, 1) for join in stream.joins if not join.passed]
    edges += [laying.Edge(flow.old, flow.new, 3) for flow in stream.flows]
    return laying.lanes(spans, above(stream), heirs, edges)


def _span(strip: Strip) -> tuple[int, int]:
    return min(life.begin_earliest for life in strip.lives).toordinal(), max(life.end_latest for life in strip.lives).toordinal()


def above(stream: Stream) -> dict[int, int]:
    """What each hangs under in the picture: of several parents the closest kind, then the one for longest."""
    ranks = {"branch_of": 0, "part_of": 1, "member_of": 2}
    found: dict[int, tuple[int, int, int]] = {}
    for join in stream.joins:
        tie = join.tie
        lasted = (tie.end_latest - tie.begin_earliest).days
        found[tie.child_id] = min(found.get(tie.child_id, (9, 0, 0)), (ranks[tie.kind], -lasted, tie.parent_id))
    return {child: parent for child, (_rank, _lasted, parent) in found.items()}


def begin(stream: Stream, days: tuple[date, date], *, tall: bool) -> Drawing:
    lane = lay(stream)
    count = len(set(lane.values()))
    umbrellas = {lane[pk] for pk, strip in stream.strips.items() if strip.role == "u"}
    look = tall_look(count) if tall else wide_look(count, umbrellas)
    first, last = days
    length = min(1100.0, max(560.0, (last.year - first.year) * (16.0 if count <= 7 else 24.0)))  # noqa: PLR2004
    scale = Scale(first, last, TALL_TOP, TALL_TOP + length) if tall else Scale(first, last, 6.0, WIDE - TIP - 6)
    return Drawing(stream, scale, look, lane, Canvas(tall, 0 if look.threads else 1))


def size(drawing: Drawing, land_rows: int) -> tuple[str, str]:
    """Width and height of the picture."""
    if drawing.canvas.tall:
        return number(TALL), number(drawing.scale.end + TIP + 8)
    return number(WIDE), number(drawing.look.across + 8 + 16 * land_rows)


def ruler(drawing: Drawing) -> list[Row]:
    """The years: [{text, d, x, y}]."""
    ends = (GUTTER - 4, TALL) if drawing.canvas.tall else (TOP - 4, drawing.look.across)
    rows = []
    for year in drawing.scale.ticks(14 if drawing.canvas.tall else 11):
        at = drawing.scale.at(date(year, 1, 1))
        x, y = (2.0, at + 4) if drawing.canvas.tall else (max(0.0, min(at - 14, WIDE - 28)), TOP - 8)
        rows.append({"text": str(year), "d": drawing.canvas.across(at, ends), "x": number(x), "y": number(y)})
    return rows
