"""Where no mail server is named, letters land in a folder: one file each, its owner's alone, for thirty days."""
from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as Parsed
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from shanyraq.mail.models import KEPT


class NotKept(OSError):
    """The folder cannot be written."""


class Folder(BaseEmailBackend):
    """A road for Django's mail that ends in the folder; raises NotKept."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for letter in email_messages:
            message = letter.message()
            mark = parseaddr(message["Message-ID"])[1].partition("@")[0]
            try:
                _put(file_of(mark), message.as_bytes())
            except OSError as error:
                raise NotKept from error
        return len(email_messages)


def folder() -> Path:
    return Path(settings.MAIL_FOLDER)


def file_of(mark: str) -> Path:
    return folder() / f"{Path(mark).name}.eml"


def _put(path: Path, content: bytes) -> None:
    """A letter that was half written by a try before is written anew."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
        written.write(content)


def text_of(mark: str) -> str:
    """What the letter in the folder says; empty where there is none."""
    try:
        content = file_of(mark).read_bytes()
    except OSError:
        return ""
    message = message_from_bytes(content, _class=Parsed, policy=policy.default)
    return str(message.get_content()).replace("\r\n", "\n").strip()


def clear(*, at: datetime) -> None:
    """Removes the files that were kept for thirty days."""
    for path in folder().glob("*.eml"):
        try:
            if path.stat().st_mtime < (at - KEPT).timestamp():
                path.unlink()
        except FileNotFoundError:
            continue
