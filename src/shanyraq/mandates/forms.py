"""What the forms of this room were sent: days, keys, accounts, organisations."""
from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpRequest

from shanyraq.accounts.models import User
from shanyraq.registry.models import Organisation

Row = dict[str, Any]
LONGEST_KEY: Final = 40
LONGEST: Final = 60


def new_key() -> str:
    """What makes a form count once, however often it is sent."""
    return secrets.token_hex(LONGEST_KEY // 2)


def key_of(request: HttpRequest) -> str:
    return f"mandates:{request.POST.get('key', '')[:LONGEST_KEY] or new_key()}"


def day_after(typed: str) -> date | None:
    """The day after the last day that was typed (YYYY-MM-DD); None where that is no day."""
    try:
        return date.fromisoformat(typed.strip()) + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def account_by_email(typed: str) -> User | None:
    return User.objects.filter(email=typed.strip().lower(), is_active=True).first() if typed.strip() else None


def organisation_by_slug(typed: str) -> Organisation | None:
    return Organisation.objects.filter(slug=typed.strip()[:LONGEST]).first()


def field(name: str, label: str, value: str, *, kind: str = "text", hint: str = "", error: str = "", choices: Any = (), required: bool = True) -> Row:
    row = {"id": f"m-{name}", "name": name, "label": label, "kind": kind, "value": value, "hint": hint, "error": error, "required": required}
    return row | {"choices": choices, "autocomplete": "off", "inputmode": ""}


def summary(errors: dict[str, str]) -> list[Row]:
    return [{"text": text, "target": f"m-{name}"} for name, text in errors.items()]
