"""`shanyraq check`: rebuilds everything derived from the chronicle and names each difference, and bytes that nobody holds."""
from __future__ import annotations

import argparse

from shanyraq.chronicle.checking import differences
from shanyraq.files.contents import all_kept, place
from shanyraq.files.models import held_by_nobody


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    subparsers.add_parser("check", help="rebuild all periods from the chronicle, for every day of knowledge, and name each difference")


def run(_: argparse.Namespace) -> int:
    """Status 0 where nothing differs, 1 where something does."""
    found = differences()
    print("\n".join(found) if found else "The chronicle and all that is drawn from it agree.")
    loose = held_by_nobody(all_kept())
    if loose:
        print("In the data folder lie bytes that belong to no file; whoever wants them gone deletes them:")
        print("\n".join(str(place(one)) for one in loose))
    return 1 if found else 0
