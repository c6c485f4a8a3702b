"""Days as arguments of a command."""
from __future__ import annotations

import argparse
from datetime import date

from django.utils import timezone

from shanyraq.cli.errors import Refused
from shanyraq.dating.question import day
from shanyraq.dating.refusal import DateRefused


def add_days(parser: argparse.ArgumentParser) -> None:
    asked = "the day asked about: YYYY-MM-DD, or a year or month for its last day (default: today)"
    parser.add_argument("--as-of", default="", metavar="DATE", help=asked)
    parser.add_argument("--known-on", default="", metavar="DATE", help="as it was known on that day (default: now)")


def read_days(arguments: argparse.Namespace) -> tuple[date, date | None]:
    """The day asked about and the day of knowledge; this is the door that reads the clock."""
    today = timezone.localdate()
    try:
        as_of = day(arguments.as_of, today=today) if arguments.as_of else today
        return as_of, day(arguments.known_on, today=today) if arguments.known_on else None
    except DateRefused as refused:
        raise Refused(str(refused)) from refused
