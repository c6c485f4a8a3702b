"""Persons as far as they are publicly named, and the offices they hold."""
from __future__ import annotations

from django.db import models

from shanyraq.chronicle.models import Period, PeriodQuerySet, for_finding
from shanyraq.people.terms import Office
from shanyraq.registry.models import Organisation


class PersonQuerySet(models.QuerySet["Person"]):
    def open(self) -> PersonQuerySet:
        """Those whom everyone may see named."""
        return self.filter(left_out=None)


class Person(models.Model):
    """`left_out`: since when the person is not named in public, as asked; what is recorded stays on record."""

    slug = models.CharField(max_length=60, unique=True)
    left_out = models.DateTimeField(null=True)

    objects = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return self.slug


class PersonName(Period):
    """A name as the person or a source writes it: per language a text, or given, family, patronymic and their order."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="names")
    use = models.CharField(max_length=60, blank=True)
    text = models.JSONField()
    folded = models.TextField(blank=True, db_default="")  # its skeletons, for finding

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        indexes = [*Period.Meta.indexes, for_finding("person", "people_name_find")]


class Holding(Period):
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    office = models.CharField(max_length=40, choices=Office.choices)
    acting = models.BooleanField(default=False)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        indexes = [*Period.Meta.indexes, models.Index(fields=["organisation", "known_to"], name="holding_of")]
