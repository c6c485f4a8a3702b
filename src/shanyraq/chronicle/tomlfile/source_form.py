"""A `[[source]]` from what TOML gave."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import forms
from .grammar import SOURCE_KEYS, SOURCE_KINDS
from .tables import SourceTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from .spots import Spot

_REQUIRED = ("id", "kind", "title")
_FORMS: dict[str, Callable[[Spot, Any], Any]] = {
    "id": forms.slug,
    "kind": lambda spot, value: forms.word(spot, value, SOURCE_KINDS),
    "title": forms.texts,
    "day": forms.edtf,
    "consulted": forms.day,
    "author": forms.text,
    "publisher": forms.text,
    "address": forms.address,
    "licence": forms.text,
    "note": forms.text,
    "recorded": forms.moment,
}


def read_source(spot: Spot, table: dict[str, Any]) -> SourceTable:
    """What the table says, complete where nothing was added to the findings."""
    spot.known_keys(table, SOURCE_KEYS)
    for key in _REQUIRED:
        if key not in table:
            spot.missing(key)
    read: dict[str, Any] = {key: form(spot.at(key), table[key]) if key in table else None for key, form in _FORMS.items()}
    return SourceTable(**read)
