from __future__ import annotations

import secrets
from typing import Final

from django.utils.translation import gettext_lazy

from shanyraq.accounts.models import User
from shanyraq.journal.models import Entry, Stamp

SENT_BEFORE: Final = gettext_lazy("This form was sent before and did something else. Nothing was done now. Here is a fresh one: send it again.")
HALF: Final = ":told"  # ends the key of the chronicle's own line beside that of the room that told: pages show one of them


class KeyReused(ValueError):
    """A request key came back with another request."""


def write(*, by: User | None, action: str, thing: str, key: str | None = None, summary: str = "") -> bool:
    """Writes a line and says whether this is the first time: a request whose `key` is in the journal already writes nothing.

    Call it first in the transaction of the change that it tells of; on False there is nothing left to do.
    `action` is `room:thing:verb`, `thing` is `room:table:key`. Raises KeyReused where the key belongs to another action or thing.
    """
    if key is None:
        Entry.objects.create(user=by, action=action, thing=thing, summary=summary)
        return True
    kept, first = Entry.objects.get_or_create(key=key, defaults={"user": by, "action": action, "thing": thing, "summary": summary})
    if (kept.action, kept.thing) != (action, thing):
        raise KeyReused(f"The request key “{key}” belongs to another request; every request needs a key of its own.")
    return first


def renew() -> None:
    """What visitors see is another from here on: pages kept under the stamp before are shown no more.

    Call it in the transaction of every write that a visitor can see; a write that is taken back takes this back with it.
    """
    Stamp.objects.update_or_create(id=1, defaults={"token": secrets.token_hex(16)})
