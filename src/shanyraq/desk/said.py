"""Changes as plain sentences at the desk: those taken back with the names that they told, which nothing else may tell."""
from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.utils import timezone

from shanyraq.chronicle.models import Version
from shanyraq.dating.sentences import say, say_day
from shanyraq.desk.choosing import once_told
from shanyraq.directory.clauses import clauses
from shanyraq.directory.namebook import Namebook
from shanyraq.directory.sentences import Speaker
from shanyraq.directory.versions import Told, bodies_in, claims_of
from shanyraq.directory.years import date_of

TAG: Final = re.compile("<[^>]*>")


def sentences(versions: Sequence[Version], *, language: str, today: date) -> dict[int, str]:
    """{key of a version: its sentence with its date}, in the language that is active. The changes of the versions are to be fetched with them."""
    told = claims_of(versions)
    names = Namebook(language)
    names.read(bodies_in(told.values()), None)
    names.announced = once_told(names)
    speaker = Speaker(names, today)
    return {one.version.pk: _plain(speaker, one) for one in told.values()}


def moment_said(moment: datetime, language: str) -> str:
    """A day and a time of day, in the federation's time zone."""
    local = timezone.localtime(moment)
    return f"{say_day(local.date(), language)}, {local:%H:%M}"


def _plain(speaker: Speaker, told: Told) -> str:
    said = [str(speaker.sentence(told)), str(clauses(speaker, told))]
    text = "; ".join(html.unescape(TAG.sub("", part)) for part in said if part)
    return f"{say(date_of(told), speaker.language)}: {text}"
