"""What a column tells, by what is in it, where no heading says so."""
from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Final

from shanyraq.lists.dates import date_in
from shanyraq.lists.folded import folded
from shanyraq.lists.terms import Column
from shanyraq.lists.wording import KINDS, LEVELS, NO, PLACES, YES, first

PHONE: Final = re.compile(r"(?:\+?[78][\s–-]*)?(?:\(\d{3,5}\)|\d{3,5})[\s–-]*\d{1,3}[\s–-]*\d{2}[\s–-]*\d{2}")
PERSON: Final = re.compile(
    r"(?:[^\W\d_]\S+\s+(?:[^\W\d_]\.\s*){1,2}|(?:[^\W\d_]\.\s*){1,2}[^\W\d_]\S+|(?:[^\W\d_][\w-]+\s+){1,2}[^\W\d_][\w-]+)|[가-힣]{2,4}"
)
INITIAL: Final = re.compile(r"(?<!\w)([^\W\d_])\.")
MOST: Final = 0.6  # of the cells that are filled
SAMPLE: Final = 200


def _is_count(cell: str) -> bool:
    return cell.strip(" .)").isdigit() and len(cell) <= 4  # noqa: PLR2004


def _is_level(cell: str) -> bool:
    return len(cell.split()) <= 2 and bool(first(LEVELS, cell)) and not PHONE.search(cell)  # noqa: PLR2004


def _is_seat(cell: str) -> bool:
    """Short words for places, such as "а.", are initials of persons, too."""
    initials = any(letter.isupper() for letter in INITIAL.findall(cell))
    return len(cell.split()) <= 3 and not initials and bool(first(tuple(PLACES), cell)) and not first(KINDS, cell)  # noqa: PLR2004


SIGNS: Final[tuple[tuple[Column, Callable[[str], bool]], ...]] = (
    (Column.BIN, lambda cell: bool(re.fullmatch(r"\d{11,12}", cell)) and not PHONE.fullmatch(cell)),
    (Column.FOUNDED, lambda cell: len(cell) < 40 and bool(re.search(r"\d{4}", cell)) and bool(date_in(cell)[0])),  # noqa: PLR2004
    (Column.PHONE, lambda cell: bool(PHONE.match(cell.removeprefix("тел. ")))),
    (Column.EMAIL, lambda cell: "@" in cell),
    (Column.REGISTERED, lambda cell: bool(YES.fullmatch(folded(cell)) or NO.fullmatch(folded(cell)))),
    (Column.SEAT, _is_seat),
    (Column.LEVEL, _is_level),
    (Column.NAME, lambda cell: bool(first(KINDS, cell)) or "«" in cell),
    (Column.CHAIR, lambda cell: bool(PERSON.fullmatch(cell.strip())) and any(sign.isupper() or sign >= "가" for sign in cell)),
)  # fmt: skip


def guessed(columns: Sequence[Sequence[str]], seen: Collection[Column]) -> dict[int, Column]:
    """{number of the column: what it tells}, for those whose cells say it; each is told by one column, a name by one in any case."""
    found: dict[int, Column] = {}
    for n, cells in enumerate(columns):
        filled = [cell for cell in cells if cell][:SAMPLE]
        if n == 0 and len(columns) > 1 and filled and all(map(_is_count, filled)):
            found[n] = Column.COUNT
            continue
        sign = next((column for column, fits in SIGNS if column not in (*seen, *found.values()) and filled and _most(filled, fits)), None)
        if sign:
            found[n] = sign
    if Column.NAME not in (*seen, *found.values()):
        rest = [n for n in range(len(columns)) if n not in found or found[n] in (Column.CHAIR, Column.SEAT, Column.LEVEL)]
        if rest:
            found[max(rest, key=lambda n: sum(len(re.findall(r"[^\W\d]", cell)) for cell in columns[n]))] = Column.NAME
    return found


def _most(filled: Sequence[str], fits: Callable[[str], bool]) -> bool:
    return sum(map(fits, filled)) >= MOST * len(filled)
