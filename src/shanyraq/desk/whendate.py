"""A date as the page of the day asks for it: in words of people, shown back as a sentence before anything is saved."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanyraq.dating.edtf_date import EDTFDate, parse
from shanyraq.dating.last_days import PLAIN, is_plain, next_day
from shanyraq.dating.reading import read
from shanyraq.dating.refusal import DateRefused

Row = dict[str, Any]


class How(TextChoices):
    ON = "on", gettext_lazy("On a day, in a month or in a year")
    ABOUT = "about", gettext_lazy("About then")
    BETWEEN = "between", gettext_lazy("Between two dates")
    BY = "by", gettext_lazy("Not later than")
    SINCE = "since", gettext_lazy("Not before")
    UNKNOWN = "unknown", gettext_lazy("It is not known when")


def taken(post: Mapping[str, str], language: str, *, last_day: bool) -> str:
    """EDTF of what was typed. Raises DateRefused; `last_day`: the day typed is the last of the old state, the day after it is kept."""
    how, first, second = (post.get(name, "").strip() for name in ("how", "first", "second"))
    if how == How.UNKNOWN:
        return ""
    if not first:
        raise DateRefused(_("Type a date, or choose that it is not known."))
    edtf = _edtf(how, first, second, language)
    return next_day(edtf) if last_day else edtf


def _edtf(how: str, first: str, second: str, language: str) -> str:
    said = read(first, language=language)
    if how == How.ABOUT:
        return parse(f"{said.text}~").text if is_plain(said) else said.text
    if how == How.BETWEEN:
        return _between(said, second, language)
    if how == How.BY:
        return parse(f"../{said.text}").text if is_plain(said) else said.text
    if how == How.SINCE:
        return parse(f"[{said.text}..]").text if is_plain(said) else said.text
    return said.text


def _between(first: EDTFDate, second: str, language: str) -> str:
    if second:
        return parse(f"{first.text}/{read(second, language=language).text}").text
    if is_plain(first):
        raise DateRefused(_("Type the second date as well."))
    return first.text


def asked_of(edtf: str, *, dated: bool) -> dict[str, str]:
    """What the page shows of a date that was told before: its form, and its parts as a file has them."""
    if not edtf:
        return {"how": How.UNKNOWN.value if dated else How.ON.value, "first": "", "second": ""}
    if edtf.endswith("~") and set(edtf[:-1]) <= set(PLAIN):
        return {"how": How.ABOUT.value, "first": edtf[:-1], "second": ""}
    if edtf.startswith("../"):
        return {"how": How.BY.value, "first": edtf[3:], "second": ""}
    if edtf.startswith("[") and edtf.endswith("..]"):
        return {"how": How.SINCE.value, "first": edtf[1:-3], "second": ""}
    first, slash, second = edtf.partition("/")
    if slash and ".." not in edtf:
        return {"how": How.BETWEEN.value, "first": first, "second": second}
    return {"how": How.ON.value, "first": edtf, "second": ""}
