"""Dates as people type them. What may mean two things is refused, with both; what is taken is shown back by `say`.

"After 2004" is later than 2004: 2005 or later. "Before 2002" ends with 2001; "until", which may or may not include the year, is refused.
Early, mid and late are taken widely: of a decade its years 0-4, 3-7 and 5-9, of a year its months 1-6, 4-9 and 7-12. Two digits are a decade only
from the thirties to the nineties, of the last century. `15.04.1996` has the day first, as dots do where this is used; `04/05/1996` is refused.
"""
from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from . import ambiguity
from .edtf_date import EDTFDate, parse
from .faults import refuse
from .refusal import DateRefused, quoted
from .shapes import LONGEST, fits
from .tongues import en, kk, ko, ru
from .tongues.tongue import FOLDED, Tongue, patterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONGEST_SENTENCE = 120
TONGUES = {"kk": kk.TONGUE, "ru": ru.TONGUE, "ko": ko.TONGUE, "en": en.TONGUE}

_NUMBERS = patterns(
    r"(?P<d>[0-9]{1,2})\. ?(?P<mn>[0-9]{1,2})\. ?(?P<y>[0-9]{4})(?: ?(?:г|ж))?",
    r"(?P<mn>[0-9]{1,2})[./] ?(?P<y>[0-9]{4})(?: ?(?:г|ж))?",
    r"(?P<y>[0-9]{4})\. ?(?P<mn>[0-9]{1,2})(?:\. ?(?P<d>[0-9]{1,2}))?",
    r"(?P<y>[0-9]{4})/(?P<mn>[0-9]{1,2})/(?P<d>[0-9]{1,2})",
    r"(?P<y>[0-9]{4})-(?P<mn>[0-9]{1,2})(?:-(?P<d>[0-9]{1,2}))?",
)
_YEARS = re.compile(r"([0-9]{4}) ?- ?([0-9]{4})")
_EDTF_LIKE = re.compile(r"(?=.*[0-9])(?=.*[X~%/\[\]{}TYE])[0-9X~?%/.,\[\]{}:TYESZ+-]+")
_LISTED = re.compile(r", | (?:or|или|немесе|또는) ")
_WORD = re.compile(r"\w+")
_LAST_CENTURY = re.compile(r"откен гасырдын | прошлого (?:века|столетия)| of the (?:last|past) century|지난 세기 ?")


def tongue_of(language: str) -> Tongue:
    """The words of kk, ru, ko or en. Raises ValueError for another language."""
    name = language.lower().split("-")[0]
    if name not in TONGUES:
        raise ValueError(f"Dates are said in kk, ru, ko and en, not in {language!r}.")
    return TONGUES[name]


def read(text: str, *, language: str | None = None) -> EDTFDate:
    """The date of EDTF or of words in any of the four languages; the given one is tried first. Raises DateRefused with what was understood."""
    typed = text[: LONGEST_SENTENCE + 1].strip()
    if len(text) > LONGEST_SENTENCE:
        raise DateRefused(_("“%(text)s” is too long for a date. Write for example “April 1996” or “about 2006”.") % {"text": quoted(typed)})
    if len(typed) <= LONGEST and fits(typed):
        return parse(typed)
    return parse(_sentence(typed, _plain(typed), language))


def _plain(text: str) -> str:
    """Lower case, Kazakh letters folded, one kind of dash and blank, no dots behind letters or at the end."""
    flat = unicodedata.normalize("NFC", text).lower().translate(FOLDED)
    flat = re.sub(r"[‐-―−–—]", "-", flat)
    flat = re.sub(r"[’‘ʼ`]", "'", flat)
    flat = re.sub(r"(?<=[^\W0-9_])\.", " ", re.sub(r"^c\.", "circa ", flat))
    return _LAST_CENTURY.sub("", re.sub(r"\s+", " ", flat)).replace(" ,", ",").strip(' .,;:«»“”"')


def _sentence(typed: str, plain: str, language: str | None) -> str:
    ambiguity.refuse_short(typed, plain)
    slashed = ambiguity.slashed(typed, plain)
    if slashed:
        return slashed
    refusals: list[DateRefused] = []
    found = next(iter(_each(plain, _order(language), refusals)), None)
    if found is not None:
        return found
    if refusals:
        raise refusals[0]
    raise refuse(typed) if _EDTF_LIKE.fullmatch(typed) else ambiguity.not_understood(typed, _known(typed))


def _known(typed: str) -> list[str]:
    """The words that are a date, or would be with a year: years and names of months."""
    words = [word for word in _WORD.findall(typed) if len(word) > 2]  # noqa: PLR2004
    return [word for word in words if any(_point(tongue, _plain(text)) for tongue in TONGUES.values() for text in (word, f"{word} 1996"))]


def _order(language: str | None) -> list[Tongue]:
    first = [TONGUES[language.split("-")[0]]] if language and language.split("-")[0] in TONGUES else []
    return first + [tongue for tongue in TONGUES.values() if tongue not in first]


def _each(plain: str, tongues: Iterable[Tongue], refusals: list[DateRefused]) -> Iterable[str]:
    for tongue in tongues:
        try:
            edtf = _framed(tongue, plain)
        except DateRefused as refusal:
            refusals.append(refusal)
            continue
        if edtf is not None:
            yield edtf


def _framed(tongue: Tongue, plain: str) -> str | None:
    years = _YEARS.fullmatch(plain)
    if years:
        return f"{years[1]}/{years[2]}"
    for form, pattern in tongue.frames:
        match = pattern.fullmatch(plain)
        edtf = _built(tongue, form, match) if match else None
        if edtf is not None:
            return edtf
    return _item(tongue, plain)


def _built(tongue: Tongue, form: str, match: re.Match[str]) -> str | None:
    if form == "unknown":
        return ""
    groups = match.groupdict()
    if "a" in groups:
        return _decades(form, groups["a"], groups["b"])
    texts = [groups[name] for name in ("x", "y") if name in groups]
    items = _items(tongue, texts)
    if not items and form == "or":
        items = _items(tongue, [member for text in texts for member in _LISTED.split(text)])
    return _FORMS[form](*items) if items else None


def _items(tongue: Tongue, texts: list[str]) -> list[str]:
    """All of the texts as EDTF; none if one is no date."""
    items = [item for item in (_item(tongue, text) for text in texts) if item]
    return items if len(items) == len(texts) else []


def _item(tongue: Tongue, plain: str) -> str | None:
    """One point in time as EDTF, with its mark."""
    plain = plain.strip(" ,.")
    for mark, pattern in tongue.marks:
        match = pattern.fullmatch(plain)
        inner = _point(tongue, match["x"].strip()) if match else None
        if inner:
            return inner + mark
    return _point(tongue, plain)


def _point(tongue: Tongue, plain: str) -> str | None:
    for pattern in (*tongue.points, *_NUMBERS):
        match = pattern.fullmatch(plain)
        edtf = _edtf(tongue, match.groupdict()) if match else None
        if edtf:
            return edtf
    return None


def _edtf(tongue: Tongue, groups: dict[str, str | None]) -> str | None:
    if groups.get("dec"):
        return _decade(str(groups["dec"]))
    year = str(groups["y"]).zfill(4)
    for name, base in (("q", 32), ("h", 39), ("s", 0)):
        word = groups.get(name)
        if word:
            code = base + tongue.number(word)
            return f"{year}-{code}" if code != ambiguity.WINTER else ambiguity.winter(year, groups.get("w"))
    if groups.get("w"):
        return None
    month = groups.get("m") or groups.get("mn")
    if not month:
        return year
    edtf = f"{year}-{tongue.number(month):02d}"
    return f"{edtf}-{int(str(groups['d'])):02d}" if groups.get("d") else edtf


def _decade(digits: str, century: str = "") -> str | None:
    """`199X` of "1990", or of "90"; None for what is no decade. Raises DateRefused for what may be of two centuries, or a century."""
    if digits[-1] != "0" or len(digits) == 3:  # noqa: PLR2004
        return None
    if len(digits) == 4:  # noqa: PLR2004
        return f"{ambiguity.one_decade(digits)[:3]}X"
    return f"{century or ambiguity.last_century(digits)}{digits[0]}X"


def _decades(form: str, first: str, last: str) -> str | None:
    if form == "plural" and (len(first) == 4 or first[-1] != "0" or last[-1] != "0"):  # noqa: PLR2004
        century = first[:2] if len(first) == 4 else ambiguity.last_century(first)  # noqa: PLR2004
        return "/".join(century + year if len(year) == 2 else year for year in (first, last))  # noqa: PLR2004
    begin = _decade(first, last[:2] if len(last) > len(first) else "")
    end = _decade(last, begin[:2] if begin else "")
    return "/".join(sorted((begin, end))) if begin and end else None


def _or(*items: str) -> str:
    two_decades = len(items) == 2 and all(item[3:] == "X" for item in items)  # noqa: PLR2004
    return "/".join(sorted(items)) if two_decades else f"[{','.join(items)}]"


def _after(edtf: str) -> str:
    latest = parse(edtf).latest
    assert latest is not None
    return f"[{_as_fine((latest + timedelta(days=1)).isoformat(), edtf)}..]"


def _before(edtf: str) -> str:
    earliest = parse(edtf).earliest
    assert earliest is not None
    if earliest.toordinal() == 1:
        raise DateRefused(_("Nothing lies before %(date)s: years run from 0001 to 9998.") % {"date": edtf})
    return f"[..{_as_fine((earliest - timedelta(days=1)).isoformat(), edtf)}]"


def _as_fine(day: str, edtf: str) -> str:
    """As much of an ISO day as the date beside it gives."""
    bare = edtf.rstrip("~?%")
    return day if edtf != bare else day[: max(len(bare), 4)]


def _stretch(edtf: str, of_decade: tuple[int, int], of_year: tuple[int, int]) -> str | None:
    if edtf[3:] == "X":
        return f"{edtf[:3]}{of_decade[0]}/{edtf[:3]}{of_decade[1]}"
    return f"{edtf}-{of_year[0]:02d}/{edtf}-{of_year[1]:02d}" if edtf.isdigit() else None


_FORMS: dict[str, Callable[..., str | None]] = {
    "since": "{}/..".format,
    "by": "../{}".format,
    "later": "[{}..]".format,
    "between": "{}/{}".format,
    "after": _after,
    "before": _before,
    "until": ambiguity.until,
    "or": _or,
    "early": lambda edtf: _stretch(edtf, (0, 4), (1, 6)),
    "mid": lambda edtf: _stretch(edtf, (3, 7), (4, 9)),
    "late": lambda edtf: _stretch(edtf, (5, 9), (7, 12)),
}
