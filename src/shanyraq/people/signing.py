"""Who signs for a child, and what was signed. Private."""
from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shanyraq.people.terms import Given, Purpose


class GuardianQuerySet(models.QuerySet["Guardian"]):
    def on(self, day: date) -> GuardianQuerySet:
        """Those who stand in for a child on a day."""
        return self.filter(since__lte=day, until__gt=day)


class Guardian(models.Model):
    """Who sees and signs for a child: until the day of the 18th birthday at the latest, which is the first day without. Private."""

    own: ClassVar[str] = "child"

    child = models.ForeignKey("people.Person", models.PROTECT, related_name="guardians")
    guardian = models.ForeignKey("people.Person", models.PROTECT, related_name="wards")
    since = models.DateField()
    until = models.DateField()

    objects = GuardianQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "guardian", "until"], name="people_guardian_once"),
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="people_guardian_some_day"),
            models.CheckConstraint(condition=~Q(child=F("guardian")), name="people_guardian_another"),
        ]
        indexes = [models.Index(fields=["guardian", "until", "child"], name="people_guardian_of")]


class ConsentText(models.Model):
    """What is consented to, in four languages, as it was shown: `text` {language: paragraphs, one a line}. A new wording is a new version."""

    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    version = models.PositiveSmallIntegerField()
    text = models.JSONField()
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version"], name="people_consenttext_once"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="people_consenttext_purpose"),
        ]


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> ConsentQuerySet:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_on=None)


class Consent(models.Model):
    """That somebody consented to a text, and, once it is withdrawn, since when no more. Private."""

    own: ClassVar[str] = "person"

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    given_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=10, choices=Given.choices)
    withdrawn_on = models.DateField(null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "text"], condition=Q(withdrawn_on=None), name="people_consent_once"),
            models.CheckConstraint(condition=Q(how__in=Given.values), name="people_consent_how"),
        ]
