"""Of what somebody is to be reminded, and on which day. The words are those of the room that asked for it, found when they are needed."""
from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from shanyraq.accounts.models import User
from shanyraq.people.models import Person

TO_ONE: Final = Q(account=None, person__isnull=False) | Q(account__isnull=False, person=None)


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def of(self, user: User) -> ReminderQuerySet:
        """Those of an account, and of its person."""
        return self.filter(Q(account=user) | Q(person__in=Person.objects.of(user).values("pk")))

    def shown(self, today: date) -> ReminderQuerySet:
        """Whose day has come and which nobody put away, the newest first."""
        return self.filter(day__lte=today, done=None).order_by("-day", "-pk")

    def due(self, today: date, at: datetime) -> ReminderQuerySet:
        """Of which nothing was sent yet, and which were not tried in vain a while ago; the oldest first."""
        return self.filter(Q(again=None) | Q(again__lte=at), day__lte=today, sent=None, done=None).order_by("day", "pk")


class Reminder(models.Model):
    """`about` is `room:table:key`; `sent` when it was said (by a letter, where there is an address), `done` when it was put away or came to nothing.

    `again`: not to be tried before, after it failed. Private.
    """

    own: ClassVar[str] = "person"

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=200)
    day = models.DateField()
    sent = models.DateTimeField(null=True)
    again = models.DateTimeField(null=True)
    done = models.DateTimeField(null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="reminders_reminder_whom", condition=TO_ONE),
            models.CheckConstraint(name="reminders_reminder_about", condition=~Q(about="")),
            models.UniqueConstraint(fields=["about", "day", "account"], condition=Q(person=None), name="reminders_reminder_account"),
            models.UniqueConstraint(fields=["about", "day", "person"], condition=Q(account=None), name="reminders_reminder_person"),
        ]
        indexes = [models.Index(fields=["day"], condition=Q(sent=None, done=None), name="reminders_reminder_due")]
