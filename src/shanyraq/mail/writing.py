"""What stands in a letter: plain text in the language of its receiver, and headers."""
from __future__ import annotations

from collections.abc import Mapping
from email.utils import format_datetime, formataddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context, Engine
from django.utils import timezone, translation

from shanyraq.mail.models import Letter
from shanyraq.words.models import Federation
from shanyraq.words.texts import pick

LONGEST_SUBJECT = 200


def written(template: str, told: Mapping[str, Any], language: str) -> tuple[str, str]:
    """(subject, text): the first line of the template, and the rest of it, signed with the name and address of the federation.

    The subject is one line whatever was told. Nothing is escaped: it is no page.
    """
    with translation.override(language):
        said = Engine.get_default().get_template(template).render(Context({**told}, autoescape=False))
    subject, _newline, text = said.replace("\0", "").strip().partition("\n")
    return " ".join(subject.split())[:LONGEST_SUBJECT], f"{text.strip()}\n\n-- \n{signature(language)}\n"


def signature(language: str) -> str:
    address = str(settings.ORIGIN) or f"http://localhost:{settings.PORT}"
    return "\n".join(line for line in (federation(language), address) if line)


def federation(language: str) -> str:
    """The name of the federation; empty where it has none."""
    kept = Federation.objects.first()
    return " ".join(pick(kept.name, language).value.split()) if kept else ""


def message(letter: Letter) -> EmailMessage:
    """The letter as it leaves. However often it is tried, its Message-ID is the same: who gets it twice sees it once."""
    sender = str(settings.DEFAULT_FROM_EMAIL)
    headers = {
        "Message-ID": f"<{letter.mark}@{sender.rpartition('@')[2]}>",
        "Date": format_datetime(timezone.localtime(letter.made)),
        "Auto-Submitted": "auto-generated",  # RFC 3834: no machine answers it
        "Content-Language": letter.language,
    }
    named = formataddr((federation(letter.language), sender))
    return EmailMessage(subject=letter.subject, body=letter.text, from_email=named, to=[letter.receiver], headers=headers)
