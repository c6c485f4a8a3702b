"""A form of Django's as the fields of `site/parts/field.html`, in the words of this house."""
from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from django import template
from django.forms import BaseForm, BoundField
from django.forms.utils import ErrorList
from django.utils.translation import gettext_lazy as _

register = template.Library()

LABELS: Final = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "password1": _("New password"),
    "password2": _("The same once more"),
    "code": _("Code"),
    "pin": _("PIN"),
    "pin1": _("New PIN, six digits"),
    "pin2": _("The same once more"),
}
NO_ADDRESS: Final = _("This is no e-mail address: it looks like name@example.org.")
HINTS: Final = {
    "password1": _("At least ten signs. A sentence is easy to keep in mind and hard to guess."),
    "pin1": _("No row such as 123456, no birthday."),
}


@register.filter
def fields(form: BaseForm) -> list[dict[str, Any]]:
    return [_field(bound) for bound in form.visible_fields() if bound.name in LABELS]


def _field(bound: BoundField) -> dict[str, Any]:
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "text")
    return {
        "id": bound.id_for_label,
        "name": bound.html_name,
        "label": LABELS[bound.name],
        "kind": kind,
        "value": "" if kind == "password" else bound.value(),
        "hint": HINTS.get(bound.name, ""),
        "error": " ".join(_errors(bound, kind)),
        "required": bound.field.required,
        "choices": [],
        "autocomplete": widget.attrs.get("autocomplete", ""),
        "inputmode": widget.attrs.get("inputmode", "numeric" if bound.name == "code" else ""),
    }


def _errors(bound: BoundField, kind: str) -> Iterator[str]:
    for error in bound.errors.as_data() if isinstance(bound.errors, ErrorList) else []:
        yield str(NO_ADDRESS) if kind == "email" and error.code == "invalid" else " ".join(error.messages)


@register.filter
def faults(form: BaseForm) -> list[dict[str, str]]:
    """What `site/parts/error_summary.html` takes; what is wrong with the whole leads to the first field."""
    shown = fields(form)
    first = shown[0]["id"] if shown else "main"
    whole = [{"text": str(error), "target": first} for error in form.non_field_errors()]
    return whole + [{"text": field["error"], "target": field["id"]} for field in shown if field["error"]]


@register.filter
def as_json(told: Any) -> str:
    """What WebAuthn asks of a phone, as the script reads it."""
    return json.dumps(told, default=dict)
