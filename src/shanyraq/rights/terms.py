"""Words of rights."""
from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reach(TextChoices):
    OWN = "own", _("in the own organisation")
    BELOW = "below", _("in the own organisation and what belongs to it")
    ALL = "all", _("in the whole federation, where the organisation stands under no other")


LONGEST_STEP: Final = timedelta(days=14)  # how long somebody may step in for a body at once
SHORTEST_REASON: Final = 10  # signs of why
LONGEST_REASON: Final = 300
