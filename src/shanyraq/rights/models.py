"""What offices give, of whom more than a password is asked, and who acts for whom for a while. `until` is the first day after.

Offices, kinds and levels are the words of the floors below; the verbs check them, so that a new word needs no step here.
"""
from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shanyraq.people.models import Person
from shanyraq.registry.models import Organisation
from shanyraq.rights.terms import Reach

Row = TypeVar("Row", bound=models.Model)


class GivenQuerySet(models.QuerySet[Row]):
    def standing(self) -> GivenQuerySet[Row]:
        """What holds now."""
        return self.filter(withdrawn=False)


class Given(models.Model):
    """A row with which the house began, until somebody altered it; a withdrawn one stays, so that it does not come back."""

    withdrawn = models.BooleanField(default=False)
    altered = models.DateTimeField(null=True)
    altered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class Grant(Given):
    """That an office gives an action, as far as it reaches; with `kind` only in bodies that surely are of this kind."""

    office = models.CharField(max_length=40)
    action = models.CharField(max_length=120)
    reach = models.CharField(max_length=10)
    kind = models.CharField(max_length=40, blank=True)

    objects = GivenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "office"], name="rights_grant_once"),
            models.CheckConstraint(condition=Q(reach__in=Reach.values), name="rights_grant_reach"),
            models.CheckConstraint(condition=Q(action__regex=r"^[a-z_]+:[a-z_]+:[a-z_]+$"), name="rights_grant_action"),
        ]


class Demand(Given):
    """That an office gives nothing without a second factor; with `level` only in bodies that may be of this level."""

    office = models.CharField(max_length=40)
    level = models.CharField(max_length=20, blank=True)

    objects = GivenQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "level"], name="rights_demand_once")]


class ForAWhile(models.Model):
    """From one day to another, unless it is ended before."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    ended = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=Q(since__lt=F("until")), name="rights_%(class)s_some_day")]
        indexes = [models.Index(fields=["account", "until"], name="rights_%(class)s_of")]


class ForAWhileQuerySet(models.QuerySet[Row]):
    def on(self, day: date) -> ForAWhileQuerySet[Row]:
        """Those that hold on a day, as known now."""
        return self.filter(since__lte=day, until__gt=day, ended=None)


class Stepping(ForAWhile):
    """Somebody acts for a body that has nobody, or an operator for one, or for the whole federation (no organisation)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    reason = models.TextField()

    objects = ForAWhileQuerySet.as_manager()

    class Meta(ForAWhile.Meta):
        constraints = [*ForAWhile.Meta.constraints, models.CheckConstraint(condition=~Q(reason=""), name="rights_stepping_reason")]


class Helper(ForAWhile):
    """An account prepares what somebody confirms who holds an office in this organisation; it ends with the office, too."""

    holder = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    objects = ForAWhileQuerySet.as_manager()
