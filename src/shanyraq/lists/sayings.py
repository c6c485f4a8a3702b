"""What a row will tell, in words: labels and texts for the page that is looked at before anything is told."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from shanyraq.dating.sentences import say
from shanyraq.directory.vocabulary import word
from shanyraq.lists.matching import Member
from shanyraq.lists.tongues import Tongue
from shanyraq.words.texts import UNDETERMINED

Row = dict[str, Any]
JOINED: Final = "; "


def row_of(member: Member, language: str, tongue: Tongue) -> Row:
    """{number, name, lang (empty: that of the page, or not known), facts [{label, text}], left [{label, text}], double_of, known, like}."""
    entry = member.entry
    lang = tongue.of(entry.name)
    return {
        "number": entry.number,
        "name": entry.name,
        "lang": "" if lang in (language, UNDETERMINED) else lang,
        "facts": [{"label": label, "text": text} for label, text in _facts(member, language) if text],
        "left": [{"label": heading, "text": text} for heading, text in entry.left],
        "double_of": member.double_of,
        "known": member.known,
        "like": member.like,
    }


def _facts(member: Member, language: str) -> Iterator[tuple[str, str]]:
    entry = member.entry
    yield _("Kind"), word("kind", entry.kind) if entry.kind else ""
    yield _("Level"), word("level", entry.level) if entry.level else ""
    yield _("Seat"), entry.seat or (entry.region if member.seat else "")
    yield _("State registration"), _registration(member, language)
    yield _("BIN"), entry.bin
    yield _("Founded"), say(entry.founded, language) if entry.founded else ""
    yield _("Chair"), entry.chair
    yield _("Contact"), JOINED.join(dict.fromkeys(entry.contact))
    yield _("Culture it keeps"), entry.culture
    yield _("Belongs to"), entry.parent if entry.parent and ("", entry.parent) not in entry.left else ""


def _registration(member: Member, language: str) -> str:
    entry = member.entry
    if not entry.is_registered:
        return _("not registered") if entry.registered is False else ""
    said = [f"№ {entry.reg_number}" if entry.reg_number else _("registered"), say(entry.registered_on, language) if entry.registered_on else ""]
    return ", ".join(part for part in said if part)
