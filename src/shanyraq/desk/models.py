"""What a keeper has begun to tell and not recorded yet."""
from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.accounts.models import User
from shanyraq.people.models import Person
from shanyraq.rights.models import Helper


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, user: User) -> DraftQuerySet:
        """Those of one keeper, and of those who help."""
        helpers = Helper.objects.on(timezone.localdate()).filter(holder__in=Person.objects.of(user)).values("account")
        return self.filter(Q(user=user) | Q(user__in=helpers))

    def going_on(self) -> DraftQuerySet:
        """Those not recorded yet, the last one touched first."""
        return self.filter(recorded="").order_by("-changed", "-pk")


class Draft(models.Model):
    """`content` as in `desk.contents`; `base` {body, or `change:ID`: key of its newest version when the draft took it up}.

    `key` makes saving happen once; `recorded` is the id of the change that it became.
    """

    own: ClassVar[str] = "user"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("Account"))
    content = models.JSONField(default=dict)
    base = models.JSONField(default=dict)
    key = models.CharField(max_length=40, unique=True)
    recorded = models.CharField(max_length=60, blank=True, db_index=True)
    made = models.DateTimeField(_("Made"), db_default=Now(), editable=False)
    changed = models.DateTimeField(_("Changed"), auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        indexes = [models.Index(fields=["user", "recorded", "-changed"], name="draft_going_on")]
