"""How a letter leaves, and what is done where it does not."""
from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.core.mail import get_connection
from django.db.models import F

from shanyraq.mail.folder import NotKept
from shanyraq.mail.models import Letter
from shanyraq.mail.terms import Failure
from shanyraq.mail.writing import message

log: structlog.typing.FilteringBoundLogger = structlog.get_logger("shanyraq")

HELD: Final = timedelta(minutes=10)  # as long a letter is its sender's alone; longer than any try takes
WAITS: Final = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440, 1440)]  # four days and a half; then nobody tries
AT_ONCE: Final = 10
OF_THE_LETTER: Final = frozenset({Failure.ADDRESS, Failure.REFUSED})
LASTING: Final = 500  # RFC 5321, 4.2.1: from here on, an answer will be the same next time


def deliver(*, letter: int, at: datetime) -> Failure | None:
    """Tries a letter that is due, by its primary key; one that another has in hand, or that has left, is left alone. Gives why it did not leave.

    It stands in no transaction: what the server took must not be forgotten by a rollback, and no lock is held while it answers.
    """
    if not Letter.objects.due(at).filter(pk=letter).update(due=at + HELD, tries=F("tries") + 1, failure=""):
        return None
    held = Letter.objects.get(pk=letter)
    try:
        with closing(get_connection()) as road:  # one that fails in its greeting is left open otherwise
            road.send_messages([message(held)])
    except (OSError, ValueError) as error:
        return _failed(held, error, at)
    Letter.objects.filter(pk=letter).update(delivered=at, due=None, text="", failure="")
    return None


def deliver_due(*, at: datetime, most: int = AT_ONCE) -> Iterator[Failure | None]:
    """Tries what is due, one by one, until the server itself is at fault; gives for each why it did not leave."""
    for letter in list(Letter.objects.due(at).values_list("pk", flat=True)[:most]):
        failure = deliver(letter=letter, at=at)
        yield failure
        if failure and failure not in OF_THE_LETTER:
            return


def _failed(letter: Letter, error: Exception, at: datetime) -> Failure:
    failure, lasting = judged(error)
    final = lasting or letter.tries > len(WAITS)
    Letter.objects.filter(pk=letter.pk).update(failure=failure, due=None if final else at + WAITS[letter.tries - 1])
    # The server's own words are left out: they repeat the address.
    log.warning("mail", letter=letter.pk, failure=failure.value, error=type(error).__name__, tries=letter.tries, final=final)
    return failure


def judged(error: Exception) -> tuple[Failure, bool]:
    """What went wrong, and whether it would go wrong again however often it is tried."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return Failure.ADDRESS, all(code >= LASTING for code, _said in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return Failure.REFUSED, error.smtp_code >= LASTING
    if not isinstance(error, OSError):  # a header that is none; faults of certificates are ValueErrors, too
        return Failure.REFUSED, True
    return _of_the_server(error), False


def _of_the_server(error: Exception) -> Failure:
    if isinstance(error, NotKept):
        return Failure.FOLDER
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Failure.SIGN_IN
    if isinstance(error, smtplib.SMTPSenderRefused):
        return Failure.SENDER
    protected = not isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError)
    return Failure.UNREACHABLE if protected else Failure.UNPROTECTED
