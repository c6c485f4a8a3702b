"""Days as people write them into lists: read by `dating`, once what stands around them is taken off."""
from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from shanyraq.dating.edtf_date import EDTFDate, parse
from shanyraq.dating.reading import LONGEST_SENTENCE, read
from shanyraq.dating.refusal import DateRefused

TWO_DIGITS: Final = re.compile(r"(\d{1,2}\.\d{1,2}\.)(3[2-9]|[4-9]\d)")  # such a number is no day, and its century is over
ORDINAL: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})-(?:го|м|й)(?!\w)")  # "с 1998-го", "в 1998-м"
SERIAL: Final = re.compile(r"[2-6]\d{4}")  # days since 1899-12-30, as spreadsheets count: 1954 to 2091
EPOCH: Final = date(1899, 12, 30)
AROUND: Final = re.compile(
    r"^(?:құрылған(?: күні| жылы)?|құрылды|ашылған|тіркелген(?: күні)?|тіркелді|основан[ао]?|создан[ао]?|образован[ао]?|зарегистрирован[ао]?"
    r"|действует|работает|жұмыс істейді|founded|established|registered|창립|설립|등록|в|от|in)\s*[:,–-]?\s*"
    r"|\s*(?:бастап|бері(?: жұмыс істейді)?"
    r"|(?:құрылған|тіркелген|ашылған|құрылды)\.?|(?:создан|основан|зарегистрирован)[ао]?\.?|창립|설립|등록|부터)$",
    re.IGNORECASE,
)
FROM_YEAR: Final = re.compile(r"(.*?)((?:19|20)\d{2})\s*-?\s*(?:ж\.?|жыл)?\s*(?:дан|ден|тан|тен|нан|нен)(?:\s+(?:бастап|бері))?", re.IGNORECASE)
WITHIN: Final = re.compile(
    r"(?<!\d)\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2}(?!\d)(?:\s*(?:г|ж)\.?(?!\w))?|(?<!\d)(?:19|20)\d{2}[.-]\d{2}[.-]\d{2}(?!\d)"
    r"|(?<!\d)\d{1,2}\s+[^\W\d_]{3,9}\s+(?:19|20)\d{2}(?!\d)(?:\s*(?:года|год|г)\.?(?!\w))?|(?<!\d)(?:19|20)\d{2}\s*(?:ж\.?|жылғы|жылы)\s+\d{1,2}\s+[^\W\d_]{4,9}"
)
YEAR: Final = re.compile(r"(?<![\d.№/-])(?:19|20)\d{2}(?![\d./-])(?:\s*-?\s*(?:года|год|жылы|жыл|г|ж)\.?(?!\w))?", re.IGNORECASE)


@lru_cache(maxsize=4096)
def date_in(text: str) -> tuple[str, str]:
    """(EDTF, what else the text says); ("", text) where it holds no one date."""
    plain = " ".join(text.split())
    if SERIAL.fullmatch(plain):
        return (EPOCH + timedelta(days=int(plain))).isoformat(), ""
    short = TWO_DIGITS.fullmatch(plain)
    usual = f"{short[1]}19{short[2]}" if short else ORDINAL.sub(r"\1", plain)
    for tried in dict.fromkeys((usual, AROUND.sub("", AROUND.sub("", usual)).strip(" ,.:"), _since(usual))):
        said = _read(tried)
        if said:
            return said, ""
    return _within(plain)


def _read(text: str) -> str:
    if not text or len(text) > LONGEST_SENTENCE or not any(sign.isdigit() for sign in text):
        return ""
    try:
        return read(text).text
    except DateRefused:
        return ""


def _since(text: str) -> str:
    """"2001 жылдан" is "since 2001", with or without the word for it."""
    found = FROM_YEAR.fullmatch(text)
    return f"{found[2]}/.." if found and not found[1].strip(" ,.:") else ""


def _within(text: str) -> tuple[str, str]:
    """One day, or one year, among other words; two are not one."""
    for pattern in (WITHIN, YEAR):
        found = list(pattern.finditer(text))
        said = _read(found[0][0]) if len(found) == 1 else ""
        if said:
            rest = text[: found[0].start()] + " " + text[found[0].end() :]
            return said, _rest(rest)
        if found:
            return "", text
    return "", text


def _rest(text: str) -> str:
    words = re.sub(r"\b(?:от|дата|күні|жылы|года|год|г|ж|of)\b\.?", " ", text, flags=re.IGNORECASE)
    return " ".join(AROUND.sub("", " ".join(words.split())).split()).strip(" ,.;:–-()")


def fits_before(said: str, day: date) -> bool:
    """Whether a date can have been by that day."""
    when: EDTFDate = parse(said)
    return when.earliest is None or when.earliest <= day
