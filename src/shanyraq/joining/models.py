"""Who wants to join: applications, for whom, and what happened to them. All of it is private."""
from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from shanyraq.joining.terms import CLOSED, OPEN, Did, Proof, State
from shanyraq.people.models import Consent, ConsentText, Person
from shanyraq.people.terms import Purpose
from shanyraq.registry.models import Organisation

ENDED: Final = Q(state__in=OPEN, ended=None) | Q(state__in=CLOSED, ended__isnull=False)
KEPT: Final = timedelta(days=365)  # how long it is kept who was meant, after the end


class ApplicationQuerySet(models.QuerySet["Application"]):
    def to_forget(self, today: date) -> ApplicationQuerySet:
        """Ended a year ago or earlier, and it is still kept for whom."""
        return self.filter(ended__lte=today - KEPT, forgotten=None)

    def without_consent(self) -> ApplicationQuerySet:
        """Somebody whom they took in has withdrawn the consent to keeping data, and given no other."""
        given = Consent.objects.filter(text__purpose=Purpose.DATA)
        stand = Consent.objects.standing().filter(text__purpose=Purpose.DATA)
        persons = given.filter(withdrawn_on__isnull=False).exclude(person__in=stand.values("person")).values("person")
        return self.filter(pk__in=Applicant.objects.filter(person__in=persons).values("application"))


class Application(models.Model):
    """Of one adult, and of a family as far as they write for it. `organisation`: where it lies now; `court`: which one decides on an appeal.

    The database keeps the hash of the link at which the applicant sees it. `consent`, `news`: the texts that were shown and agreed to.
    `ended`: since when it is accepted, declined or withdrawn; `forgotten`: since when nothing is kept of whoever it was for.
    """

    home: ClassVar[str] = "organisation"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    court = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    language = models.CharField(max_length=5)
    phone = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=200, blank=True)
    comes_by = models.BooleanField(default=False)
    account = models.BooleanField(default=False)  # whether one is wished for
    wishes = models.JSONField(default=list)
    consent = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    news = models.ForeignKey(ConsentText, models.PROTECT, null=True, related_name="+")
    proof = models.CharField(max_length=10, choices=Proof.choices, blank=True)
    made = models.DateTimeField()
    ended = models.DateField(null=True)
    forgotten = models.DateField(null=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ENDED, name="joining_application_ended"),
            models.CheckConstraint(condition=~Q(state=State.APPEALED) | Q(court__isnull=False), name="joining_application_court"),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "made"], name="joining_application_of"),
            models.Index(fields=["court", "state"], name="joining_application_above"),
            models.Index(fields=["made"], name="joining_application_made"),
            models.Index(fields=["ended", "forgotten"], name="joining_application_old"),
        ]


class Applicant(models.Model):
    """Somebody for whom an application is; the first, number 0, wrote it. `born` of children alone. `person`: who they are, once taken in."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="applicants")
    number = models.PositiveSmallIntegerField()
    family = models.CharField(max_length=80, blank=True)
    given = models.CharField(max_length=80, blank=True)
    patronymic = models.CharField(max_length=80, blank=True)
    born = models.DateField(null=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    new = models.BooleanField(default=False)  # whether the person was taken in by this application

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="joining_applicant_once")]

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.family, self.given, self.patronymic) if part)


class Step(models.Model):
    """What happened to an application. `note`: a question, an answer, a reason; `organisation`: where it went."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="steps")
    did = models.CharField(max_length=10, choices=Did.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # empty: the applicant
    note = models.TextField(blank=True)
    proof = models.CharField(max_length=10, choices=Proof.choices, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(did__in=Did.values), name="joining_step_did")]
        indexes = [models.Index(fields=["application", "at"], name="joining_step_of")]
