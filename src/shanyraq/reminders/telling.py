"""What somebody is reminded of, for a page of theirs."""
from __future__ import annotations

from datetime import date
from typing import Any, Final

from shanyraq.accounts.models import User
from shanyraq.reminders.models import Reminder
from shanyraq.reminders.wording import words_of

MOST: Final = 20


def shown(user: User, today: date, language: str) -> list[dict[str, Any]]:
    """{pk, subject, text, path} of what an account is reminded of and has not put away, the newest first; a query beside those of the rooms."""
    rows = list(Reminder.objects.of(user).shown(today)[:MOST])
    words = words_of(rows, language)
    return [{"pk": row.pk, "subject": said.subject, "text": said.text, "path": said.path} for row in rows if (said := words.get(row.pk))]
