"""What is written down at a hand-over. When an office changes hands, and from whom to whom, the holdings say."""
from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from shanyraq.people.models import Person
from shanyraq.registry.models import Organisation

TICKED_OR_NOT: Final = Q(ticked=None, ticked_by=None) | Q(ticked__isnull=False, ticked_by__isnull=False)


class HandingQuerySet(models.QuerySet["Handing"]):
    def to_forget(self, day: date) -> HandingQuerySet:
        """Those of which the notes were kept long enough: their day was before this one."""
        return self.filter(day__lt=day).exclude(notes="")


class Handing(models.Model):
    """`day`: the first one of the new holder. `notes`: from the old one to the new one, private to them and the office above."""

    home: ClassVar[str] = "organisation"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    office = models.CharField(max_length=40)
    day = models.DateField()
    outgoing = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    incoming = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    notes = models.TextField(blank=True)
    noted = models.DateTimeField(null=True)

    objects = HandingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "office", "day"], name="mandates_handing_once")]


class HandingLine(models.Model):
    """A line of the list: one of those with which every list begins (`seed`), or one of one's own (`text`)."""

    handing = models.ForeignKey(Handing, models.CASCADE, related_name="lines")
    seed = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=200, blank=True)
    ticked = models.DateTimeField(null=True)
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handing", "seed"], condition=~Q(seed=""), name="mandates_handingline_once"),
            models.CheckConstraint(condition=Q(seed="") ^ Q(text=""), name="mandates_handingline_says"),
            models.CheckConstraint(condition=TICKED_OR_NOT, name="mandates_handingline_ticked"),
        ]
