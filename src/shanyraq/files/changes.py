from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import PurePath
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from shanyraq.files import contents
from shanyraq.files.models import File


class FileRefused(ValueError):
    """The file cannot be kept; the message says why."""


def add(*, name: str, media_type: str, source: BinaryIO, closed: bool = True) -> File:
    """Keeps the bytes of `source` as a file; raises FileRefused where there are none or the name is empty."""
    shown = PurePath(name.replace("\\", "/")).name.strip()
    if not shown:
        raise FileRefused(_("A file needs a name."))
    sha256, size = contents.store(source)
    if not size:
        raise FileRefused(_("“%(name)s” is empty: choose a file with something in it.") % {"name": shown})
    return File.objects.create(sha256=sha256, name=shown[-255:], media_type=media_type, size=size, closed=closed)


@transaction.atomic
def discard(*, files: Iterable[File]) -> int:
    """Throws files away, and after the transaction their bytes where no other file has the same; gives how many. Its caller writes it down."""
    rows = list(File.objects.filter(pk__in=[file.pk for file in files]))
    File.objects.filter(pk__in=[row.pk for row in rows]).delete()
    transaction.on_commit(partial(forget_unheld, rows))
    return len(rows)


def forget_unheld(files: Iterable[File]) -> None:
    """Removes the bytes of files whose rows are gone, or were taken back with their transaction; what another file holds stays."""
    for sha256 in {file.sha256 for file in files}:
        if not File.objects.filter(sha256=sha256).exists():
            contents.place(sha256).unlink(missing_ok=True)


def disclose(*, file: File) -> None:
    """Opens a file to everyone."""
    File.objects.filter(pk=file.pk).update(closed=False)
    file.closed = False


def enclose(*, file: File) -> None:
    """Closes a file again."""
    File.objects.filter(pk=file.pk).update(closed=True)
    file.closed = True
