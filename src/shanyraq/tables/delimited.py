"""Tables as text: CSV files, and cells copied from Excel or Word."""
from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from shanyraq.tables.grids import MOST_COLUMNS, MOST_LINES, MOST_SIGNS, tidy
from shanyraq.tables.refusal import TableRefused

MOST_BYTES: Final = 8 * 1024 * 1024
SAMPLE: Final = 50  # lines from which the sign between cells is told
DELIMITERS: Final = ("\t", ";", ",", "|")
MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
STRANGE: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
KNOWN: Final = re.compile(r"[а-яёәғқңөұүһі\s\d.,;:()«»\"'№/+@a-z-]", re.IGNORECASE)


def decoded(data: bytes) -> str:
    """Text of UTF-8, UTF-16, or the Windows page of Kazakhstan (KZ-1048, of which Russian cp1251 is a part). Raises TableRefused."""
    if len(data) > MOST_BYTES:
        raise TableRefused("large")
    name = next((name for mark, name in MARKS if data.startswith(mark)), "") or _unmarked(data)
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise TableRefused("encoding") from error
    if STRANGE.search(text) or (name == "kz1048" and len(KNOWN.findall(text)) < 0.9 * len(text)):
        raise TableRefused("encoding")
    return text


def _unmarked(data: bytes) -> str:
    head = data[:4096]
    if head.count(0) > len(head) // 8:
        return "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "kz1048"
    return "utf-8"


def rows(text: str) -> list[list[str]]:
    """Cells of text, by the sign that parts most of its lines alike; without one each line is one cell. Raises TableRefused."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = _delimiter(text)
    found: list[list[str]] = []
    blank = 0
    for row in _parsed(text, delimiter):
        cells = [tidy(cell) for cell in row]
        blank = 0 if any(cells) else blank + 1
        found.append(_checked(cells))
        if len(found) - blank > MOST_LINES:
            raise TableRefused("rows")
    return found


def _checked(cells: list[str]) -> list[str]:
    if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
        raise TableRefused("columns")
    if any(len(cell) > MOST_SIGNS for cell in cells):
        raise TableRefused("cell")
    return cells[:MOST_COLUMNS]


def _delimiter(text: str) -> str:
    lines = [line for line in text[:200_000].split("\n") if line.strip()][:SAMPLE]
    if any("\t" in line for line in lines):
        return "\t"
    return next((sign for sign in DELIMITERS[1:] if _parts_alike(lines, sign)), "")


def _parts_alike(lines: list[str], sign: str) -> bool:
    """Whether most lines have the same number of cells, more than one."""
    rows = list(_parsed("\n".join(lines), sign))
    counts = Counter(map(len, rows))
    width, often = counts.most_common(1)[0] if counts else (1, 0)
    return width > 1 and often >= 0.7 * sum(counts.values()) and (width > 2 or sign != "," or not _is_prose(rows))  # noqa: PLR2004


def _is_prose(rows: list[list[str]]) -> bool:
    """Whether a comma is one of a sentence or a name: then a blank follows it."""
    return any(cell.startswith(" ") for row in rows for cell in row[1:])


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    """Rows of cells. A cell is quoted only where its closing quote ends it: names such as `"Dostyk" society` keep theirs."""
    end = re.escape(delimiter) if delimiter else r"(?!)"
    cell = re.compile(rf'"((?:[^"]|"")*)"(?={end}|\n|\Z)|([^\n{re.escape(delimiter)}]*)')
    row: list[str] = []
    place = 0
    while place <= len(text):
        found = cell.match(text, place)
        assert found is not None
        row.append(_unquoted(found, delimiter))
        place = found.end()
        if place < len(text) and delimiter and text[place] == delimiter:
            place += 1
            continue
        yield row
        row, place = [], place + 1


def _unquoted(found: re.Match[str], delimiter: str) -> str:
    """Cells copied from Excel are quoted only if they hold a line end; in a CSV all quotes are of the format."""
    inner = found[1]
    if inner is None:
        return found[2]
    quoted = delimiter not in ("\t", "") or "\n" in inner or "\t" in inner
    return inner.replace('""', '"') if quoted else found[0]
