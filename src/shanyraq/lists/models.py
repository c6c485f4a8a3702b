"""Lists that were brought: a draft until it is taken, and what it told, so that it can be undone as a whole."""
from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shanyraq.lists.terms import Status

UNREAD: Final = 400  # signs


class ListQuerySet(models.QuerySet["List"]):
    def newest(self) -> ListQuerySet:
        return self.order_by("-made_at", "-pk")


class List(models.Model):
    """A table as it was brought: `lines` [[number, [cell]]], cells of persons' own affairs blank.

    `columns` and `others` are the keeper's corrections: {number of a column: what it tells}, [number of a row that is another organisation].
    """

    token = models.CharField(max_length=16, unique=True)
    key = models.CharField(max_length=64, null=True, blank=True, unique=True)  # of the form that sent it
    title = models.CharField(_("Title"), max_length=200)
    day = models.DateField(_("Day"))
    umbrella = models.CharField(_("Umbrella organisation"), max_length=300, blank=True)
    lines = models.JSONField()
    unread = models.CharField(max_length=UNREAD, blank=True, default="", db_default="")  # names of sheets of the same file that were not read
    columns = models.JSONField(default=dict)
    others = models.JSONField(default=list)
    status = models.CharField(_("State"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    told = models.JSONField(default=dict)  # once taken: {"changes": [id], "organisations": [slug], "umbrella": slug, "begun": [key]}
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Account"))
    made_at = models.DateTimeField(_("Made"), db_default=Now(), editable=False)
    taken_at = models.DateTimeField(_("Taken"), null=True, blank=True)
    undone_at = models.DateTimeField(_("Undone"), null=True, blank=True)

    objects = ListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list")
        verbose_name_plural = _("lists")
        constraints = [
            models.CheckConstraint(
                name="lists_list_taken", condition=Q(status=Status.DRAFT, taken_at=None) | (~Q(status=Status.DRAFT) & Q(taken_at__isnull=False))
            ),
            models.CheckConstraint(
                name="lists_list_undone", condition=Q(status=Status.UNDONE, undone_at__isnull=False) | (~Q(status=Status.UNDONE) & Q(undone_at=None))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source(self) -> str:
        """The id of its source in the memory; the ids of its changes begin with it."""
        return f"list-{self.token}"
