"""What is to be handed over, by kind of office. Whoever hands over may add lines of their own."""
from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from shanyraq.people.terms import Office

SEEDS: Final[dict[str, Any]] = {
    "accounts": _("Accounts: mail, pages, messengers; new passwords"),
    "papers": _("Papers: charter, certificate of registration, minutes"),
    "keys": _("Keys and stamp"),
    "members": _("List of members"),
    "agreements": _("Agreements that run out"),
    "open": _("Open items, gone through together"),
    "partners": _("Partners and offices: who to call, introduced"),
    "bank": _("Bank: who may sign"),
    "books": _("Cash and books, counted together"),
    "dues": _("Dues: who paid, receipts"),
    "letters": _("Letters in and out, and what waits for an answer"),
    "archive": _("Archive and photographs"),
}
OF_ALL: Final = ("accounts", "papers", "open")
OF_HEADS: Final = ("accounts", "papers", "keys", "members", "agreements", "partners", "bank", "open")
OF: Final[dict[str, tuple[str, ...]]] = {
    Office.CHAIR: OF_HEADS,
    Office.PRESIDENT: OF_HEADS,
    Office.DIRECTOR: OF_HEADS,
    Office.RECTOR: OF_HEADS,
    Office.HEAD_OF_SECRETARIAT: ("accounts", "papers", "keys", "letters", "agreements", "partners", "archive", "open"),
    Office.GENERAL_SECRETARY: ("accounts", "papers", "keys", "letters", "agreements", "archive", "open"),
    Office.SECRETARY: ("accounts", "papers", "members", "letters", "archive", "open"),
    Office.TREASURER: ("accounts", "bank", "books", "dues", "open"),
}

BEFORE: Final = timedelta(days=366)  # as long before its day a hand-over is shown
AFTER: Final = timedelta(days=60)  # and as long after it
FORETOLD: Final = timedelta(days=14)  # as long before both are reminded
LATE: Final = timedelta(days=7)  # as long after the day both are still told of it
NOTES_KEPT: Final = timedelta(days=366)  # after the day
MOST_LINES: Final = 60
LONGEST_LINE: Final = 200
LONGEST_NOTES: Final = 4000


def seeds(office: str) -> tuple[str, ...]:
    return OF.get(office, OF_ALL)
