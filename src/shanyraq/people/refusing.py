"""What the verbs of members raise."""
from __future__ import annotations


class MemberRefused(ValueError):
    """It cannot be so; the sentence says why. `field`: what of the form it is about."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
