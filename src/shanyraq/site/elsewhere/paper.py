"""What every paper of an organisation carries: whose it is, which day it shows, where the same stands today, under which licence."""
from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shanyraq.dating.sentences import say_day
from shanyraq.directory import licence
from shanyraq.directory.days import Asked
from shanyraq.directory.namebook import url_of
from shanyraq.papers.codes import qr_svg
from shanyraq.site.context import federation
from shanyraq.site.elsewhere.plain import plain, spoken, value

Row = dict[str, Any]
MARK: Final = Path(__file__).parents[1] / "static" / "site" / "mark.svg"


@cache
def mark() -> str:
    return MARK.read_text(encoding="utf-8")


def frame(request: HttpRequest, key: str, panel: Row, asked: Asked, language: str) -> Row:
    """The common part of the data of a form; `panel` is what the organisation's page shows."""
    address = request.build_absolute_uri(url_of(key))
    said = federation()
    kept = said["name"]
    return {
        "language": language,
        "mark": mark(),
        "federation": {"value": plain(kept or _("A register of associations")), "lang": kept.lang if kept and kept.lang != "und" else language},
        "sample": sample() if said["sample"] else "",
        "title": title(panel),
        "document": plain(panel["title"]),
        "lead": plain(panel["existence_sentence"]),
        "address": shown_address(address, asked),
        "qr": qr_svg(shown_address(address, asked)),
        "words": words(),
    }


def sample() -> str:
    return _("Sample data.") + " " + _("Every organisation, person and event here is invented.")


def title(panel: Row) -> list[Row]:
    rows = panel["names"] or [{"text": panel["title"]}]
    return [{"text": spoken(row["text"]), "possibly": row.get("certainty") == "possibly"} for row in rows]


def shown_address(address: str, asked: Asked) -> str:
    """The page on the day of the paper; as it was known then only where that was asked for: who comes by a paper shall see corrections."""
    days = {"as_of": asked.day.isoformat()} | ({"known_on": asked.known_on.isoformat()} if asked.known_on else {})
    return f"{address}?{urlencode(days)}"


def days(asked: Asked, language: str) -> list[Row]:
    """The day shown, the day of knowledge and the day of making, each with its label."""
    said = [
        (_("Day shown"), asked.day),
        (_("As known on"), asked.known_on or asked.today),
        (_("Made on"), asked.today),
    ]
    return [{"label": label, "value": say_day(day, language)} for label, day in said]


def words() -> Row:
    """The words of the forms themselves."""
    return {
        "possibly": _("possibly"),
        "or": pgettext("between two alternatives", "or"),
        "none": _("No source tells this."),
        "disagree": _("Sources disagree"),
        "page": _("{n} of {of}"),
        "mark": _("The mark of this register: the crown of a yurt"),
        "qr": _("This page on the web"),
    }


def closing() -> str:
    return _("Everyone may use the facts, as long as the sources are named:") + f" {licence.NAME}, {licence.ADDRESS}"


def rows_of_fact(fact: Row) -> Row:
    """A fact of the panel with its label and its values."""
    made = [value(row, row["text"], first=number == 0) for number, row in enumerate(fact["values"])]
    return {"label": plain(fact["label"]), "values": made}
