"""What may stand in a cell of a table that leaves the house."""
from __future__ import annotations

import math
import re
from datetime import date
from typing import Final

FORMULA: Final = re.compile(r"\A[\s\x00-\x20\u200b\u200e\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|\A[\t\r]")
WITHIN: Final = re.compile(r"(?<=[;\t\r\n])(?=[\s\u200b\ufeff]*[=+\-@＝＋－＠])")  # a program that splits at semicolons or lines begins a cell there
UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # signs that no XML may hold
MOST_DIGITS: Final = 10**15  # spreadsheets keep fifteen digits of a number


def plain(value: object) -> str:
    """The text of a value: days as ISO dates, nothing as an empty text, without signs that no file format can hold."""
    if value is None:
        return ""
    return UNWRITABLE.sub("", value.isoformat() if isinstance(value, date) else str(value))


def is_number(value: object) -> bool:
    """Whether a spreadsheet can hold it as a number without loss."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < MOST_DIGITS


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula (as OWASP lists under "CSV injection", with their full-width twins)."""
    return bool(FORMULA.search(text))


def harmless(value: object) -> str:
    """The text of a value for a file without types of cells: an apostrophe stands before whatever could be taken for a formula."""
    text = plain(value)
    if is_number(value):
        return text
    guarded = WITHIN.sub("'", text)
    return f"'{guarded}" if looks_like_formula(text) else guarded
