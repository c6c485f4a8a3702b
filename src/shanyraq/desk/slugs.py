"""Ids in ASCII: of bodies from their names, of papers and changes from what names nobody, since an id can never be taken back. Given once."""
from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Model

from shanyraq.words.latin import latin

LONGEST: Final = 60


def of_name(text: str) -> str:
    """A slug for a body with this name."""
    return latin(text)[:LONGEST].strip("-") or "nameless"


def of_day(sort: str, edtf: str) -> str:
    """An id of a change or a paper: its act or kind, and the first day, month or year that its date names. A title may hold a person's name."""
    day = re.search("[0-9]{4}(-[0-9]{2}){0,2}", edtf)
    return f"{sort.replace('_', '-')}-{day[0]}" if day else sort.replace("_", "-")


def unused(model: Any, slug: str, given: Iterable[str] = ()) -> str:
    """The slug itself, or the first of `slug-2`, `slug-3`... that no row of the model has and that was not just given."""
    rows: type[Model] = model
    taken = {*given, *rows._default_manager.filter(slug__startswith=slug[: LONGEST - 5]).values_list("slug", flat=True)}
    if slug not in taken:
        return slug
    number = 2
    while f"{slug[: LONGEST - 5]}-{number}" in taken:
        number += 1
    return f"{slug[: LONGEST - 5]}-{number}"
