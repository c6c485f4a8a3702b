"""What the forms of members are made of, and what they were sent."""
from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from shanyraq.people.members import Named, Reached
from shanyraq.people.models import Spelling
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import ContactKind, MemberKind, Script, SeenBy

Row = dict[str, Any]
LONGEST: Final = 400
LONGEST_KEY: Final = 40
OTHERS: Final = {Script.LATIN: "latin", Script.HANGUL: "hangul", Script.CYRILLIC: "cyrillic"}
NAMES: Final = (
    "family", "given", "patronymic", "order",
    "latin_family", "latin_given", "hangul_family", "hangul_given", "cyrillic_family", "cyrillic_given", "cyrillic_patronymic",
)  # fmt: skip
FAMILY, GIVEN = "family", "given"  # what comes first in a name
HANGUL: Final = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
LEAST_DIGITS: Final = 5
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def new_key() -> str:
    """What makes a form count once, however often it is sent."""
    return secrets.token_hex(LONGEST_KEY // 2)


def key_of(request: HttpRequest) -> str:
    return f"members:{request.POST.get('key', '')[:LONGEST_KEY] or new_key()}"


def typed_in(request: HttpRequest, names: Iterable[str]) -> dict[str, str]:
    return {name: " ".join(request.POST.get(name, "").split())[:LONGEST] for name in names}


def day_of(typed: str, field: str) -> date:
    """As a field of a form sends it; a week or a day without hyphens is none. Raises MemberRefused."""
    try:
        return date.fromisoformat(typed if DAY.fullmatch(typed) else "")
    except ValueError:
        raise MemberRefused(_("Choose a day."), field) from None


def script_of(text: str) -> str:
    """The alphabet in which a name is written."""
    return Script.HANGUL if HANGUL.search(text) else Script.CYRILLIC if CYRILLIC.search(text) else Script.LATIN


def names_of(typed: Mapping[str, str]) -> tuple[Named, ...]:
    """The name as it was typed first, in whatever alphabet, and those in the other fields. Raises MemberRefused where a family stands alone."""
    given_first = typed["order"] == GIVEN
    found = [Named(script_of(typed["given"] + typed["family"]), typed["given"], typed["family"], typed["patronymic"], given_first)]
    for script, start in OTHERS.items():
        given, family = typed[f"{start}_given"], typed[f"{start}_family"]
        if family and not given:
            raise MemberRefused(_("Write the given name, too."), f"{start}_given")
        if given:
            found.append(Named(script, given, family, typed.get(f"{start}_patronymic", ""), given_first))
    return tuple(found)


def typed_names(rows: Iterable[Spelling]) -> dict[str, str]:
    """What is kept, as it would have been typed."""
    typed = dict.fromkeys(NAMES, "")
    for row in rows:
        start = "" if row.first else f"{OTHERS[Script(row.script)]}_"
        typed |= {f"{start}{part}": getattr(row, part) for part in ("family", "given", "patronymic") if f"{start}{part}" in typed}
        if row.first:
            typed["order"] = GIVEN if row.given_first else FAMILY
    return typed


def contact_of(kind: str, value: str, seen_by: str) -> Reached:
    """A contact that can be one. Raises MemberRefused."""
    if kind == ContactKind.EMAIL and not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
        raise MemberRefused(_("This is no e-mail address."), kind)
    if kind == ContactKind.PHONE and sum(sign.isdigit() for sign in value) < LEAST_DIGITS:
        raise MemberRefused(_("This is no phone number."), kind)
    return Reached(kind, value, seen_by)


def field(name: str, label: str, value: str, *, kind: str = "text", required: bool = False, errors: Mapping[str, str], **more: Any) -> Row:
    row = {"id": f"m-{name}", "name": name, "label": label, "kind": kind, "value": value, "hint": "", "required": required, "choices": ()}
    return row | {"error": errors.get(name, ""), "autocomplete": "off", "inputmode": ""} | more


def name_fields(typed: Mapping[str, str], errors: Mapping[str, str]) -> list[Row]:
    hint = _("As the person writes it, in whatever alphabet.")
    offered = ((FAMILY, _("the family name")), (GIVEN, _("the given name")))
    orders = [{"value": value, "label": label, "chosen": value == typed["order"]} for value, label in offered]
    return [
        field("family", _("Family name"), typed["family"], errors=errors, hint=hint),
        field("given", _("Given name"), typed["given"], errors=errors, required=True),
        field("patronymic", _("Patronymic"), typed["patronymic"], errors=errors),
        field("order", _("What comes first?"), typed["order"], kind="select", required=True, errors=errors, choices=orders),
    ]


def other_names(typed: Mapping[str, str], errors: Mapping[str, str]) -> list[Row]:
    labels = {
        "latin_family": _("Family name in Latin letters"), "latin_given": _("Given name in Latin letters"),
        "hangul_family": _("Family name in Hangul"), "hangul_given": _("Given name in Hangul"),
        "cyrillic_family": _("Family name in Cyrillic"), "cyrillic_given": _("Given name in Cyrillic"),
        "cyrillic_patronymic": _("Patronymic in Cyrillic"),
    }  # fmt: skip
    return [field(name, label, typed[name], errors=errors) for name, label in labels.items()]


def kind_field(chosen: str, errors: Mapping[str, str]) -> Row:
    choices = [{"value": value, "label": label, "chosen": value == chosen} for value, label in MemberKind.choices]
    return field("kind", _("As what?"), chosen, kind="select", required=True, errors=errors, choices=choices)


def contact_fields(typed: Mapping[str, str], errors: Mapping[str, str], *, own: bool = False) -> list[Row]:
    """A contact that is added on a page; who sees it is asked of the member, who alone shows it to fellow members."""
    kinds = [{"value": value, "label": label, "chosen": value == typed.get("contact_kind")} for value, label in ContactKind.choices]
    sides = (SeenBy.BOARD, SeenBy.SELF, *([SeenBy.MEMBERS] if own else []))
    seen = [{"value": side.value, "label": side.label, "chosen": typed.get("seen_by", "board") == side} for side in sides]
    wrong = errors.get("contact") or errors.get("phone") or errors.get("email") or ""
    return [
        field("contact_kind", _("What is it?"), "", kind="select", required=True, errors=errors, choices=kinds),
        field("contact", _("Number or address"), typed.get("contact", ""), required=True, errors=errors, error=wrong),
        field("seen_by", _("Who may see it?"), "", kind="select", required=True, errors=errors, choices=seen),
    ]


def summary(errors: Mapping[str, str]) -> list[Row]:
    return [{"text": text, "target": f"m-{name}"} for name, text in errors.items()]
