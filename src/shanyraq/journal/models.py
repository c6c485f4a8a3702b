"""Who did what, and when: lines are only ever added. And the stamp of what visitors see."""
from __future__ import annotations

from django.conf import settings
from django.db import Error, connection, models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, thing: str) -> EntryQuerySet:
        """The lines on one thing, `room:table:key`, newest first."""
        return self.filter(thing=thing).order_by("-moment", "-id")


class Entry(models.Model):
    """One line. `action` is `room:thing:verb`, `thing` is `room:table:key`; `key` is the request that was carried out, once only."""

    moment = models.DateTimeField(_("Moment"), db_default=Now(), editable=False, db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Account"))
    action = models.CharField(_("Action"), max_length=120)
    thing = models.CharField(_("Thing"), max_length=200, db_index=True)
    key = models.CharField(_("Request"), max_length=120, null=True, blank=True, unique=True)
    summary = models.TextField(_("Summary"), blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal line")
        verbose_name_plural = _("journal")
        constraints = [
            models.CheckConstraint(name="journal_entry_action", condition=models.Q(action__regex=r"^[a-z_]+:[a-z_]+:[a-z_]+$")),
            models.CheckConstraint(name="journal_entry_key", condition=models.Q(key__isnull=True) | ~models.Q(key="")),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.thing}"


class Stamp(models.Model):
    """One row: a token drawn anew with every write that a visitor can see. What was shown under another token may be stale.

    Without the row nothing visible was written yet.
    """

    token = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("stamp")
        constraints = [models.CheckConstraint(name="journal_stamp_one", condition=models.Q(id=1))]


def stamp() -> str:
    """The token of now; empty where nothing visible was written yet, or the database does not answer. Read for every page: one plain query.

    It is the check of a connection that was kept, too: where it fails, the next query makes a new one.
    """
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT token FROM journal_stamp WHERE id = 1")
            row = cursor.fetchone()
    except Error:
        connection.close()
        return ""
    return row[0] if row else ""
