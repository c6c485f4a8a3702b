"""Persons as far as they are publicly named, and the offices they hold."""
from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from shanyraq.accounts.models import User
from shanyraq.chronicle.models import FOREVER, Period, PeriodQuerySet, for_finding
from shanyraq.people.terms import Office
from shanyraq.registry.models import Organisation


class PersonQuerySet(models.QuerySet["Person"]):
    def open(self) -> PersonQuerySet:
        """Those whom everyone may see named."""
        return self.filter(left_out=None)

    def of(self, user: User) -> PersonQuerySet:
        """Whose account it is: one or none."""
        return self.filter(account=user)

    def at_home_in(self, organisations: Any, today: date) -> PersonQuerySet:
        """Those with an office in these organisations, past ones too, and none elsewhere that is not over: nobody below reaches them."""
        held = Holding.objects.filter(person=OuterRef("pk"), known_to=FOREVER)
        there = Q(organisation__in=organisations)
        return self.filter(Exists(held.filter(there)), ~Exists(held.filter(~there, end_latest__gt=today)))


class Person(models.Model):
    """`left_out`: since when the person is not named in public, as asked; what is recorded stays on record. `account`: with which they sign in."""

    own: ClassVar[str] = "pk"

    slug = models.CharField(max_length=60, unique=True)
    left_out = models.DateTimeField(null=True)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

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
    home: ClassVar[str] = "organisation"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    office = models.CharField(max_length=40, choices=Office.choices)
    acting = models.BooleanField(default=False)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        indexes = [*Period.Meta.indexes, models.Index(fields=["organisation", "known_to"], name="holding_of")]
