"""`make bench`: how fast the memory is, as ratios within one run, on SQLite and on PostgreSQL. Ends with 1 where a bound is broken.

`python -m bench --scale 0.1` runs with less data; the bounds hold for all of it (1). `--only sqlite` leaves PostgreSQL out, `--part people` the memory.
"""
from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.with_postgres import OLDEST, can_start, server

from bench import national
from bench.report import Row, people_rows, printed, rows

HERE = Path(__file__).resolve().parents[1]
SMALL = 0.01
PEOPLE = {"SQLite": 100_000, "PostgreSQL": 1_000_000}
TENTH = 10
OBLASTS = {"SQLite": 10, "PostgreSQL": 20}
TAKEN = 20_000


@dataclass(frozen=True, slots=True)
class Database:
    """Where one database stands: `url` as `DATABASE_URL` has it (empty: SQLite in the folder)."""

    url: str
    folder: Path

    def run(self, module: str, *arguments: str) -> dict[str, Any]:
        """What a module of this folder measures, run in a process of its own on this database."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SHANYRAQ_") and name != "DATABASE_URL"}
        own = {"SHANYRAQ_DATA": str(self.folder), "DJANGO_SETTINGS_MODULE": "shanyraq.settings", "PYTHONPATH": f"{HERE}:{HERE / 'src'}"}
        env = kept | own | ({"DATABASE_URL": self.url} if self.url else {})
        done = subprocess.run([sys.executable, "-m", f"bench.{module}", *arguments], cwd=HERE, env=env, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            sys.exit(f"bench.{module} failed; what it said stands above.")
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found


@contextmanager
def sqlite(folder: Path) -> Iterator[tuple[Database, Database]]:
    """An empty database for little of the data, and one for all of it."""
    yield Database("", folder / "small"), Database("", folder / "full")


@contextmanager
def postgresql(folder: Path) -> Iterator[tuple[Database, Database]]:
    with server() as url:
        small = Database(url, folder / "small")
        small.run("adding", "full")
        yield small, Database(f"{url.rpartition('/')[0]}/full", folder / "full")


def measured(name: str, small: Database, full: Database, files: tuple[Path, Path]) -> list[Row]:
    print(f"{name}: importing ...", flush=True)
    small.run("importing", str(files[0]))
    imported = full.run("importing", str(files[1]))
    print(f"{name}: {imported['changes']:,} changes in {imported['seconds']:.0f} s; asking ...", flush=True)
    asked = full.run("asking", small.url, str(small.folder))
    drawn = full.run("river")
    print(f"{name}: the river of {drawn['organisations']} organisations in {drawn['seconds']:.2f} s and {drawn['queries']} queries", flush=True)
    return rows(name, imported, asked | {"river": drawn}, full.run("serving", f"/kk/organisations/{national.PROBE}/", f"/ko/organisations/{national.umbrella(0)}/"))


def measured_people(name: str, small: Database, full: Database, scale: float) -> list[Row]:
    """An oblast has as many people whatever there is in all: what grows is what stands beside it."""
    people = round(PEOPLE[name] * scale)
    oblast = people // OBLASTS[name]
    small.run("crowd", str(people // TENTH), str(oblast))
    told = full.run("crowd", str(people), str(oblast))
    print(f"{name}: {told['people']:,} people in {told['seconds']:.0f} s; asking ...", flush=True)
    asked = full.run("members", small.url, str(small.folder))
    print(f"{name}: a late page of an oblast takes {asked['oblast']['late']:.2f} x the first", flush=True)
    taken = full.run("taking", str(round(TAKEN * scale)))
    print(f"{name}: {taken['people']:,} people taken in within {taken['seconds']:.1f} s", flush=True)
    return people_rows(name, asked, taken)


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench")
    asked.add_argument("--scale", type=float, default=1.0)
    asked.add_argument("--only", choices=["sqlite", "postgresql"])
    asked.add_argument("--part", choices=["memory", "people"])
    given = asked.parse_args()
    kinds = {"SQLite": sqlite, "PostgreSQL": postgresql}
    found: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="shanyraq-bench-") as made:
        folder = Path(made)
        files = national.write(folder / "small.toml", SMALL), national.write(folder / "full.toml", given.scale)
        for name, kind in kinds.items():
            if given.only not in (None, name.lower()):
                continue
            if name == "PostgreSQL" and not can_start():
                print(f"Left out for want of PostgreSQL {OLDEST} or newer.")
                continue
            if given.part != "people":
                with kind(folder / name) as (small, full):
                    found += measured(name, small, full, files)
            if given.part != "memory":
                with kind(folder / f"{name}-people") as (small, full):
                    found += measured_people(name, small, full, given.scale)
    print(printed(found))
    return int(any(row.broken for row in found))


if __name__ == "__main__":
    sys.exit(main())
