"""Bytes under the name of their SHA-256, in `files/` of the data folder; written once, never altered."""
from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

CHUNK = 1 << 20  # bytes read at a time


class BytesDamaged(ValueError):
    """Stored bytes are missing, or no longer those that were stored."""


def place(sha256: str) -> Path:
    """Where bytes with this hash lie, whether or not they are there."""
    return Path(settings.DATA) / "files" / sha256[:2] / sha256


def chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


def store(source: BinaryIO) -> tuple[str, int]:
    """Keeps the bytes of `source` and gives their SHA-256 (64 hex digits) and their number."""
    folder = Path(settings.DATA) / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".new-", delete=False) as written:
        try:
            for chunk in chunks(source):
                digest.update(chunk)
                size += written.write(chunk)
            written.flush()
            os.fsync(written.fileno())
            target = place(digest.hexdigest())
            target.parent.mkdir(mode=0o700, exist_ok=True)
            Path(written.name).replace(target)
        except BaseException:
            Path(written.name).unlink(missing_ok=True)
            raise
    return digest.hexdigest(), size


def all_kept() -> Iterator[str]:
    """The hashes of all bytes that lie in the data folder."""
    for path in sorted((Path(settings.DATA) / "files").glob("??/*")):
        if path.name.startswith(path.parent.name):
            yield path.name


def check(sha256: str) -> Path:
    """The place of intact bytes; raises BytesDamaged where they are missing or altered."""
    path = place(sha256)
    if not path.is_file():
        raise BytesDamaged(f"The bytes {sha256} are missing from the data folder: restore them from a backup.")
    digest = hashlib.sha256()
    with path.open("rb") as source:
        for chunk in chunks(source):
            digest.update(chunk)
    if digest.hexdigest() != sha256:
        raise BytesDamaged(f"The bytes {sha256} were altered on the disk: restore them from a backup.")
    return path
