"""A sign in a form for everyone that it was handed out by us, and when: nobody outside is asked who is human."""
from __future__ import annotations

import secrets
from typing import Final

from django.core import signing
from django.utils.translation import gettext as _

SOONEST: Final = 3  # seconds in which no person fills in a form
LATEST: Final = 2 * 24 * 60 * 60  # seconds after which a form is handed out anew


def new_stamp(salt: str) -> str:
    """`salt` names the form: a sign of one counts for no other."""
    return signing.dumps(secrets.token_urlsafe(12), salt=salt)


def fault_of(stamp: str, salt: str) -> str:
    """What is wrong with it in words; empty where nothing is."""
    try:
        signing.loads(stamp, salt=salt, max_age=LATEST)
    except signing.BadSignature:
        return _("The form had grown old. All that you typed is still here: send it once more.")
    return _("That was very quick. Look it over and send it once more.") if _is_fresh(stamp, salt) else ""


def _is_fresh(stamp: str, salt: str) -> bool:
    try:
        signing.loads(stamp, salt=salt, max_age=SOONEST)
    except signing.SignatureExpired:
        return False
    return True
