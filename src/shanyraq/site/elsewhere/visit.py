"""The visit sheet: one page for a guest or a delegation. Who they are, who speaks for them, who belongs to them, what happened last."""
from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from shanyraq.chronicle.terms import Act, Status
from shanyraq.dating.sentences import say_day
from shanyraq.directory import organisation_page
from shanyraq.directory.days import Asked
from shanyraq.directory.reading import read
from shanyraq.directory.versions import SIGHTINGS, of_body
from shanyraq.directory.vocabulary import fact_label
from shanyraq.registry.models import Organisation
from shanyraq.site.elsewhere.paper import frame
from shanyraq.site.elsewhere.plain import branches, plain, value, with_labels

Row = dict[str, Any]
MOST_ROWS: Final = 14  # as many as the form ever shows of one list
SHORTEST: Final = 160  # signs of one text on a sheet
OTHERS: Final = 3  # names in other languages
KEPT: Final = ("kind", "level", "registration", "seat", "culture", "contact")


def visit(request: HttpRequest, organisation: Organisation, asked: Asked, language: str) -> Row:
    """The data of `forms/visit.typ`."""
    panel = organisation_page.page(organisation, asked, language, 1)
    day = say_day(asked.day, language)
    key = f"organisation:{organisation.slug}"
    common = frame(request, key, panel, asked, language)
    sheet: Row = _short({
        **common,
        "words": common["words"] | {"notes": _("Notes")},
        "kind": _("Visit sheet, as of %(day)s") % {"day": day},
        "others": [{"value": plain(name.value), "lang": name.lang} for name in panel["spelt"] if name.lang != panel["title"].lang][:OTHERS],
        "sections": [section for section in _sections(panel, _latest(key, asked, language)) if section["rows"] or section["none"]],
        "foot": _foot(say_day(asked.today, language)),
    })  # fmt: skip
    return sheet


def _foot(today: str) -> str:
    said = _("Made on %(today)s from the register. All facts with their sources stand at this address:") % {"today": today}
    return said.replace("..", ".")  # a Russian year ends in one


def _latest(key: str, asked: Asked, language: str) -> Row:
    """What was done last by the day, newest first: `rows`, and of how many in `all`; being mentioned is no change. A fixed number of queries."""
    done = of_body(key, asked.known_on).filter(status=Status.DONE, change__latest__lte=asked.day).exclude(act__in=(*SIGHTINGS, Act.ANNOUNCED))
    last = done.reverse()[:MOST_ROWS]
    reading = read(asked, language, done.filter(pk__in=[version.pk for version in last]), own=key, periods=[], bodies=[])
    return {"rows": [_item(item) for item in reversed(reading.scribe.items(reading.chronicle))], "all": done.count()}


def _sections(panel: Row, latest: Row) -> list[Row]:
    below = list(branches(panel["ties_down"]))
    members = [{**row, "label": ""} for row in below if row["depth"] == 0]
    people = with_labels(panel["offices"], "office_label", "person")
    return [
        _section(_("Who speaks for it"), people, none=_("No source tells this.")),
        _section(_("What is known"), _facts(panel), keep=True),
        _section(_("Belongs to"), with_labels(panel["ties_up"], "tie_label", "body")),
        _section(_("What belongs to it"), members),
        _section(_("Last changes"), latest["rows"], all_of_them=latest["all"]),
    ]


def _section(heading: str, rows: list[Row], *, none: str = "", keep: bool = False, all_of_them: int = 0) -> Row:
    shown = [_line(row) for row in rows[:MOST_ROWS]]
    return {"heading": heading, "rows": shown, "all": all_of_them or len(rows), "none": none, "keep": keep, "more": _("{n} of {of} are shown.")}


def _facts(panel: Row) -> list[Row]:
    """The main facts, a line each; what no source tells is left out."""
    wanted = {fact_label(fact) for fact in KEPT}
    found = [fact for fact in panel["facts"] if fact["label"] in wanted and fact["values"]]
    return [value(row, row["text"], first=number == 0, label=plain(fact["label"])) for fact in found for number, row in enumerate(fact["values"])]


def _item(item: Row) -> Row:
    return value(item, item["sentence"], label=plain(item["when"]))


def _line(row: Row) -> Row:
    """A guest is told what, not by which line of which source; the page says that."""
    return row | {"refs": [], "disputed": False}


def _short(said: Any) -> Any:
    """Each text within what one page can bear; a longer one ends in “…”. Pictures are none."""
    if isinstance(said, dict):
        return {key: one if key in ("mark", "qr", "address", "words", "foot") else _short(one) for key, one in said.items()}
    if isinstance(said, list):
        return [_short(one) for one in said]
    return f"{said[:SHORTEST].rstrip()}…" if isinstance(said, str) and len(said) > SHORTEST else said
