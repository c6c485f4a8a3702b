"""`shanyraq migrate`: brings the database to the version of the software; does nothing where it is there already."""
from __future__ import annotations

import argparse

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from shanyraq.chronicle.refolding import refold
from shanyraq.rights.seeds import seed


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    subparsers.add_parser("migrate", help="prepare the database, or bring it up to date")


def prepare() -> int:
    """Brings the database up to date and gives the number of steps taken."""
    executor = MigrationExecutor(connection)
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    call_command("migrate", interactive=False, verbosity=0)
    refold()
    seed()
    return len(steps)


def run(arguments: argparse.Namespace) -> int:
    del arguments
    steps = prepare()
    print(f"The database is up to date ({steps} steps taken)." if steps else "The database is up to date.")
    return 0
