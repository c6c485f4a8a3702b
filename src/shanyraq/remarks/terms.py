"""Words of remarks."""
from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    WRONG = "wrong", _("Something is wrong")
    MISSING = "missing", _("Something is missing")
    LEAVE_OUT = "leave_out", _("I am named here and would like not to be")


class Outcome(TextChoices):
    CORRECTED = "corrected", _("Corrected")
    KEPT = "kept", _("It stays as it is")
    LEFT_OUT = "left_out", _("The person is no longer named")
    STAYS = "stays", _("The name has to stay")
