"""Letters that go out, and those that could not yet. What a letter says is kept only until it has left."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shanyraq.mail.terms import Failure

KEPT: Final = timedelta(days=30)  # how long it is kept to whom a letter went


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, moment: datetime) -> LetterQuerySet:
        """Those that are to be tried at this moment, the oldest first."""
        return self.filter(due__lte=moment).order_by("due", "pk")

    def undelivered(self) -> LetterQuerySet:
        """Those that have not left, also where nobody tries any more."""
        return self.filter(delivered=None).exclude(receiver="")

    def remembered(self, moment: datetime) -> LetterQuerySet:
        """Those of which it is still kept to whom they went, the newest first."""
        return self.filter(made__gte=moment - KEPT).exclude(receiver="").order_by("-made", "-pk")

    def to_forget(self, moment: datetime) -> LetterQuerySet:
        return self.filter(made__lt=moment - KEPT).exclude(receiver="")


class Letter(models.Model):
    """`key` is the request that asked for it: one letter each. `mark` names it outside: in its Message-ID, and as a file.

    `due` is when it is tried next; empty where it has left, or nobody tries any more. `thing` is `room:table:key`.
    """

    key = models.CharField(_("Request"), max_length=120, unique=True)
    mark = models.CharField(max_length=40, unique=True)
    thing = models.CharField(_("Thing"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Account"))
    receiver = models.EmailField(_("E-mail address"), blank=True)
    language = models.CharField(_("Language"), max_length=5)
    subject = models.CharField(_("Subject"), max_length=200, blank=True)
    text = models.TextField(_("Text"), blank=True)
    made = models.DateTimeField(_("Written"))
    due = models.DateTimeField(null=True, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=20, blank=True)  # of Failure
    delivered = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.CheckConstraint(name="mail_letter_key", condition=~Q(key="")),
            models.CheckConstraint(name="mail_letter_leaves_once", condition=Q(delivered=None) | Q(due=None)),
            models.CheckConstraint(name="mail_letter_text_forgotten", condition=Q(delivered=None) | Q(text="")),
        ]
        indexes = [models.Index(fields=["made"], name="mail_letter_made")]

    @property
    def why(self) -> str:
        """Why it could not leave, in words; empty where it could, or was not tried."""
        return str(Failure(self.failure).label) if self.failure else ""
