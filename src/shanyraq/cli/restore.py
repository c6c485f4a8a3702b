"""`shanyraq restore FILE`: a backup into an empty database, of either kind."""
from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.recorder import MigrationRecorder

from shanyraq.cli.archive import MANIFEST, Manifest, Part, members, verified
from shanyraq.cli.errors import Refused
from shanyraq.cli.migrate import prepare
from shanyraq.cli.portable import tables, write
from shanyraq.files.contents import store
from shanyraq.people import seeds as consents
from shanyraq.rights import seeds as rights

SEEDS = (rights, consents)  # what every prepared database has in it, before anybody uses it


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("restore", help="bring a backup back into an empty database")
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that shanyraq backup wrote")


def run(arguments: argparse.Namespace) -> int:
    where: Path = arguments.file.absolute()
    manifest = verified(where)
    refuse_filled()
    reach(manifest, where)
    with transaction.atomic():
        for seeds in SEEDS:
            seeds.clear()
        fill(manifest, where)
        set_sequences(manifest)
    prepare()
    print(f"Restored the federation as of {manifest.made}: {sum(part.count for part in manifest.parts)} rows and {len(manifest.files)} files.")
    return 0


def refuse_filled() -> None:
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in tables():
            if table.name not in there or any(table.name in seeds.SEEDED and not seeds.altered() for seeds in SEEDS):
                continue
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table.name)} LIMIT 1")
            if cursor.fetchone():
                raise Refused(f"The database is not empty ({table.name} has rows): restore into a new one, by another SHANYRAQ_DATA or DATABASE_URL.")


def reach(manifest: Manifest, where: Path) -> None:
    """Brings the empty database to the version of the backup; a later version of the software goes on from there."""
    executor = MigrationExecutor(connection)
    beyond = set(manifest.migrations) - set(executor.loader.graph.nodes)
    if beyond:
        raise Refused(f"{where} was written by a newer version ({'.'.join(min(beyond))} is not known here): upgrade, then restore.")
    if set(MigrationRecorder(connection).applied_migrations()) - set(manifest.migrations):
        raise Refused(f"{where} is older than this database, which is empty but prepared: restore into a new data folder or database.")
    executor.migrate(last_steps(executor.loader.graph, set(manifest.migrations)))


def last_steps(graph: MigrationGraph, taken: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The last step of each app among those taken."""
    followed = {parent.key for step in taken for parent in graph.node_map[step].parents if parent.key[0] == step[0]}
    return sorted(taken - followed)


def fill(manifest: Manifest, where: Path) -> None:
    refuse_strange(manifest, where)
    parts = {part.path: part for part in manifest.parts}
    for name, source in members(where):
        if name in parts:
            put_back(parts[name], source)
        elif name != MANIFEST:
            keep(name, source)


def refuse_strange(manifest: Manifest, where: Path) -> None:
    """Names in the file are compared with the database's own before they stand in any statement."""
    with connection.cursor() as cursor:
        for part in manifest.parts:
            known = {column.name for column in connection.introspection.get_table_description(cursor, part.table.name)}
            strange = {column.name for column in part.table.columns} - known
            if strange:
                raise Refused(f"{where} does not fit this software: {part.table.name} has no column {min(strange)}.")


def put_back(part: Part, source: IO[bytes]) -> None:
    digest = hashlib.sha256()
    count = write(connection, part.table, hashed(source, digest))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(part.table.name)}")
        there = cursor.fetchone()[0]
    if (count, there, digest.hexdigest()) != (part.count, part.count, part.sha256):
        raise Refused(f"{part.table.name} came back with {there} rows instead of {part.count}; nothing was kept.")


def hashed(source: Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for line in source:
        digest.update(line)
        yield line


def keep(name: str, source: IO[bytes]) -> None:
    sha256, _size = store(cast("BinaryIO", source))
    if name != f"files/{sha256}":
        raise Refused(f"{name} is not what was written; nothing was kept.")


def set_sequences(manifest: Manifest) -> None:
    """PostgreSQL counts on from what was restored; SQLite does so by itself."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for part in manifest.parts:
            key, quote = part.table.columns[0].name, connection.ops.quote_name
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [part.table.name, key])
            sequence = cursor.fetchone()[0]
            if sequence and part.count:
                highest = f"SELECT MAX({quote(key)}) FROM {quote(part.table.name)}"
                cursor.execute(f"SELECT setval(%s, ({highest}))", [sequence])
