"""Links that sign in once, phones that are known, sessions, tries, and who looked as whom.

The database keeps the hash of a link and of a phone's cookie, never these.
"""
from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shanyraq.accounts.models import User
from shanyraq.entrance.terms import YEAR
from shanyraq.people.models import Person
from shanyraq.registry.models import Organisation


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


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def usable(self, moment: datetime) -> InvitationQuerySet:
        """Invitations that can still be accepted at this moment; without a join, as with links."""
        return self.filter(used_at=None, until__gt=moment, by__in=User.objects.filter(is_active=True))


class Invitation(models.Model):
    """A link good once, by which a person gets an account, or signs in on another phone.

    Without a person it is for a helper of whom nothing but `name` is known: an account is made, which helps `by` in `organisation` until the day
    `helps_until`, the first without. `account`: which was made by it, or for whose other phone it is.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=150, blank=True, default="", db_default="")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    helps_until = models.DateField(null=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="entrance_invitation_used_in_time", condition=models.Q(used_at=None) | models.Q(used_at__lte=models.F("until")),
            ),
            models.CheckConstraint(
                name="entrance_invitation_of_whom",
                condition=models.Q(person__isnull=False, name="", organisation=None, helps_until=None, account=None)
                | (models.Q(person=None, organisation__isnull=False, helps_until__isnull=False) & ~models.Q(name="")),
            ),
        ]


class DeviceQuerySet(models.QuerySet["Device"]):
    def known(self, moment: datetime) -> DeviceQuerySet:
        """Browsers that are still known at this moment: bound within a year, not ended."""
        return self.filter(off_at=None, bound_at__gt=moment - YEAR, user__in=User.objects.filter(is_active=True))


class Device(models.Model):
    """A browser that is known by a long cookie. `pin` is a hash, empty where the phone signs in by its own lock; `tries` went wrong in a row.

    `label`: what its owner calls it.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    pin = models.CharField(max_length=160, blank=True)
    agent = models.CharField(max_length=200, blank=True)
    label = models.CharField(max_length=60, blank=True, default="", db_default="")
    bound_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    wait_until = models.DateTimeField(null=True, blank=True)
    off_at = models.DateTimeField(null=True, blank=True)

    objects = DeviceQuerySet.as_manager()


class Visit(models.Model):
    """A session of somebody who is signed in: on which device, since when, last used; it ends with its session."""

    session_key = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    agent = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    used_at = models.DateTimeField()


class Tries(models.Model):
    """How often in a row something secret was told wrongly, and until when nothing is taken."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    wait_until = models.DateTimeField()


class LookingQuerySet(models.QuerySet["Looking"]):
    def going_on(self, moment: datetime) -> LookingQuerySet:
        return self.filter(ended=None, until__gt=moment)


class Looking(models.Model):
    """An operator sees for a while what somebody else sees. It stays on record, for whoever was looked at as well."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    whom = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    objects = LookingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="entrance_looking_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(name="entrance_looking_some_time", condition=models.Q(since__lt=models.F("until"))),
            models.CheckConstraint(name="entrance_looking_other", condition=~models.Q(by=models.F("whom"))),
        ]
