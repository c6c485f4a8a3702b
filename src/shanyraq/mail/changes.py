"""The verbs of mail: send, hasten, forget."""
from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.mail import folder
from shanyraq.mail.delivery import deliver, deliver_due
from shanyraq.mail.models import Letter
from shanyraq.mail.writing import written

A_MINUTE: Final = 100  # letters of one round


class AddressRefused(ValueError):
    """No letter can go to this address; the message says what would be right."""


class KeyReused(ValueError):
    """A request key came back with another letter."""


@transaction.atomic
def send(
    *, to: str, language: str, template: str, told: Mapping[str, Any], by: User | None, at: datetime, thing: str, key: str,
) -> Letter:
    """Writes a letter that leaves once the transaction around this call is committed; taken back with it, it never was.

    `template` is a text, its first line the subject, rendered with `told` in `language`. The same `key` again sends nothing.
    Raises AddressRefused, and KeyReused where the key belongs to a letter about something else.
    A letter that cannot leave now waits and is tried again; that raises nothing.
    """
    receiver = checked(to)
    subject, text = written(template, told, language)
    content = {"receiver": receiver, "language": language, "subject": subject, "text": text, "made": at, "due": at}
    letter, first = Letter.objects.get_or_create(key=key, defaults={**content, "by": by, "thing": thing, "mark": new_mark(at)})
    if letter.thing != thing:
        raise KeyReused(f"The request key “{key}” belongs to another letter; every letter needs a key of its own.")
    if first:
        transaction.on_commit(partial(_leave, letter.pk, at), robust=True)
    return letter


def checked(address: str) -> str:
    """The address without space around it; raises AddressRefused where it is none."""
    try:
        validate_email(address.strip())
    except ValidationError:
        raise AddressRefused(_("“%(address)s” is no e-mail address: it looks like name@example.org.") % {"address": address}) from None
    return address.strip()


def new_mark(at: datetime) -> str:
    """A name for a letter that nobody guesses: its day and moment, so that files stand in order, and 64 random bits."""
    return f"{at:%Y%m%d-%H%M%S}-{secrets.token_hex(8)}"


def _leave(letter: int, at: datetime) -> None:
    """The letter goes; where the way is free, those that waited go along."""
    if deliver(letter=letter, at=at) is None:
        list(deliver_due(at=at))
    forget(at=at)


def send_waiting(at: datetime) -> int:
    """What waits and is due is tried, and what was kept for thirty days is forgotten; gives the number of letters that left."""
    left = sum(failure is None for failure in deliver_due(at=at, most=A_MINUTE))
    forget(at=at)
    return left


def hasten(*, at: datetime) -> int:
    """What could not leave, even where nobody tries any more, is due at once; gives their number. What is in somebody's hands stays there."""
    return Letter.objects.undelivered().exclude(failure="").update(due=at, tries=0)


def forget(*, at: datetime) -> int:
    """Forgets what was written thirty days ago or earlier, to whom, and its file; gives the number of letters. Their keys stay."""
    folder.clear(at=at)
    return Letter.objects.to_forget(at).update(receiver="", subject="", text="", due=None)
