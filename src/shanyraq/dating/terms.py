from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import Promise


class Certainty(StrEnum):
    """How certain an answer is: in every possible past, in some, in none."""

    SURELY = "surely"
    POSSIBLY = "possibly"
    NO = "no"

    @property
    def label(self) -> str | Promise:
        """The word for readers, in the language of the moment."""
        return _LABELS[self]

    @property
    def rank(self) -> int:
        """2, 1 or 0, as the SQL of this room gives it: the surer, the higher."""
        return _RANKS.index(self)

    @classmethod
    def of_rank(cls, rank: int) -> Certainty:
        """The certainty of a rank 0, 1 or 2. Raises KeyError for another number."""
        return dict(enumerate(_RANKS))[rank]


_RANKS = (Certainty.NO, Certainty.POSSIBLY, Certainty.SURELY)
_LABELS = {
    Certainty.SURELY: pgettext_lazy("certainty", "surely"),
    Certainty.POSSIBLY: pgettext_lazy("certainty", "possibly"),
    Certainty.NO: pgettext_lazy("certainty", "no"),
}
