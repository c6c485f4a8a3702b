"""The form with which a list is brought, and what it says where something is amiss."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.dating.reading import read
from shanyraq.dating.refusal import DateRefused
from shanyraq.dating.sentences import say_day
from shanyraq.lists.layout import lay_out
from shanyraq.tables.reading import MOST_UPLOADED, Grid, TableRefused, read_file, read_pasted

LONGEST: Final = {"title": 200, "umbrella": 300, "key": 64}


@dataclass(slots=True)
class Brought:
    """What was typed, and what it means once `errors` is empty: {name of the field: sentence}."""

    typed: dict[str, str]
    today: date
    errors: dict[str, str] = field(default_factory=dict)
    grid: Grid | None = None
    day: date | None = None
    title: str = ""

    @property
    def umbrella(self) -> str:
        return " ".join(self.typed["umbrella"].split())

    def summary(self) -> list[dict[str, str]]:
        """What `site/parts/error_summary.html` takes."""
        return [{"text": text, "target": f"list-{name}"} for name, text in self.errors.items()]

    def fields(self) -> dict[str, dict[str, Any]]:
        """The fields of the page in which something is typed."""
        pasted = _("In Excel or Word: select the rows, copy, and paste here. One name a line will do, too.")
        named = _("As people will read it where facts name their source. Left out: as it is called in itself.")
        dated = _("The day of the list, such as 2026-10-01 or 1 October 2026.")
        above = _("The umbrella organisation, by its name. If it is not in the register yet, it will be.")
        return {
            "cells": self.field("cells", _("Or paste the cells"), "textarea", pasted) | {"left_out": _("(not with a file)")},
            "title": self.field("title", _("What the list is called"), "text", named),
            "day": self.field("day", _("On which day is it true?"), "text", dated, required=True),
            "umbrella": self.field("umbrella", _("To whom do they belong?"), "text", above),
        }

    def field(self, name: str, label: str, kind: str, hint: str = "", *, required: bool = False) -> dict[str, Any]:
        """What `site/parts/field.html` takes."""
        said = {"value": self.typed[name], "hint": hint, "error": self.errors.get(name, ""), "required": required}
        return {"id": f"list-{name}", "name": name, "label": label, "kind": kind, **said}


def empty(today: date, key: str) -> Brought:
    return Brought({"cells": "", "title": "", "day": today.isoformat(), "umbrella": "", "key": key}, today)


def brought(request: HttpRequest, today: date) -> Brought:
    """Reads what was sent; what cannot be read is told in `errors`."""
    typed = {name: request.POST.get(name, "").strip() for name in ("title", "day", "umbrella", "key")}
    form = Brought({**typed, "cells": request.POST.get("cells", "")}, today)
    for name, most in LONGEST.items():
        if len(typed[name]) > most:
            form.errors[name] = _("Write at most %(most)s signs.") % {"most": most}
    form.day = _day(form, today)
    _read(form, request)
    if form.grid is not None:
        form.title = typed["title"] or _own_title(form.grid) or _("List of %(day)s") % {"day": say_day(form.day or today, get_language() or "kk")}
    return form


def _read(form: Brought, request: HttpRequest) -> None:
    sent = request.FILES.get("file")
    try:
        if sent is not None and sent.size:
            form.grid = read_file(_bytes(sent))
        elif form.typed["cells"].strip():
            form.grid = read_pasted(form.typed["cells"])
        else:
            form.errors["cells"] = _("Choose a file, or paste the cells of your table.")
    except TableRefused as refused:
        form.errors["file" if sent else "cells"] = str(refused)


def _bytes(sent: Any) -> bytes:
    if sent.size > MOST_UPLOADED:
        raise TableRefused("large")
    return bytes(sent.read())


def _own_title(grid: Grid) -> str:
    return " ".join(lay_out(grid).title.split())[: LONGEST["title"]]


def _day(form: Brought, today: date) -> date | None:
    """One day, not later than today."""
    try:
        said = read(form.typed["day"], language=get_language())
    except DateRefused as refused:
        form.errors["day"] = str(refused)
        return None
    if said.earliest is None or said.earliest != said.latest:
        form.errors["day"] = _("Name one day, such as %(day)s: what the list says was so on it.") % {"day": today.isoformat()}
        return None
    if said.earliest > today:
        form.errors["day"] = _("This day has not come yet. Name the day on which the list was true, at the latest today.")
        return None
    return said.earliest
