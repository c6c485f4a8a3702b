"""A list read afresh: from the cells that were kept, with the keeper's corrections, against the register as it is now."""
from __future__ import annotations

from dataclasses import dataclass

from shanyraq.lists.entries import entries
from shanyraq.lists.layout import Layout, lay_out
from shanyraq.lists.matching import Plan, plan
from shanyraq.lists.models import List
from shanyraq.lists.register import Register
from shanyraq.lists.terms import Column
from shanyraq.tables.grids import Grid, Line


@dataclass(frozen=True, slots=True)
class Draft:
    layout: Layout
    plan: Plan
    register: Register

    @property
    def nameless(self) -> list[int]:
        """Numbers of the rows that have no name, and so cannot be taken."""
        return [member.entry.number for member in self.plan.members if not member.entry.name]

    @property
    def has_names(self) -> bool:
        return Column.NAME in self.layout.columns and bool(self.plan.told)


def draft_of(kept: List) -> Draft:
    grid = Grid(tuple(Line(number, tuple(cells)) for number, cells in kept.lines))
    layout = lay_out(grid, {int(n): Column(column) for n, column in kept.columns.items()})
    rows = entries(layout, kept.day)
    register = Register(kept.day)
    register.read([*(row.name for row in rows), *(row.parent for row in rows), kept.umbrella])
    return Draft(layout, plan(rows, register, others=kept.others, umbrella=kept.umbrella), register)
