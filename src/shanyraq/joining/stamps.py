"""What is signed by us: the stamp that makes a form count once, and the link that a board gives."""
from __future__ import annotations

from typing import Final

from django.core import signing

SALT: Final = "shanyraq.joining.form"
BOARD: Final = "shanyraq.joining.link"
LASTS: Final = 14 * 24 * 60 * 60  # seconds for which a link of the board is good


def key_of(stamp: str) -> str:
    return str(signing.loads(stamp, salt=SALT))


def link_of(organisation: str) -> str:
    """What the board gives to people whom it knows; good for joining this organisation, for a fortnight."""
    return signing.dumps(organisation, salt=BOARD)


def linked_to(link: str) -> str:
    """The slug of the organisation whose board gave the link; empty where none did, or long ago."""
    try:
        return str(signing.loads(link, salt=BOARD, max_age=LASTS))
    except signing.BadSignature:
        return ""
