"""The two days that a comparison is asked for: `?from=` and `?to=`."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.dating.question import day
from shanyraq.dating.reading import read
from shanyraq.dating.refusal import DateRefused
from shanyraq.directory.days import DAY_LIKE, MACHINE_LIKE, Asked

Row = dict[str, Any]
FIELDS: Final = ("from", "to")
LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class TwoDays:
    """The earlier day first. `texts` are the days as the address has them."""

    first: date
    last: date
    texts: tuple[str, str]

    def asked(self, asked: Asked) -> Asked:
        """The page as it would be asked for on the later day."""
        return Asked(asked.today, self.last, asked.known_on, self.texts[1], asked.known)


def read_days(given: Mapping[str, str], today: date) -> TwoDays | list[Row] | None:
    """The two days; a day in words is read. None where nothing is asked yet, else what is wrong, as rows of `site/parts/error_summary.html`."""
    typed = [given.get(name, "").strip()[:LONGEST] for name in FIELDS]
    if not any(typed):
        return None
    errors, found = [], []
    for name, text in zip(FIELDS, typed, strict=True):
        try:
            found.append(_day(text, today))
        except DateRefused as refusal:
            errors.append({"text": str(refusal) if text else _("Give both days."), "target": f"day-{name}"})
    if errors:
        return errors
    (first, first_text), (last, last_text) = sorted(found)
    return TwoDays(first, last, (first_text, last_text))


def _day(text: str, today: date) -> tuple[date, str]:
    digits = _digits(text)
    return day(digits, today=today), digits


def _digits(text: str) -> str:
    if MACHINE_LIKE.fullmatch(text):
        return text
    said = read(text, language=get_language()).text
    return said if DAY_LIKE.fullmatch(said) else text


def fields(given: Mapping[str, str], errors: list[Row], default: str) -> list[Row]:
    """The two fields of the form, with what was typed; `default` is the day that one looks at."""
    wrong = {error["target"]: error["text"] for error in errors}
    labels = {"from": _("First day"), "to": _("Second day")}
    values = {"from": given.get("from", default), "to": given.get("to", "")}
    hint = _("A year, a month or a day: 2001, April 1996, 2001-06-01. A year means its last day.")
    return [
        {
            "id": f"day-{name}", "name": name, "label": labels[name], "kind": "text", "value": values[name][:LONGEST],
            "error": wrong.get(f"day-{name}", ""), "hint": hint if name == "from" else "",
            "required": True, "autocomplete": "off", "inputmode": "", "choices": [],
        }
        for name in FIELDS
    ]  # fmt: skip
