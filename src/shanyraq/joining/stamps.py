"""A sign in a form that it was handed out by us, and when; it makes the form count once. As with remarks nobody outside is asked who is human."""
from __future__ import annotations

import secrets
from typing import Final

from django.core import signing
from django.utils.translation import gettext as _

SALT: Final = "shanyraq.joining.form"
BOARD: Final = "shanyraq.joining.link"
SOONEST: Final = 3  # seconds in which no person fills in a form
LATEST: Final = 2 * 24 * 60 * 60  # seconds after which a form is handed out anew
LASTS: Final = 14 * 24 * 60 * 60  # seconds for which a link of the board is good


def new_stamp() -> str:
    return signing.dumps(secrets.token_urlsafe(12), salt=SALT)


def key_of(stamp: str) -> str:
    return str(signing.loads(stamp, salt=SALT))


def fault_of(stamp: str) -> str:
    """What is wrong with it in words; empty where nothing is."""
    try:
        signing.loads(stamp, salt=SALT, max_age=LATEST)
    except signing.BadSignature:
        return _("The form had grown old. All that you typed is still here: send it once more.")
    return _("That was very quick. Look it over and send it once more.") if _is_fresh(stamp) else ""


def _is_fresh(stamp: str) -> bool:
    try:
        signing.loads(stamp, salt=SALT, max_age=SOONEST)
    except signing.SignatureExpired:
        return False
    return True


def link_of(organisation: str) -> str:
    """What the board gives to people whom it knows; good for joining this organisation, for a fortnight."""
    return signing.dumps(organisation, salt=BOARD)


def linked_to(link: str) -> str:
    """The slug of the organisation whose board gave the link; empty where none did, or long ago."""
    try:
        return str(signing.loads(link, salt=BOARD, max_age=LASTS))
    except signing.BadSignature:
        return ""
