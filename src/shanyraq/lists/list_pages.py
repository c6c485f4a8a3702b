"""The pages of lists that were taken: what happened, what is next, and all of them."""
from __future__ import annotations

from typing import Any, Final

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shanyraq.dating.sentences import say_day
from shanyraq.directory.days import Asked
from shanyraq.directory.namebook import Namebook
from shanyraq.lists.giving_back import levels, table, told_of
from shanyraq.lists.models import List
from shanyraq.lists.terms import Status
from shanyraq.tables.writing import docx_bytes, xlsx_bytes

Row = dict[str, Any]
SHOWN: Final = 100
WAYS: Final = (("directory:tree", "tree"), ("directory:river", "river"), ("directory:organisations", "organisations"), ("directory:map", "map"))


def done(kept: List, asked: Asked, language: str) -> Row:
    """What `lists/done.html` takes: a list that was taken."""
    found = told_of(kept.told.get("organisations", []), asked.day, language)
    names = Namebook(language, asked.query)
    umbrella = f"organisation:{kept.told['umbrella']}" if kept.told.get("umbrella") else ""
    names.read([umbrella] if umbrella else [], None)
    return {
        "list": kept,
        "day": say_day(kept.day, language),
        "taken": say_day(timezone.localdate(kept.taken_at), language) if kept.taken_at else "",
        "count": len(found),
        "umbrella": names.body(umbrella, asked.day) if umbrella else None,
        "levels": levels(found),
        "rows": found[:SHOWN],
        "more": max(len(found) - SHOWN, 0),
        "ways": {name: _address(route) for route, name in WAYS},
        "source_url": _address("directory:source", slug=kept.source),
    }


def _address(route: str, **given: str) -> str:
    """Empty where the room that has the page is not there."""
    try:
        return reverse(route, kwargs=given)
    except NoReverseMatch:
        return ""


def all_of_them(language: str) -> Row:
    """What `lists/all.html` takes: drafts first, then the others, the newest on top."""
    rows = [_row(kept, language) for kept in List.objects.newest().defer("lines", "told")]
    return {"drafts": [row for row in rows if row["status"] == Status.DRAFT], "taken": [row for row in rows if row["status"] != Status.DRAFT]}


def _row(kept: List, language: str) -> Row:
    when = kept.undone_at or kept.taken_at or kept.made_at
    said = {
        Status.DRAFT: _("brought on %(day)s, not taken yet"), Status.TAKEN: _("taken on %(day)s"), Status.UNDONE: _("undone on %(day)s"),
    }[Status(kept.status)]  # fmt: skip
    url = reverse("lists:list", args=[kept.token])
    return {"title": kept.title, "url": url, "status": kept.status, "said": said % {"day": say_day(timezone.localdate(when), language)}}


def given_back(kept: List, asked: Asked, language: str, form: str) -> bytes:
    """The list as the register has it on a day, as `xlsx` or `docx`."""
    columns, rows = table(told_of(kept.told.get("organisations", []), asked.day, language))
    about = [
        _("As the register had it on %(day)s.") % {"day": say_day(asked.day, language)},
        _("Source: %(title)s, %(day)s.") % {"title": kept.title, "day": say_day(kept.day, language)},
    ]
    if form == "docx":
        return docx_bytes(kept.title, columns, rows, language=language, about=about)
    return xlsx_bytes(kept.title, columns, rows, about=about)
