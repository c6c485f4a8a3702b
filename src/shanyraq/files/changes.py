from __future__ import annotations

from pathlib import PurePath
from typing import BinaryIO

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


def disclose(*, file: File) -> None:
    """Opens a file to everyone."""
    File.objects.filter(pk=file.pk).update(closed=False)
    file.closed = False


def enclose(*, file: File) -> None:
    """Closes a file again."""
    File.objects.filter(pk=file.pk).update(closed=True)
    file.closed = True
