"""Words of lists that stand in the database."""
from __future__ import annotations

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Column(TextChoices):
    """What a column of a list tells."""

    NAME = "name", _("Name of the association")
    KIND = "kind", _("Kind")
    LEVEL = "level", _("Level")
    SEAT = "seat", _("District or city")
    REGION = "region", _("Oblast")
    REGISTERED = "registered", _("Registered or not, or its number and date")
    NUMBER = "number", _("Registration number")
    BIN = "bin", _("BIN")
    REGISTERED_ON = "registered_on", _("Day of registration")
    FOUNDED = "founded", _("Founded, or since when")
    CHAIR = "chair", _("Chair")
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail address")
    ADDRESS = "address", _("Address")
    CULTURE = "culture", _("Culture it keeps")
    PARENT = "parent", _("Belongs to (organisation)")
    NOTE = "note", _("Keep as a note")
    COUNT = "count", _("Number of the row")
    LEAVE = "leave", _("Leave out")


SEVERAL: Final = (Column.PHONE, Column.EMAIL, Column.ADDRESS, Column.NOTE, Column.LEAVE)  # that more than one column may tell


class Status(TextChoices):
    DRAFT = "draft", _("draft")
    TAKEN = "taken", _("taken")
    UNDONE = "undone", _("undone")
