"""Persons as far as they are publicly named, and the offices they hold."""
from __future__ import annotations

from django.db import models

from shanyraq.chronicle.models import Period, PeriodQuerySet
from shanyraq.people.terms import Office
from shanyraq.registry.models import Organisation


class Person(models.Model):
    slug = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.slug


class PersonName(Period):
    """A name as the person or a source writes it: per language a text, or given, family, patronymic and their order."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="names")
    use = models.CharField(max_length=60, blank=True)
    text = models.JSONField()

    objects = PeriodQuerySet.as_manager()


class Holding(Period):
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    office = models.CharField(max_length=40, choices=Office.choices)
    acting = models.BooleanField(default=False)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        indexes = [*Period.Meta.indexes, models.Index(fields=["organisation", "known_to"], name="holding_of")]
