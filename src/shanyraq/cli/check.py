"""`shanyraq check`: rebuilds everything derived from the chronicle and names each difference."""
from __future__ import annotations

import argparse

from shanyraq.chronicle.checking import differences


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    subparsers.add_parser("check", help="rebuild all periods from the chronicle, for every day of knowledge, and name each difference")


def run(_: argparse.Namespace) -> int:
    """Status 0 where nothing differs, 1 where something does."""
    found = differences()
    print("\n".join(found) if found else "The chronicle and all that is drawn from it agree.")
    return 1 if found else 0
