"""The table of what was measured, beside what must hold and what is looked for."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """`bound` must not be passed; `looked_for` is the aim."""

    database: str
    what: str
    bound: float
    looked_for: float
    measured: float
    unit: str = "x"

    @property
    def broken(self) -> bool:
        return self.measured > self.bound


def rows(name: str, imported: Mapping[str, Any], asked: Mapping[str, Any], served: Mapping[str, Any]) -> list[Row]:
    few, many = asked["queries"]
    few_for_programs, many_for_programs = asked["api"]
    return [
        Row(name, "tree of an oblast, to the plain reference", 2.5, 1.5, asked["oblast"]),
        Row(name, "tree of the country, to the plain reference", 4.0, 2.0, asked["country"]),
        Row(name, f"organisation page: queries at all data, to {few} at 1 %", 1.0, 1.0, many / few),
        Row(name, "organisation page: time at all data, to 1 %", 1.2, 1.0, asked["growth"]),
        Row(name, f"API page of 100: queries at all data, to {few_for_programs} at 1 %", 1.0, 1.0, many_for_programs / few_for_programs),
        Row(name, "find by any name, to the plain reference", 2.0, 1.5, asked["find"]),
        Row(name, "page kept, to a bare Django view of the same page", 1 / 0.6, 1.0, served["kept"]),
        Row(name, "page made anew, to a bare Django view of the same page in the same house", 10.0, 10.0, served["anew"]),
        Row(name, f"river of {asked['river']['organisations']} organisations: its page, not compressed", 200, 200, asked["river"]["bytes"] / 1000, "kB"),
        Row(name, "import: time per change of the last tenth, to the first", 1.3, 1.0, imported["growth"]),
        Row(name, "import: peak memory", 500, 300, imported["peak"], "MB"),
    ]


def people_rows(name: str, asked: Mapping[str, Any], taken: Mapping[str, Any]) -> list[Row]:
    """Of the people of organisations: lists and finding for the chairs of a small and of a large reach, and taking many in."""
    found = []
    for who, told in ((f"{who} ({asked[who]['people']:,} people)", asked[who]) for who in ("centre", "oblast")):
        few, many = told["queries"]
        found += [
            Row(name, f"list of {who}, to the plain reference", 2.0, 1.5, told["lists"][0]),
            Row(name, f"name search of {who}, to the plain reference", 2.0, 1.5, told["found"][0]),
            Row(name, f"page of {who}: queries at all people, to {few} at a tenth", 1.0, 1.0, many / few),
            Row(name, f"page of {who}: time at all people, to a tenth", 1.2, 1.0, told["growth"]),
        ]
    return [
        *found,
        Row(name, "may, on one member: queries", 2, 2, asked["may"]["queries"], ""),
        Row(name, "may, on one member: whole tables read", 0, 0, asked["may"]["scans"], ""),
        Row(name, f"taking in {taken['people']:,} people: seconds of a core for 2,000", 1.0, 0.5, taken["core"] / taken["people"] * 2_000, "s"),
    ]


def printed(found: Sequence[Row]) -> str:
    lines = [f"{'':10} {'':68} {'bound':>9} {'looked for':>10} {'measured':>9}"]
    lines += [
        f"{row.database:10} {row.what:68} {told(row.bound, row.unit):>9} {told(row.looked_for, row.unit):>10} {told(row.measured, row.unit):>9}"
        f"{'  broken' if row.broken else ''}"
        for row in found
    ]
    return "\n".join(lines)


def told(value: float, unit: str) -> str:
    return f"{value:.0f} {unit}" if unit in ("MB", "kB", "") else f"{value:.2f} {unit}"
