"""A `[[change]]` and its claims from what TOML gave."""
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from . import forms
from .grammar import ACTS, CHANGE_KEYS, CLAIM_KEYS, STATUSES, TOLD
from .tables import ChangeTable, ClaimTable, Value
from .value_form import Sorts, read_value, sort_of

if TYPE_CHECKING:
    from .spots import Spot

_REQUIRED = ("id", "act", "on", "claim")


def read_change(spot: Spot, table: dict[str, Any]) -> ChangeTable:
    """What the table says, complete where nothing was added to the findings."""
    spot.known_keys(table, CHANGE_KEYS)
    for key in _REQUIRED:
        if key not in table:
            spot.missing(key)
    act = forms.word(spot.at("act"), table["act"], ACTS) if "act" in table else None
    bodies = _read_bodies(spot.at("on"), act, table["on"]) if "on" in table else ()
    return ChangeTable(
        id=_optional(forms.slug, spot, table, "id") or "",
        act=act or "",
        on=bodies,
        claims=_read_claims(spot.at("claim"), act, tuple(dict.fromkeys(sort_of(body) for body in bodies)), table.get("claim", ())),
        status=forms.word(spot.at("status"), table.get("status", "done"), STATUSES) or "",
        after=_optional(forms.slugs, spot, table, "after") or (),
        before=_optional(forms.slugs, spot, table, "before") or (),
        note=_optional(forms.texts, spot, table, "note") or {},
        recorded=_optional(forms.moment, spot, table, "recorded"),
    )


def _optional(form: Any, spot: Spot, table: dict[str, Any], key: str) -> Any:
    return form(spot.at(key), table[key]) if key in table else None


def _read_bodies(spot: Spot, act: str | None, value: Any) -> tuple[str, ...]:
    bodies = forms.each(spot, value, forms.body)
    if act is not None:
        _refuse_sorts(spot, act, bodies)
        _refuse_number(spot, act, len(value) if isinstance(value, list) else 1)
    return bodies


def _refuse_sorts(spot: Spot, act: str, bodies: tuple[str, ...]) -> None:
    for body in bodies:
        if sort_of(body) not in ACTS[act].on:
            message = _("The act %(act)s cannot happen to this body. It happens to: %(sorts)s.")
            spot.fault(body, message % {"act": act, "sorts": ", ".join(ACTS[act].on)})


def _refuse_number(spot: Spot, act: str, number: int) -> None:
    least, most = ACTS[act].least, ACTS[act].most
    if number < least:
        spot.fault(act, _("The act %(act)s happens to %(least)d bodies or more. Name them as a list.") % {"act": act, "least": least})
    if most is not None and number > most:
        spot.fault(act, _("The act %(act)s happens to one body. Write a change for each.") % {"act": act})


def _read_claims(spot: Spot, act: str | None, sorts: Sorts, tables: Any) -> tuple[ClaimTable, ...]:
    if not isinstance(tables, list | tuple) or not all(isinstance(table, dict) for table in tables):
        spot.fault("claim", _("Claims are tables of their own. Write [[change.claim]] above each."))
        return ()
    claims = [_read_claim(spot.at(number), act, sorts, table) for number, table in enumerate(tables)]
    if not claims:
        return ()
    return _with_preferred(spot, claims, act, sorts)


def _read_claim(spot: Spot, act: str | None, sorts: Sorts, table: dict[str, Any]) -> ClaimTable:
    spot.known_keys(table, CLAIM_KEYS)
    return ClaimTable(
        source=_optional(forms.slug, spot, table, "source"),
        locator=_optional(forms.text, spot, table, "locator"),
        told=forms.word(spot.at("told"), table.get("told", "done"), TOLD) or "",
        date=_optional(forms.edtf, spot, table, "date") or "",
        value=_read_if_told(spot, act, sorts, table),
        wording=_optional(forms.text, spot, table, "wording"),
        preferred=_optional(forms.true, spot, table, "preferred") or False,
        line=_claim_line(spot),
    )


def _read_if_told(spot: Spot, act: str | None, sorts: Sorts, table: dict[str, Any]) -> Value | None:
    if act is None or not sorts or "value" not in table:
        return None
    return read_value(spot.at("value"), act, sorts, table["value"])


def _with_preferred(spot: Spot, claims: list[ClaimTable], act: str | None, sorts: Sorts) -> tuple[ClaimTable, ...]:
    """One preferred claim, by default the first; where it tells no value, it tells that of the first that does, else an empty one."""
    chosen = [number for number, claim in enumerate(claims) if claim.preferred]
    for number in chosen[1:]:
        spot.at(number, "preferred").fault("preferred", _("Another claim of this change is preferred already. Prefer one."))
    number = chosen[0] if chosen else 0
    claim = replace(claims[number], preferred=True)
    if claim.value is None and act is not None and sorts:
        told = next((other.value for other in claims if other.value is not None), None)
        claim = replace(claim, value=read_value(spot.at(number), act, sorts, {}) if told is None else told)
    claims[number] = claim
    return tuple(claims)


def _claim_line(spot: Spot) -> int:
    """The line of `[[change.claim]]`; of the key `claim` where claims stand in an array."""
    lines = spot.finder.piece.claim_lines
    number = spot.path[-1]
    return lines[number] if isinstance(number, int) and number < len(lines) else spot.line
