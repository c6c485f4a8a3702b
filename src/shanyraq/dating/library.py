"""The only door to the `edtf` library: short texts that the grammar has already taken."""
from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from edtf import parse_edtf

if TYPE_CHECKING:
    from time import struct_time


@lru_cache(maxsize=1024)
def years(text: str) -> tuple[int, int]:
    """First and last year, both inclusive, of `199X`, `19XX`, `1XXX` and `1950S2`; may lie outside of 1..9998.

    Fuzzy bounds, since strict ones leave significant digits out; a mark never gets here.
    """
    found = parse_edtf(text)
    return _year(found.lower_fuzzy()), _year(found.upper_fuzzy())


def _year(moment: struct_time) -> int:
    return int(moment.tm_year)
