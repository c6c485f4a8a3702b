"""The `value` of a claim, by the grammar of its act and the sorts of bodies to which it happened."""
from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from . import forms
from .grammar import ACTS, GRADES, KINDS, LEVELS, OFFICES, PERSON, PERSON_NAME_KEYS, PREFIXES, STATE, WAYS_OF_FOUNDING, Act, Form, Sort

if TYPE_CHECKING:
    from .spots import Spot
    from .tables import Texts, Value

Sorts = Collection[Sort]
_FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_NO_DIGIT = 10
_FEWEST_PARTS = 2


def sort_of(body: str) -> Sort:
    """Of which sort a body is: `place:x` a place, `person:x` a person, any other slug an organisation."""
    return PREFIXES.get(body.partition(":")[0], "organisation") if ":" in body else "organisation"


def read_value(spot: Spot, act: str, sorts: Sorts, table: Any) -> Value:
    """The value in its kept form: names and texts per language, ties as lists, dates as text, slugs of places and persons without prefix."""
    rules = ACTS[act]
    value = _read_keys(spot, _keys_for(rules, sorts), sorts, table)
    if isinstance(table, dict):
        _require(spot, rules, act, table)
        _check_parts(spot, table)
    return value


def check_digit(eleven: str) -> int:
    """The twelfth digit of a BIN or IIN; 10 where none is valid. By the rule of the state registers: weights 1..11 modulo 11, then 3..11, 1, 2."""
    digits = [int(digit) for digit in eleven]
    first = sum(map(int.__mul__, digits, _FIRST_WEIGHTS)) % 11
    return first if first != _NO_DIGIT else sum(map(int.__mul__, digits, _SECOND_WEIGHTS)) % 11


def _state_keys(sorts: Sorts) -> dict[str, Form]:
    return {key: state.form for key, state in STATE.items() if all(sort in state.of for sort in sorts)}


def _keys_for(rules: Act, sorts: Sorts) -> dict[str, Form]:
    keys = _state_keys(sorts) if rules.state else {}
    if rules.state == "own":
        keys["from"] = "state"
    return keys | dict(rules.keys)


def _read_keys(spot: Spot, known: dict[str, Form], sorts: Sorts, table: Any) -> Value:
    if not isinstance(table, dict):
        spot.fault(table, _('This must be a table, as in { name = "..." }.'))
        return {}
    spot.known_keys(table, known)
    read = {key: _read(known[key], spot.at(key), value, sorts) for key, value in table.items() if key in known}
    return {key: value for key, value in read.items() if value is not None}


def _read(form: Form, spot: Spot, value: Any, sorts: Sorts) -> Any:
    return _PLAIN[form](spot, value) if form in _PLAIN else _OF_BODIES[form](spot, value, sorts)


def _require(spot: Spot, rules: Act, act: str, table: dict[str, Any]) -> None:
    for key in rules.required:
        if key not in table:
            spot.missing(key)
    if rules.some_of and not any(key in table for key in rules.some_of):
        spot.fault(act, _("The value of this act needs one or more of: %(keys)s.") % {"keys": ", ".join(rules.some_of)})
    if rules.just_one_of and sum(key in table for key in rules.just_one_of) != 1:
        spot.fault(act, _("The value of this act needs exactly one of: %(keys)s.") % {"keys": ", ".join(rules.just_one_of)})
    _require_company(spot, rules, table)


def _require_company(spot: Spot, rules: Act, table: dict[str, Any]) -> None:
    for key in table:
        beside = STATE[key].beside if key in STATE else ""
        if beside and beside not in table and beside not in rules.required:
            spot.at(key).fault(key, _("This key says something only beside %(other)s, which is missing.") % {"other": beside})


def _check_parts(spot: Spot, table: dict[str, Any]) -> None:
    """What a split says of parts must be said of the bodies in `into`."""
    parts = table.get("into")
    for key in ("ties", "values"):
        if isinstance(parts, list) and isinstance(table.get(key), dict):
            for part in table[key]:
                if part not in parts:
                    spot.at(key, part).fault(part, _("This is not one of the bodies in into. Name the parts as they stand there."))


def _names(spot: Spot, value: Any, sorts: Sorts) -> dict[str, Any] | None:
    if not isinstance(value, dict) or tuple(sorts) != (PERSON,):
        return forms.texts(spot, value)
    forms.languages(spot, value)
    return {code: _person_name(spot.at(code), name) if isinstance(name, dict) else forms.text(spot.at(code), name) for code, name in value.items()}


def _person_name(spot: Spot, table: dict[str, Any]) -> Texts:
    spot.known_keys(table, PERSON_NAME_KEYS)
    name = {key: forms.text(spot.at(key), table[key]) for key in PERSON_NAME_KEYS if key in table}
    parts = [key for key in name if key != "order"]
    if "given" not in name and "family" not in name:
        spot.fault(spot.key, _("A name of a person holds given, family, or both."))
    order = (name.get("order") or "").split()
    if order and (len(set(order)) < len(order) or not set(order) <= set(parts)):
        spot.at("order").fault(name["order"], _('The order names each part once, of those that are given, as in "given family".'))
    return {key: part for key, part in name.items() if part is not None}


def _names_by_use(spot: Spot, value: Any, _sorts: Sorts) -> dict[str, Texts] | None:
    if not isinstance(value, dict) or not value:
        spot.fault(value, _('This must be a table of names by their use, as in { popular = "..." }.'))
        return None
    uses = {use: forms.texts(spot.at(use), name) for use, name in value.items() if forms.slug(spot.at(use), use)}
    return {use: name for use, name in uses.items() if name is not None}


def _kind(spot: Spot, value: Any, sorts: Sorts) -> str | None:
    first, *others = [KINDS[sort] for sort in sorts]
    return forms.word(spot, value, [kind for kind in first if all(kind in kinds for kinds in others)])


def _body(spot: Spot, value: Any, sorts: Sorts) -> str | None:
    found = forms.body(spot, value)
    if found is not None and any(sort_of(found) != sort for sort in sorts):
        spot.fault(found, _("This must be of the same sort as the bodies in on: an organisation by its slug alone, a place as place:SLUG."))
        return None
    return found


def _bodies(spot: Spot, value: Any, sorts: Sorts) -> list[str]:
    return list(forms.each(spot, value, lambda inner, item: _body(inner, item, sorts)))


def _parts(spot: Spot, value: Any, sorts: Sorts) -> list[str]:
    found = _bodies(spot, value, sorts)
    if not isinstance(value, list) or len(value) < _FEWEST_PARTS:
        spot.fault(value, _("This must be a list of two bodies or more. Where one goes on and one leaves it, the act is separated."))
    return found


def _ties_by_part(spot: Spot, value: Any, sorts: Sorts) -> dict[str, list[str]] | None:
    if not isinstance(value, dict):
        spot.fault(value, _('This must be a table of lists by part, as in { part = ["child"] }.'))
        return None
    return {part: _bodies(spot.at(part), children, sorts) for part, children in value.items()}


def _any_ties(spot: Spot, value: Any, sorts: Sorts) -> dict[str, list[str]] | list[str] | None:
    return _ties_by_part(spot, value, sorts) if isinstance(value, dict) else _bodies(spot, value, sorts)


def _any_bodies(spot: Spot, value: Any, sorts: Sorts) -> str | list[str] | None:
    return _bodies(spot, value, sorts) if isinstance(value, list) else _body(spot, value, sorts)


def _values_by_part(spot: Spot, value: Any, sorts: Sorts) -> dict[str, Value] | None:
    if not isinstance(value, dict):
        spot.fault(value, _('This must be a table of tables by part, as in { part = { name = "..." } }.'))
        return None
    return {part: _state(spot.at(part), inner, sorts) for part, inner in value.items()}


def _state(spot: Spot, value: Any, sorts: Sorts) -> Value:
    if value == {}:
        spot.fault(spot.key, _("This table is empty. Leave the key out where there is nothing to say."))
    state = _read_keys(spot, _state_keys(sorts), sorts, value)
    if isinstance(value, dict):
        _require_company(spot, ACTS["seen"], value)
    return state


def _slug_of(prefix: str) -> Callable[[Spot, Any], str | None]:
    def read(spot: Spot, value: Any) -> str | None:
        return forms.slug(spot, value.removeprefix(prefix + ":") if isinstance(value, str) else value)
    return read


def _word(known: Collection[str]) -> Callable[[Spot, Any], str | None]:
    return lambda spot, value: forms.word(spot, value, known)


def _kato(spot: Spot, value: Any) -> str | None:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{9}", value):
        return value
    spot.fault(value, _("A KATO code is nine digits in quotes."))
    return None


def _bin(spot: Spot, value: Any) -> str | None:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{12}", value):
        spot.fault(value, _("A BIN is twelve digits in quotes."))
        return None
    if check_digit(value[:11]) != int(value[11]):
        spot.fault(value, _("The check digit of this BIN is wrong, so a digit was mistyped. Compare it with the paper."))
        return None
    return value


_PLAIN: dict[Form, Callable[[Spot, Any], Any]] = {
    "text": forms.text, "texts": forms.texts, "slug": forms.slug, "day": forms.edtf, "true": forms.true, "kato": _kato, "bin": _bin,
    "place": _slug_of("place"), "person": _slug_of("person"), "organisation": forms.slug,
    "organisations": lambda spot, value: list(forms.slugs(spot, value)),
    "level": _word(LEVELS), "grade": _word(GRADES), "office": _word(OFFICES), "way": _word(WAYS_OF_FOUNDING),
}
_OF_BODIES: dict[Form, Callable[[Spot, Any, Sorts], Any]] = {
    "names": _names, "names_by_use": _names_by_use, "kind": _kind, "body": _body, "bodies": _parts, "any_bodies": _any_bodies, "state": _state,
    "ties": _bodies, "ties_by_part": _ties_by_part, "any_ties": _any_ties, "values_by_part": _values_by_part,
}
