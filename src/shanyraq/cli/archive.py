"""The file of a backup: a tar.gz of `manifest.json`, `tables/NAME.jsonl` and `files/SHA256`."""
from __future__ import annotations

import hashlib
import io
import json
import re
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, Final, cast

from shanyraq.cli.errors import Refused
from shanyraq.cli.portable import KINDS, Column, Table
from shanyraq.files.contents import chunks

VERSION: Final = 1
MANIFEST: Final = "manifest.json"
MANIFEST_MOST: Final = 64 * 1024 * 1024  # bytes; a larger one is no manifest of ours
NAME: Final = re.compile(r"[a-z_][a-z0-9_]*")
SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Part:
    """One table as kept: its rows, and the SHA-256 of its lines."""

    table: Table
    count: int
    sha256: str

    @property
    def path(self) -> str:
        return f"tables/{self.table.name}.jsonl"


@dataclass(frozen=True, slots=True)
class Manifest:
    made: str  # the moment of the snapshot, ISO 8601
    migrations: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    files: tuple[str, ...]  # SHA-256 of each

    def to_json(self) -> bytes:
        return json.dumps({"format": "shanyraq backup", "version": VERSION, **asdict(self)}, ensure_ascii=False, indent=1).encode()

    def hashes(self) -> dict[str, str]:
        """What each member of the archive must hash to."""
        return {part.path: part.sha256 for part in self.parts} | {f"files/{sha256}": sha256 for sha256 in self.files}


def from_json(text: bytes, where: Path) -> Manifest:
    try:
        told = json.loads(text)
        if (told["format"], told["version"]) != ("shanyraq backup", VERSION):
            raise Refused(f"{where} is a backup of another version ({told['version']}); this software reads version {VERSION}.")
        manifest = Manifest(
            told["made"], tuple((app, name) for app, name in told["migrations"]), tuple(part(each) for each in told["parts"]), tuple(told["files"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(f"{where} is no backup of this software: its manifest cannot be read.") from error
    if not all(SHA256.fullmatch(sha256) for sha256 in manifest.files):
        raise Refused(f"{where} is damaged: its manifest names a file that is none.")
    return manifest


def part(told: dict[str, Any]) -> Part:
    columns = tuple(Column(column["name"], column["kind"]) for column in told["table"]["columns"])
    table = Table(told["table"]["name"], columns)
    names = (table.name, *(column.name for column in columns))
    if not all(NAME.fullmatch(name) for name in names) or not {column.kind for column in columns} <= set(KINDS):
        raise ValueError(table.name)
    return Part(table, int(told["count"]), str(told["sha256"]))


def add_text(archive: tarfile.TarFile, name: str, text: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(text), 0o600
    archive.addfile(member, io.BytesIO(text))


def add_file(archive: tarfile.TarFile, name: str, path: Path) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = path.stat().st_size, 0o600
    with path.open("rb") as source:
        archive.addfile(member, source)


def members(where: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Each member's name and bytes, in the order of the file."""
    with tarfile.open(where, "r:gz") as archive:
        for member in archive:
            source = archive.extractfile(member)
            if source is None:
                raise Refused(f"{where} is damaged: it holds {member.name}, which is no file.")
            yield member.name, source


def verified(where: Path) -> Manifest:
    """Reads the whole file and compares each part with the manifest; raises Refused where it is none, or anything is missing, extra or altered."""
    try:
        return compared(where)
    except FileNotFoundError as error:
        raise Refused(f"There is no file {where}.") from error
    except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
        raise Refused(f"{where} is damaged or no backup: {error}") from error


def compared(where: Path) -> Manifest:
    manifest, left = None, {}
    for name, source in members(where):
        if manifest is None:
            manifest = first(name, source, where)
            left = manifest.hashes()
        elif left.pop(name, None) != digest(source):
            raise Refused(f"{where} is damaged: {name} is not what was written.")
    if manifest is None or left:
        raise Refused(f"{where} is damaged: {next(iter(left), MANIFEST)} is missing.")
    return manifest


def first(name: str, source: IO[bytes], where: Path) -> Manifest:
    if name != MANIFEST:
        raise Refused(f"{where} is no backup of this software: it does not begin with {MANIFEST}.")
    return from_json(source.read(MANIFEST_MOST), where)


def digest(source: IO[bytes]) -> str:
    read = hashlib.sha256()
    for chunk in chunks(cast("BinaryIO", source)):
        read.update(chunk)
    return read.hexdigest()
