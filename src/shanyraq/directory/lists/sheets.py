"""A list as its page and its files show it: columns, lines of cells, filters with counts."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from django.utils.translation import gettext as _

from shanyraq.directory.lists.wishes import Wish

Row = dict[str, Any]
ROWS_A_PAGE: Final = 50
NEAR: Final = 2
SHOWN: Final = 12  # values of a filter; the others are folded away
MOST: Final = 200  # values of a filter at all


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a cell. `row` is as parts of pages take it (text, url, certainty, refs, years, claims); `plain` is for files."""

    row: Row
    plain: object


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list: the values of each column by its name, titles of its sources, the address of its page (a path)."""

    cells: dict[str, list[Value]]
    sources: list[str] = field(default_factory=list)
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of a list, with the numbered sources that they name."""

    lines: list[Line]
    sources: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Facet:
    """The values by which a list can be narrowed: (value, what it is called, how many there are)."""

    name: str
    label: str
    values: Sequence[tuple[str, str, int]]


class Listing(Protocol):
    """A list. Its questions are asked once for a page, whatever its length."""

    @property
    def name(self) -> str:
        """For the name of a file."""

    @property
    def wish(self) -> Wish: ...
    def title(self) -> str: ...
    def labels(self) -> dict[str, str]:
        """What the columns are called."""

    def order(self) -> Sequence[int]:
        """Keys of all rows, in order."""

    def part(self, keys: Sequence[int]) -> Part: ...
    def facets(self) -> list[Facet]: ...


def page(listing: Listing) -> Row:
    """What `directory/lists/table.html` takes besides the frame."""
    keys = listing.order()
    cut = page_of(listing.wish, len(keys))
    part = listing.part(keys[cut.start : cut.end])
    return {**frame(listing), "table": table(listing, part), "sources": part.sources, "count": len(keys), "pages": cut.pages}


def frame(listing: Listing) -> Row:
    """What a page of a list needs besides its lines."""
    wish = listing.wish
    return {
        "title": listing.title(),
        "filters": filters(listing),
        "columns": _chooser(listing),
        "csv_url": f"table.csv{wish.link()}",
        "xlsx_url": f"table.xlsx{wish.link()}",
        "q": wish.given("q"),
        "narrowed": wish.narrowed,
        "cleared": wish.cleared(),
    }


def table(listing: Listing, part: Part) -> Row:
    """What `site/parts/table.html` takes."""
    wish, labels = listing.wish, listing.labels()
    heads = [_head(wish, name, labels[name]) for name in wish.columns]
    return {"caption": listing.title(), "heads": heads, "rows": [{"cells": _cells(wish, labels, line)} for line in part.lines]}


def _cells(wish: Wish, labels: dict[str, str], line: Line) -> list[Row]:
    return [{"label": labels[name], "values": [value.row for value in line.cells.get(name, [])]} for name in wish.columns]


def _head(wish: Wish, name: str, label: str) -> Row:
    here = name == wish.sort
    url = wish.link({"sort": f"-{name}" if here and not wish.falling else name}) if name in wish.shape.sorts else ""
    return {"label": label, "url": url, "sorted": ("descending" if wish.falling else "ascending") if here else ""}


def filters(listing: Listing) -> Row:
    """What `site/parts/filters.html` takes: what is chosen, and what can be."""
    wish = listing.wish
    facets = [_facet(wish, facet) for facet in listing.facets() if facet.values]
    given = [{"label": f["label"], **link} for f in facets for link in (*f["links"], *f["more"]) if link["current"]]
    return {"facets": [facet for facet in facets if len(facet["links"]) > 1 or any(link["current"] for link in facet["links"])], "given": given}


def _facet(wish: Wish, facet: Facet) -> Row:
    chosen = wish.given(facet.name)
    links = [
        {"text": text, "count": count, "current": value == chosen, "url": wish.link({facet.name: "" if value == chosen else value})}
        for value, text, count in facet.values[:MOST]
    ]
    links.sort(key=lambda link: not link["current"])
    return {"label": facet.label, "links": links[:SHOWN], "more": links[SHOWN:]}


def _chooser(listing: Listing) -> Row:
    """The columns to choose from, and what else the form keeps."""
    wish, labels = listing.wish, listing.labels()
    choices = [{"value": name, "label": labels[name], "chosen": name in wish.columns} for name in wish.shape.columns[1:]]
    return {"choices": choices, "kept": wish.pairs(leaving_out=["columns"]), "kept_for_find": wish.pairs(leaving_out=["q"])}


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows from `start` to before `end`; `pages` is what `site/parts/pagination.html` takes, None where all fit on one page."""

    start: int
    end: int
    pages: Row | None


def page_of(wish: Wish, count: int, size: int = ROWS_A_PAGE) -> Cut:
    """The page that is asked for, or the last where there are not so many."""
    last = max(1, -(-count // size))
    number = min(wish.page, last)
    start, end = (number - 1) * size, number * size
    said = _("%(first)s to %(last)s of %(count)s") % {"first": start + 1, "last": min(end, count), "count": count}
    links = {
        "sentence": said,
        "links": list(_links(wish, number, last)),
        "previous_url": wish.link(page=number - 1) if number > 1 else "",
        "next_url": wish.link(page=number + 1) if number < last else "",
    }
    return Cut(start, end, links if last > 1 else None)


def _links(wish: Wish, number: int, last: int) -> Iterable[Row]:
    near = [n for n in range(1, last + 1) if abs(n - number) <= NEAR or n in (1, last)]
    before = 0
    for n in near:
        if n - before > 1:
            yield {"gap": True}
        yield {"text": str(n), "url": wish.link(page=n), "current": n == number}
        before = n
