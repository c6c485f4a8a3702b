"""What one table of a chronicle file says, after reading: plain values, each text a table per language."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from datetime import date, datetime

Texts = dict[str, str]
Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A `[[source]]`. `day` is EDTF text; `recorded` a date or a date-time in UTC."""

    id: str
    kind: str
    title: Texts
    day: str | None = None
    consulted: date | None = None
    author: str | None = None
    publisher: str | None = None
    address: str | None = None
    licence: str | None = None
    note: str | None = None
    recorded: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """A `[[change.claim]]`. `date` is EDTF, "" where unknown; `value` None where it is the preferred claim's; `line` is no part of the content."""

    source: str | None = None
    locator: str | None = None
    told: str = "done"
    date: str = ""
    value: Value | None = None
    wording: str | None = None
    preferred: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """A `[[change]]` with its claims, of which exactly one is preferred and has a value (which may be empty)."""

    id: str
    act: str
    on: tuple[str, ...]
    claims: tuple[ClaimTable, ...]
    status: str = "done"
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    note: Texts = field(default_factory=dict)
    recorded: datetime | date | None = None

    @property
    def preferred(self) -> ClaimTable:
        return next(claim for claim in self.claims if claim.preferred)

    def value_of(self, claim: ClaimTable) -> Value:
        """What is so by this claim: its own value, or that of the preferred claim."""
        return (claim.value if claim.value is not None else self.preferred.value) or {}


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: `file` as it was given, `line` of its header, counted from 1."""

    kind: Literal["source", "change"]
    file: str
    line: int
    body: SourceTable | ChangeTable
