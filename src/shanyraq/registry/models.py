"""Organisations through time."""
from __future__ import annotations

from typing import ClassVar

from django.db import models

from shanyraq.chronicle.models import Period, PeriodQuerySet, for_finding
from shanyraq.places.models import Place
from shanyraq.registry.terms import Tie as TieKind


class Organisation(models.Model):
    home: ClassVar[str] = "pk"

    slug = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.slug


class OrganisationPeriod(Period):
    home: ClassVar[str] = "organisation"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="%(class)ss")

    class Meta(Period.Meta):
        abstract = True


class Life(OrganisationPeriod):
    """That the organisation exists."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="lives")

    objects = PeriodQuerySet.as_manager()


class Name(OrganisationPeriod):
    """A name in use: the official one has no `use`."""

    use = models.CharField(max_length=60, blank=True)
    text = models.JSONField()
    folded = models.TextField(blank=True, db_default="")  # its skeletons, for finding

    objects = PeriodQuerySet.as_manager()

    class Meta(OrganisationPeriod.Meta):
        indexes = [
            *Period.Meta.indexes,
            models.Index(fields=["organisation", "use", "known_to"], name="name_of"),
            for_finding("organisation", "registry_name_find"),
        ]


class Trait(OrganisationPeriod):
    """A single-valued fact in a word or a text: kind, level, registration, state, culture, aim and the like."""

    fact = models.CharField(max_length=80)

    objects = PeriodQuerySet.as_manager()

    class Meta(OrganisationPeriod.Meta):
        indexes = [*Period.Meta.indexes, models.Index(fields=["organisation", "fact", "known_to"], name="trait_of")]


class Seat(OrganisationPeriod):
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")

    objects = PeriodQuerySet.as_manager()


class Tie(Period):
    """One organisation under or beside another."""

    child = models.ForeignKey(Organisation, models.PROTECT, related_name="ties_up", db_index=False)
    parent = models.ForeignKey(Organisation, models.PROTECT, related_name="ties_down", db_index=False)
    kind = models.CharField(max_length=20, choices=TieKind.choices)
    grade = models.CharField(max_length=20, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        indexes = [
            *Period.Meta.indexes,
            models.Index(fields=["parent", "known_to", "kind"], name="tie_down"),
            models.Index(fields=["child", "known_to", "kind"], name="tie_up"),
        ]
