"""Territories through time."""
from __future__ import annotations

from django.db import models

from shanyraq.chronicle.models import Period, PeriodQuerySet, for_finding


class Place(models.Model):
    slug = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.slug


class PlacePeriod(Period):
    place = models.ForeignKey(Place, models.PROTECT, related_name="%(class)ss")

    class Meta(Period.Meta):
        abstract = True


class Life(PlacePeriod):
    """That the territory exists."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="lives")

    objects = PeriodQuerySet.as_manager()


class Name(PlacePeriod):
    use = models.CharField(max_length=60, blank=True)
    text = models.JSONField()
    folded = models.TextField(blank=True, db_default="")  # its skeletons, for finding

    objects = PeriodQuerySet.as_manager()

    class Meta(PlacePeriod.Meta):
        indexes = [*Period.Meta.indexes, for_finding("place", "places_name_find")]


class Trait(PlacePeriod):
    """A single-valued fact in a word: kind, kato."""

    fact = models.CharField(max_length=80)

    objects = PeriodQuerySet.as_manager()


class Parent(Period):
    """The territory in which a territory lies."""

    child = models.ForeignKey(Place, models.PROTECT, related_name="parents", db_index=False)
    parent = models.ForeignKey(Place, models.PROTECT, related_name="parts", db_index=False)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        indexes = [
            *Period.Meta.indexes,
            models.Index(fields=["parent", "known_to"], name="parent_down"),
            models.Index(fields=["child", "known_to"], name="parent_up"),
        ]


class Centre(PlacePeriod):
    """The administrative centre of a territory."""

    centre = models.ForeignKey(Place, models.PROTECT, related_name="+")

    objects = PeriodQuerySet.as_manager()


class Heir(PlacePeriod):
    """The territory that took the place of this one."""

    heir = models.ForeignKey(Place, models.PROTECT, related_name="+")

    objects = PeriodQuerySet.as_manager()
