"""What visitors say of the pages, and what the keeper answered. How to reach somebody stands apart, and only for a while."""
from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from shanyraq.people.models import Person
from shanyraq.registry.models import Organisation
from shanyraq.remarks.terms import Kind, Outcome

KEPT: Final = timedelta(days=90)  # how long it is kept how to reach somebody, after the answer

WAITING: Final = Q(answered=None, outcome="", by=None)


class RemarkQuerySet(models.QuerySet["Remark"]):
    def waiting(self) -> RemarkQuerySet:
        """Those that have no answer yet, the oldest first."""
        return self.filter(answered=None).order_by("made", "pk")

    def answered(self) -> RemarkQuerySet:
        return self.exclude(answered=None).order_by("-answered", "-pk")

    def at_home_in(self, organisations: Any, today: date) -> RemarkQuerySet:
        """Those on an organisation among these, or on a person who is at home there."""
        bodies = Organisation.objects.filter(pk__in=organisations).values(key=Concat(Value("organisation:"), "slug"))
        persons = Person.objects.all().at_home_in(organisations, today).values(key=Concat(Value("person:"), "slug"))
        return self.filter(Q(about__in=bodies) | Q(about__in=persons))

    def to_forget(self, moment: datetime) -> RemarkQuerySet:
        """Answered long ago, and it is still kept how to reach somebody."""
        return self.filter(answered__lt=moment - KEPT).exclude(contact="")


class Remark(models.Model):
    """`about` is the key of a body, `fact` the anchor on its page, `quote` the fact in a few words, `address` that page with its days.

    The database keeps the hash of the link at which the answer stands.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    content_hash = models.CharField(max_length=64)
    kind = models.CharField(_("What it is about"), max_length=20, choices=Kind.choices)
    about = models.CharField(max_length=80, blank=True)
    fact = models.CharField(max_length=80, blank=True)
    quote = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=400, blank=True)
    text = models.TextField(_("What is wrong"), blank=True)  # who only wants not to be named needs not say more
    right = models.TextField(_("What would be right"), blank=True)
    evidence = models.TextField(_("How you know"), blank=True)
    contact = models.CharField(_("How to reach you"), max_length=200, blank=True)
    language = models.CharField(max_length=5)
    made = models.DateTimeField(_("Sent"))
    answered = models.DateTimeField(_("Answered"), null=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    answer = models.TextField(_("Answer"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        constraints = [
            models.CheckConstraint(name="remark_says_something", condition=~Q(text="") | Q(kind=Kind.LEAVE_OUT)),
            models.CheckConstraint(name="remark_answered_whole", condition=WAITING | Q(answered__isnull=False) & ~Q(outcome="")),
            models.UniqueConstraint(fields=["content_hash"], condition=Q(answered=None), name="remark_waits_once"),
        ]
        indexes = [models.Index(fields=["answered", "made"], name="remark_waiting")]
