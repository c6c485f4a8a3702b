"""Writes tables of a chronicle file in one canonical form: the same content gives the same bytes."""
from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from .grammar import LANGUAGES, PERSON_NAME_KEYS, VALUE_ORDER
from .tables import ChangeTable, ClaimTable, SourceTable

MOST_IN_A_ROW = 150
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f]')
_RANKS = {key: rank for rank, key in enumerate((*VALUE_ORDER, *LANGUAGES, *PERSON_NAME_KEYS))}


def write_source(source: SourceTable) -> str:
    """The `[[source]]` as text with a final line end."""
    pairs = (
        ("id", source.id), ("kind", source.kind), ("title", source.title), ("day", source.day), ("consulted", source.consulted),
        ("author", source.author), ("publisher", source.publisher), ("address", source.address), ("licence", source.licence),
        ("note", source.note), ("recorded", source.recorded),
    )
    return _table("[[source]]", pairs)


def write_change(change: ChangeTable) -> str:
    """The `[[change]]` and its claims as text with a final line end."""
    pairs = (
        ("id", change.id), ("act", change.act), ("on", _single(change.on)), ("status", change.status if change.status != "done" else None),
        ("after", _single(change.after)), ("before", _single(change.before)), ("recorded", change.recorded), ("note", change.note or None),
    )
    alone = not any(claim.value is not None for claim in change.claims if not claim.preferred)
    claims = [_write_claim(claim, first=number == 0, alone=alone) for number, claim in enumerate(change.claims)]
    return "\n".join([_table("[[change]]", pairs), *claims])


def content_key(table: ChangeTable | SourceTable) -> str:
    """SHA-256 (64 hex digits) of the canonical text without `recorded`: equal where the content is."""
    bare = replace(table, recorded=None)
    text = write_change(bare) if isinstance(bare, ChangeTable) else write_source(bare)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _write_claim(claim: ClaimTable, *, first: bool, alone: bool) -> str:
    value = None if claim.preferred and alone and not claim.value else claim.value
    pairs = (
        ("source", claim.source), ("locator", claim.locator), ("told", claim.told if claim.told != "done" else None), ("date", claim.date or None),
        ("value", value), ("wording", claim.wording), ("preferred", True if claim.preferred and not first else None),
    )
    return _table("[[change.claim]]", pairs)


def _table(header: str, pairs: Iterable[tuple[str, Any]]) -> str:
    return "".join([header + "\n", *(f"{key} = {_row(value)}\n" for key, value in pairs if value is not None)])


def _row(value: Any) -> str:
    """A value at the right of a key; a long list has an item a line."""
    row = _write(value)
    if not isinstance(value, list | tuple) or len(row) <= MOST_IN_A_ROW:
        return row
    return "".join(["[\n", *(f"    {_write(item)},\n" for item in value), "]"])


def _write(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, date):
        return _moment(value)
    if isinstance(value, Mapping):
        return _inline(value)
    return "[" + ", ".join(_write(item) for item in value) + "]"


def _inline(table: Mapping[str, Any]) -> str:
    """A text whose language is not known stands without its table; keys in the order of the format, others after them, `und` last."""
    if set(table) == {"und"} and isinstance(table["und"], str):
        return _quoted(table["und"])
    keys = sorted(table, key=lambda key: (key == "und", _RANKS.get(key, len(_RANKS)), key))
    pairs = [f"{_key(key)} = {_write(table[key])}" for key in keys]
    return "{ " + ", ".join(pairs) + " }" if pairs else "{}"


def _single(values: Sequence[str]) -> str | Sequence[str] | None:
    if not values:
        return None
    return values[0] if len(values) == 1 else values


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _quoted(text: str) -> str:
    return '"' + _TO_ESCAPE.sub(lambda found: _ESCAPES.get(found[0], f"\\u{ord(found[0]):04X}"), text) + '"'


def _moment(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
