"""A link that is good once is spent in one place."""
from __future__ import annotations

from datetime import datetime

from shanyraq.accounts.tokens import hashed
from shanyraq.entrance.models import InvitationQuerySet, LinkQuerySet


def spend(links: LinkQuerySet | InvitationQuerySet, token: str, at: datetime) -> bool:
    """Marks it used; False where it has been used, has run out or never was. Call it in the transaction of what it opens.

    The update is its own lock: of two requests with one link the second finds no usable row.
    """
    return bool(links.filter(token_hash=hashed(token)).usable(at).update(used_at=at))
