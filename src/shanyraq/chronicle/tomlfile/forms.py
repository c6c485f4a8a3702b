"""Forms of single values. Each takes the spot and the value as TOML gave it, and returns the value as it is kept, or None after noting a fault."""
from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from shanyraq.dating.edtf_date import DateRefused, parse

from .grammar import PREFIXES
from .spots import Spot, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection

    from .tables import Texts

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ADDRESS = re.compile(r"https?://[^\s/]\S*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def text(spot: Spot, value: Any) -> str | None:
    """Not empty, without control signs other than tab and line ends."""
    if not isinstance(value, str):
        spot.fault(value, _("This must be a text in quotes."))
        return None
    if not value.strip():
        spot.fault(value or spot.key, _("This text is empty. Leave the key out where there is nothing to say."))
        return None
    if control := _CONTROL.search(value):
        spot.fault(value, _("The text holds the control sign %(sign)s. Take it out.") % {"sign": f"U+{ord(control[0]):04X}"})
        return None
    return value


def texts(spot: Spot, value: Any) -> Texts | None:
    """A text (its language is `und`) or a table of texts per language."""
    if not isinstance(value, dict):
        plain = text(spot, value)
        return None if plain is None else {"und": plain}
    languages(spot, value)
    return {code: words for code, words in ((code, text(spot.at(code), inner)) for code, inner in value.items()) if words is not None}


def languages(spot: Spot, table: dict[str, Any]) -> None:
    """Refuses a table of texts that is empty, or whose keys are not codes of languages."""
    if not table:
        spot.fault(spot.key, _('This table of texts is empty. Give a text per language, as in { kk = "...", ru = "..." }.'))
    for code in table:
        if not _LANGUAGE.fullmatch(code):
            spot.at(code).fault(code, _("This is no code of a language. Write two or three small letters, as in kk; und where it is not known."))


def word(spot: Spot, value: Any, known: Collection[str]) -> str | None:
    """One of the known words."""
    if isinstance(value, str) and value in known:
        return value
    if not isinstance(value, str):
        spot.fault(value, _("This must be a word in quotes. %(hint)s") % {"hint": suggestion("", known)})
        return None
    spot.fault(value or spot.key, _("This word is not known here. %(hint)s") % {"hint": suggestion(value, known)})
    return None


def slug(spot: Spot, value: Any) -> str | None:
    if isinstance(value, str) and _SLUG.fullmatch(value):
        return value
    spot.fault(value, _("This is no slug. A slug is a text of a-z, 0-9 and -, at most 60 signs, and begins with a letter or digit."))
    return None


def body(spot: Spot, value: Any) -> str | None:
    """A slug of an organisation, or one with the prefix place: or person:."""
    if not isinstance(value, str):
        spot.fault(value, _("This must be the slug of a body in quotes."))
        return None
    prefix, colon, name = value.rpartition(":")
    if colon and prefix not in PREFIXES:
        hint = _("Only place: and person: stand before a slug; an organisation is named by its slug alone.")
        spot.fault(value, hint)
        return None
    return None if slug(spot, name if _SLUG.fullmatch(name) else value) is None else value


def slugs(spot: Spot, value: Any) -> tuple[str, ...]:
    """A slug or a list of slugs, none twice; what is wrong is left out."""
    return each(spot, value, slug)


def each(spot: Spot, value: Any, form: Any) -> tuple[str, ...]:
    """One value or a list of values of a form, none of them twice."""
    if not isinstance(value, list):
        value = [value]
    if not value:
        spot.fault(spot.key, _("This list is empty. Name at least one."))
    kept = dict.fromkeys(found for number, item in enumerate(value) if (found := form(spot.at(number), item)) is not None)
    if len(kept) < len(value):
        _refuse_doubles(spot, value)
    return tuple(kept)


def edtf(spot: Spot, value: Any) -> str | None:
    """EDTF text; a TOML date becomes its ISO text. None too where it says that the date is unknown."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = value.isoformat()
    if not isinstance(value, str):
        spot.fault(value, _('This must be a date, as in "1996-04" or "2006~".'))
        return None
    try:
        return parse(value).text or None
    except DateRefused as refused:
        spot.fault(value, str(refused))
        return None


def day(spot: Spot, value: Any) -> date | None:
    """A full date, in quotes or without."""
    found = _moment(value)
    if found is None or isinstance(found, datetime):
        spot.fault(value, _("This must be a day, as in 2024-03-31."))
        return None
    return found


def moment(spot: Spot, value: Any) -> date | None:
    """A full date, or a date-time with its offset, which is kept in UTC."""
    found = _moment(value)
    if found is None or (isinstance(found, datetime) and found.tzinfo is None):
        spot.fault(value, _("This must be a day, as in 2026-07-20, or a date-time with its offset, as in 2026-07-20T09:30:00+05:00."))
        return None
    try:
        return found.astimezone(UTC) if isinstance(found, datetime) else found
    except OverflowError:
        spot.fault(value, _("This moment is outside of the years 0001 to 9998."))
        return None


def address(spot: Spot, value: Any) -> str | None:
    if isinstance(value, str) and _ADDRESS.fullmatch(value):
        return text(spot, value)
    spot.fault(value, _("This is no web address. It begins with https:// or http:// and holds no spaces."))
    return None


def true(spot: Spot, value: Any) -> bool | None:
    """True; false is the same as leaving the key out."""
    if isinstance(value, bool):
        return value or None
    spot.fault(value, _("This must be true (without quotes), or be left out."))
    return None


def _moment(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if _DAY.fullmatch(value) else datetime.fromisoformat(value) if _MOMENT.fullmatch(value) else None
        except ValueError:
            return None
    return value if isinstance(value, date) else None


def _refuse_doubles(spot: Spot, values: list[Any]) -> None:
    seen = set[str]()
    for number, value in enumerate(values):
        if isinstance(value, str) and value in seen:
            spot.at(number).fault(value, _("This is named twice. Name it once."))
        seen.add(value if isinstance(value, str) else "")
