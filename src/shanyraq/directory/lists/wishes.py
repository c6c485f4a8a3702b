"""What a list is asked for: the day, filters, the order, columns and the page, all of it in the address."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest

from shanyraq.directory.days import Asked
from shanyraq.directory.paging import page_number

LONGEST: Final = 200  # signs of a filter; what is longer fits nothing
UNCHANGED: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shape:
    """What can be asked of a list: names of its filters and columns, by which columns it is put in order, and how it stands unasked."""

    filters: tuple[str, ...]
    columns: tuple[str, ...]
    usual: tuple[str, ...]  # the columns that are shown unasked; the first column always is
    sorts: tuple[str, ...]
    sort: str


@dataclass(frozen=True, slots=True)
class Wish:
    asked: Asked
    shape: Shape
    filters: dict[str, str] = field(default_factory=dict)  # those given
    sort: str = ""
    falling: bool = False
    chosen: tuple[str, ...] = ()  # columns asked for by name; none: the usual ones
    page: int = 1

    @property
    def columns(self) -> tuple[str, ...]:
        return self.shape.columns[:1] + tuple(name for name in self.shape.columns[1:] if name in (self.chosen or self.shape.usual))

    @property
    def narrowed(self) -> bool:
        return bool(self.filters)

    def given(self, name: str) -> str:
        return self.filters.get(name, "")

    def pairs(self, changed: Mapping[str, str] = UNCHANGED, *, leaving_out: Iterable[str] = (), page: int = 1) -> list[tuple[str, str]]:
        """Parameters of the same list with some `changed` (an empty text takes a filter away), without those of the names left out."""
        order = f"-{self.sort}" if self.falling else self.sort
        said = {"as_of": self.asked.as_of, "known_on": self.asked.known, **self.filters, "sort": "" if order == self.shape.sort else order}
        said |= {name: "" if (name, text) == ("sort", self.shape.sort) else text for name, text in changed.items()}
        columns = [("columns", name) for name in self.chosen]
        found = [pair for pair in [*said.items(), *columns] if pair[1] and pair[0] not in leaving_out]
        return [*found, ("page", str(page))] if page > 1 else found

    def link(self, changed: Mapping[str, str] = UNCHANGED, *, leaving_out: Iterable[str] = (), page: int = 1) -> str:
        return f"?{urlencode(self.pairs(changed, leaving_out=leaving_out, page=page))}"

    def cleared(self) -> str:
        """The list without any filter."""
        return self.link(leaving_out=self.shape.filters)


def wish_of(request: HttpRequest, asked: Asked, shape: Shape) -> Wish:
    """What the address says, as far as the list knows it; what it does not know is passed over."""
    given = {name: request.GET.get(name, "").strip()[:LONGEST] for name in shape.filters}
    order = request.GET.get("sort", shape.sort)
    sort = order.removeprefix("-")
    if sort not in shape.sorts:
        order, sort = shape.sort, shape.sort.removeprefix("-")
    chosen = tuple(name for name in shape.columns if name in request.GET.getlist("columns"))
    return Wish(asked, shape, {name: said for name, said in given.items() if said}, sort, order.startswith("-"), chosen, page_number(request))
