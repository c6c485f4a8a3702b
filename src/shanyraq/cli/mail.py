"""`shanyraq mail`: sends the letters that wait; `--to ADDRESS` sends one to try the way."""
from __future__ import annotations

import argparse
import secrets
from datetime import datetime

from django.conf import settings
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import get_language

from shanyraq.cli.errors import Refused
from shanyraq.mail.changes import AddressRefused, forget, send
from shanyraq.mail.delivery import deliver_due
from shanyraq.mail.models import Letter
from shanyraq.mail.terms import Failure
from shanyraq.words.texts import LANGUAGES

TRIAL = "mail/trial.txt"
MOST = 1000  # letters of one call


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("mail", help="send the letters that wait, or one to try the way")
    parser.add_argument("--to", default="", metavar="ADDRESS", help="send a letter to this address, to see whether letters arrive")
    parser.add_argument("--language", choices=LANGUAGES, help="with --to: its language (default: that of the terminal)")


def run(arguments: argparse.Namespace) -> int:
    at = timezone.now()
    if arguments.to:
        return _try_the_way(arguments, at)
    left = [failure for failure in deliver_due(at=at, most=MOST) if failure is None]
    forget(at=at)
    print(f"{len(left)} letters left." if left else "No letter left.")
    for failure, count in waiting():
        print(f"{count} wait: {Failure(failure).label if failure else 'not tried yet.'}")
    return 0


def waiting() -> list[tuple[str, int]]:
    """(why, how many) of the letters that have not left."""
    return list(Letter.objects.undelivered().values_list("failure").annotate(count=Count("pk")).order_by("failure"))


def _try_the_way(arguments: argparse.Namespace, at: datetime) -> int:
    language = arguments.language or get_language() or "en"
    try:
        key = secrets.token_hex(12)
        letter = send(to=arguments.to, language=language, template=TRIAL, told={}, by=None, at=at, thing="mail:letter:trial", key=key)
    except AddressRefused as refused:
        raise Refused(str(refused)) from refused
    letter.refresh_from_db()
    if letter.delivered is None:
        raise Refused(f"The letter did not leave: {letter.why}")
    server = settings.MAIL_SERVER.host
    print(f"The letter went to {server}." if server else f"No mail server is named: the letter is in {settings.MAIL_FOLDER}.")
    return 0
