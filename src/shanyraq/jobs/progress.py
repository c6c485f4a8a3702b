"""How far a job is, in a file of the data folder: a verb is one transaction, and nobody outside of it sees what it writes before it ends.

Whoever carries out a job holds its file; the system lets go of it when the process ends, however it ends.
"""
from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from shanyraq.jobs.terms import SHARES, Step, Teller

ROOM: Final = 100  # bytes, always as many: a reader never sees half of an older text


@dataclass(frozen=True, slots=True)
class Progress:
    step: Step
    done: int
    total: int

    @property
    def percent(self) -> int:
        """Of the whole job."""
        begin, end = SHARES[self.step]
        return begin + (end - begin) * min(self.done, self.total) // max(self.total, 1)


def read_progress(token: str) -> Progress | None:
    """None where nothing was told yet."""
    try:
        step, done, total = json.loads(_file(token).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return Progress(Step(step), done, total)


@contextmanager
def held(token: str) -> Iterator[Teller]:
    """Waits until nobody else holds the job; gives what tells how far it is."""
    handle = os.open(_file(token), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield lambda step, done, total: _write(handle, [str(step), done, total])
    finally:
        os.close(handle)


def is_held(token: str) -> bool:
    """Whether a living process carries it out."""
    try:
        handle = os.open(_file(token), os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def forget(token: str) -> None:
    _file(token).unlink(missing_ok=True)


def _write(handle: int, said: list[str | int]) -> None:
    os.pwrite(handle, json.dumps(said).encode().ljust(ROOM), 0)


def _file(token: str) -> Path:
    folder: Path = settings.DATA / "jobs"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / token
