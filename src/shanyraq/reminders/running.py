"""What the worker does with reminders: those whose day has come are sent, once each, whoever else is at it."""
from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shanyraq.mail.changes import AddressRefused, send
from shanyraq.people.models import Consent, Contact, Person
from shanyraq.people.terms import ContactKind, Purpose, SeenBy
from shanyraq.reminders.models import Reminder
from shanyraq.reminders.terms import FIRST_HOUR
from shanyraq.reminders.wording import words_of

log = logging.getLogger("shanyraq.reminders")
A_ROUND: Final = 50  # at once; the others a minute later
AGAIN: Final = timedelta(hours=1)  # after a failure
LETTER: Final = "reminders/letter.txt"


def run_due(at: datetime) -> int:
    """Send what is due, in the day and not in the night; gives how many were sent. What fails is tried again later and stops nothing else."""
    here = timezone.localtime(at)
    if here.hour < FIRST_HOUR:
        return 0
    due = list(Reminder.objects.due(here.date(), at).select_related("account", "person__account")[:A_ROUND])
    return sum(_tried(reminder, at) for reminder in due)


def _tried(reminder: Reminder, at: datetime) -> bool:
    try:
        return send_one(reminder, at)
    except Exception as error:  # noqa: BLE001 (the others go on; its message may hold names)
        log.error("reminder failed: %s %s", reminder.pk, type(error).__name__)  # noqa: TRY400
        Reminder.objects.filter(pk=reminder.pk, sent=None).update(again=at + AGAIN)
        return False


@transaction.atomic
def send_one(reminder: Reminder, at: datetime) -> bool:
    """Whether it was sent by this call; one that another has sent, or that came to nothing, is not."""
    if not Reminder.objects.filter(pk=reminder.pk, sent=None, done=None).update(sent=at):
        return False
    language = language_of(reminder)
    words = words_of([reminder], language).get(reminder.pk)
    if words is None:
        Reminder.objects.filter(pk=reminder.pk).update(sent=None, done=at)
        return False
    if address := address_of(reminder):
        told = {"subject": words.subject, "text": words.text, "address": _whole(words.path)}
        _send(address, language, told, reminder, at)
    return True


def _send(address: str, language: str, told: dict[str, str], reminder: Reminder, at: datetime) -> None:
    """An address that is none takes nothing from whoever sees the reminder on their page."""
    thing = f"reminders:reminder:{reminder.pk}"
    try:
        send(to=address, language=language, template=LETTER, told=told, by=None, at=at, thing=thing, key=thing)
    except AddressRefused:
        log.warning("reminder without a letter: %s", reminder.pk)


def language_of(reminder: Reminder) -> str:
    """In which the receiver wishes letters, else the first of the house."""
    return str(getattr(reminder.person, "letters_in", "") or settings.LANGUAGE_CODE)


def address_of(reminder: Reminder) -> str:
    """Of the account, else of the person, who let the board see it and lets data be kept; empty where there is none."""
    account = reminder.account or (reminder.person.account if reminder.person else None)
    if account is not None and account.email:
        return account.email if account.is_active else ""
    return _contact(reminder.person) if reminder.person else ""


def _contact(person: Person) -> str:
    if _withdrew(person):
        return ""
    seen = Contact.objects.filter(person=person, kind=ContactKind.EMAIL).exclude(seen_by=SeenBy.SELF)
    return seen.order_by("pk").values_list("value", flat=True).first() or ""


def _withdrew(person: Person) -> bool:
    """Whoever was never asked on paper or here has withdrawn nothing."""
    given = Consent.objects.filter(person=person, text__purpose=Purpose.DATA)
    return given.exists() and not given.filter(withdrawn_on=None).exists()


def _whole(path: str) -> str:
    return f"{settings.ORIGIN or f'http://localhost:{settings.PORT}'}{path}" if path else ""
