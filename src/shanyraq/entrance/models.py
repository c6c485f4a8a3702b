"""Links that sign in once. The database keeps the hash of a link, never the link."""
from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shanyraq.accounts.models import User


class LinkQuerySet(models.QuerySet["Link"]):
    def usable(self, moment: datetime) -> LinkQuerySet:
        """Links that still sign in at this moment.

        Without a join: PostgreSQL looks again at the columns of a row that another request has just changed, not at those of a joined one.
        """
        return self.filter(used_at=None, until__gt=moment, user__in=User.objects.filter(is_active=True))


class Link(models.Model):
    token_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("Account"))
    made_at = models.DateTimeField(_("Made"), db_default=Now(), editable=False)
    until = models.DateTimeField(_("Until"))
    used_at = models.DateTimeField(_("Used"), null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.CheckConstraint(name="entrance_link_used_in_time", condition=models.Q(used_at=None) | models.Q(used_at__lte=models.F("until"))),
        ]
