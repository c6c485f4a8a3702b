"""Ids in ASCII from names in Kazakh, Russian, Korean and English: given once, never changed."""
from __future__ import annotations

import re
from typing import Any, Final

from django.db.models import Model

from shanyraq.words.latin import latin

LONGEST: Final = 60


def of_name(text: str) -> str:
    """A slug for a body with this name."""
    return latin(text)[:LONGEST].strip("-") or "nameless"


def of_change(text: str, edtf: str) -> str:
    """An id of a change or a source: what it is about, and the first year that its date names."""
    year = re.search("[0-9]{4}", edtf)
    ending = f"-{year[0]}" if year else ""
    return (latin(text)[: LONGEST - 5].strip("-") or "untitled") + ending


def unused(model: Any, slug: str) -> str:
    """The slug itself, or the first of `slug-2`, `slug-3`... that no row of the model has."""
    rows: type[Model] = model
    taken = set(rows._default_manager.filter(slug__startswith=slug[: LONGEST - 5]).values_list("slug", flat=True))
    if slug not in taken:
        return slug
    number = 2
    while f"{slug[: LONGEST - 5]}-{number}" in taken:
        number += 1
    return f"{slug[: LONGEST - 5]}-{number}"
