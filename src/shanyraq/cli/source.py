"""`shanyraq source copy ID FILE`: keeps an archived copy or a scan of a source."""
from __future__ import annotations

import argparse
import mimetypes
from pathlib import Path

from django.db import transaction

from shanyraq.chronicle.changes import attach
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.cli.errors import Refused
from shanyraq.files.changes import FileRefused, add


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("source", help="archived copies and scans of sources")
    verbs = parser.add_subparsers(title="verbs", dest="verb", metavar="VERB", required=True)
    copy = verbs.add_parser("copy", help="keep a copy of a source; only operators see it unless it is opened")
    copy.add_argument("source", metavar="ID")
    copy.add_argument("file", type=Path, metavar="FILE")
    copy.add_argument("--open", action="store_true", help="everyone may see it: the licence allows that, and it names nobody who must not be named")


def run(arguments: argparse.Namespace) -> int:
    path: Path = arguments.file
    try:
        with transaction.atomic(), path.open("rb") as stream:
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            file = add(name=path.name, media_type=kind, source=stream, closed=not arguments.open)
            attach(by=None, source=arguments.source, file=file)
    except (ChangeRefused, FileRefused) as refused:
        raise Refused(str(refused)) from None
    print(f"Kept with “{arguments.source}”: {file.name}, {file.size} bytes, {'open to everyone' if arguments.open else 'closed'}.")
    return 0
