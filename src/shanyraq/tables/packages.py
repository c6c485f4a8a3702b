"""Looks at a zipped office file before anything unpacks it: its directory says what it is and how large it would be."""
from __future__ import annotations

import io
import zipfile
from typing import Final, Literal

from shanyraq.tables.refusal import TableRefused

MOST_BYTES: Final = 48 * 1024 * 1024  # of text that would be unpacked; 5,000 rows of 20 columns take about 8 million
MOST_FILES: Final = 2_000
TEXTS: Final = (".xml", ".rels", ".bin")  # what is read; pictures in the file are not

Kind = Literal["spreadsheet", "document"]


def kind_of(data: bytes) -> Kind:
    """What a zip holds. Raises TableRefused for what is none of ours, is damaged, or would swell beyond measure."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {entry.filename for entry in package.infolist()}
            _bounded(package)
    except TableRefused:
        raise
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise TableRefused("damaged") from error
    if "word/document.xml" in names:
        return "document"
    if any(name.startswith(("xl/", "content.xml")) for name in names):
        return "spreadsheet"
    raise TableRefused("unknown")


def _bounded(package: zipfile.ZipFile) -> None:
    """By what the directory says; where it lies, the process that unpacks the file has bounds of its own (`apart.py`)."""
    read = [entry.file_size for entry in package.infolist() if entry.filename.lower().endswith(TEXTS)]
    if len(package.infolist()) > MOST_FILES or sum(read) > MOST_BYTES:
        raise TableRefused("large")
