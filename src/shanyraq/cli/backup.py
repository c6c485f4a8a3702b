"""`shanyraq backup FILE`: the whole federation as of one moment, while the server goes on."""
from __future__ import annotations

import argparse
import hashlib
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from shanyraq.cli.archive import MANIFEST, Manifest, Part, add_file, add_text, verified
from shanyraq.cli.errors import Refused
from shanyraq.cli.portable import Table, lines, tables
from shanyraq.files.contents import BytesDamaged, check
from shanyraq.files.models import File

SNAPSHOT = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("backup", help="write everything into one file, as of one moment; the server may go on")
    parser.add_argument("file", type=Path, metavar="FILE", help="where to write; a file that is there is replaced once the new one is complete")


def run(arguments: argparse.Namespace) -> int:
    target: Path = arguments.file.absolute()
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent}: make it first.")
    manifest = back_up(target)
    rows = sum(part.count for part in manifest.parts)
    print(f"{target}: {rows} rows in {len(manifest.parts)} tables and {len(manifest.files)} files, read back and found right.")
    return 0


def back_up(target: Path) -> Manifest:
    """Writes beside the target, reads back, and only then takes the target's place: a failure leaves an older backup alone."""
    written = target.with_name(f"{target.name}.tmp")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            manifest = collected(Path(folder))
            pack(manifest, Path(folder), written)
        verified(written)
        written.replace(target)
        sync_folder(target.parent)
    finally:
        written.unlink(missing_ok=True)
    return manifest


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own that sees one moment of the database and blocks no writer."""
    reading = connection.copy()
    try:
        with reading.cursor() as cursor:
            cursor.execute(SNAPSHOT[reading.vendor])
            cursor.execute("SELECT 1 FROM django_migrations")
        yield reading
        with reading.cursor() as cursor:
            cursor.execute("ROLLBACK")
    finally:
        reading.close()


def collected(folder: Path) -> Manifest:
    with snapshot() as reading:
        made = timezone.now().isoformat()
        migrations = tuple(sorted(MigrationRecorder(reading).applied_migrations()))
        parts = tuple(spooled(reading, table, folder) for table in tables())
        files = stored_files(reading)
    return Manifest(made, migrations, parts, files)


def spooled(reading: BaseDatabaseWrapper, table: Table, folder: Path) -> Part:
    digest, count = hashlib.sha256(), 0
    with (folder / table.name).open("wb") as written:
        for line in lines(reading, table):
            digest.update(line)
            written.write(line)
            count += 1
    return Part(table, count, digest.hexdigest())


def stored_files(reading: BaseDatabaseWrapper) -> tuple[str, ...]:
    with reading.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT sha256 FROM {File._meta.db_table} ORDER BY sha256")
        return tuple(sha256 for (sha256,) in cursor.fetchall())


def pack(manifest: Manifest, folder: Path, written: Path) -> None:
    with written.open("wb") as raw:
        with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as archive:
            add_text(archive, MANIFEST, manifest.to_json())
            for part in manifest.parts:
                add_file(archive, part.path, folder / part.table.name)
            for sha256 in manifest.files:
                add_file(archive, f"files/{sha256}", intact(sha256))
        raw.flush()
        os.fsync(raw.fileno())


def intact(sha256: str) -> Path:
    try:
        return check(sha256)
    except BytesDamaged as damaged:
        raise Refused(str(damaged)) from damaged


def sync_folder(folder: Path) -> None:
    """Makes the new name last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
