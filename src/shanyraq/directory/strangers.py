"""Strangers see what is open, and all of them the same: what they ask can be prepared."""
from __future__ import annotations

from shanyraq.rights import Visitor


def is_stranger(visitor: Visitor) -> bool:
    """Whether nobody is known behind a request."""
    return visitor is None or not visitor.is_authenticated
