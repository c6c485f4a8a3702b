"""The extract: all that is told of an organisation on a day, on paper, with its sources."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from shanyraq.dating.sentences import say_day
from shanyraq.directory import organisation_page
from shanyraq.directory.days import Asked
from shanyraq.registry.models import Organisation
from shanyraq.site.elsewhere.paper import closing, days, frame, rows_of_fact
from shanyraq.site.elsewhere.plain import branches, plain, spoken, value, with_claims, with_labels

Row = dict[str, Any]
MOST_BELOW: Final = 300  # lines of the tree


def extract(request: HttpRequest, organisation: Organisation, asked: Asked, language: str) -> Row:
    """The data of `forms/extract.typ`."""
    panel = organisation_page.page(organisation, asked, language, 1)
    day = {"day": say_day(asked.day, language)}
    return {
        **frame(request, f"organisation:{organisation.slug}", panel, asked, language),
        "kind": _("Extract from the register, as of %(day)s") % day,
        "days": days(asked, language),
        "notice": plain(panel["disputed"]),
        "legend": _("What is marked “possibly” is not certain. All else is so on this day by the sources whose numbers stand beside it."),
        "sections": [section for section in _sections(panel) if section["rows"]],
        "foot": f"{plain(panel['title'])} · {day['day']}",
        "closing": closing(),
    }


def _sections(panel: Row) -> Iterator[Row]:
    yield _section(_("Territory"), "lines", [value(row, row["text"], first=not row["beside"]) | {"or": row["beside"]} for row in panel["territory"]])
    yield _section(_("What is known"), "facts", [rows_of_fact(fact) for fact in panel["facts"]])
    yield _section(_("Names through time"), "lines", [_name(row) for row in (*panel["official"], *panel["also"])])
    yield _section(_("In office"), "facts", [_office(row) for row in panel["offices"]])
    yield _section(_("Belongs to"), "lines", with_labels(panel["ties_up"], "tie_label", "body"))
    yield _below(panel)
    yield _section(_("Continues"), "lines", with_labels(panel["predecessors"], "tie_label", "body"))
    yield _section(_("Continued by"), "lines", with_labels(panel["successors"], "tie_label", "body"))
    yield _section(_("Numbers"), "facts", [_number(row) for row in panel["identifiers"]])
    yield _chronicle(panel)
    yield _section(_("Announced"), "chronicle", [_item(item) for item in panel["announced"]])
    yield _section(_("Sources"), "sources", [_source(row) for row in panel["sources"]])


def _section(heading: str, form: str, rows: list[Row], aside: str = "") -> Row:
    return {"heading": heading, "form": form, "rows": rows, "aside": aside}


def _below(panel: Row) -> Row:
    rows = list(branches(panel["ties_down"]))
    cut = panel["cut"] or len(rows) > MOST_BELOW
    aside = _("The list is long; what is not shown here stands on the pages of the organisations above it.") if cut else ""
    return _section(_("What belongs to it"), "lines", rows[:MOST_BELOW], aside)


def _chronicle(panel: Row) -> Row:
    """The whole of it, also what came after the day; of a very long one the first part, which is said."""
    count = panel["pages"]["sentence"] if panel["pages"] else ""
    cut = _("The chronicle is long. Here stand %(count)s; the rest stands on the page.") % {"count": count} if count else ""
    return _section(_("Chronicle of all times"), "chronicle", [_item(item) for item in panel["chronicle"]], cut)


def _name(row: Row) -> Row:
    said = value(row, row["text"], label=plain(row.get("use_label", "")))
    return said | {"or": False}


def _office(row: Row) -> Row:
    label = f"{row['office_label']} ({row['note']})" if row["note"] else row["office_label"]
    return {"label": plain(label), "values": [value(row, row["person"]["text"])]}


def _number(row: Row) -> Row:
    return {"label": plain(row["label"]), "values": [value(row, row["value"])]}


def _item(item: Row) -> Row:
    notes = [plain(said) for said in (item["clauses"], item["note"]) if said]
    return with_claims(item, value(item, item["sentence"])) | {"when": plain(item["when"]), "notes": notes, "planned": item["status"] == "announced"}


def _source(row: Row) -> Row:
    about = " · ".join(plain(row[part]) for part in ("kind_label", "author", "publisher", "day") if row[part])
    said = "; ".join(_said(one) for one in row["said"])
    return {"number": row["number"], "title": spoken(row["title"]), "lines": [line for line in (about, said) if line], "address": row["address"]}


def _said(one: Row) -> str:
    """Where in the source it stands, and its words."""
    wordings = ", ".join(f"«{plain(words)}»" for words in one["wordings"])
    return ": ".join(part for part in (plain(one["locator"]), wordings) if part)
