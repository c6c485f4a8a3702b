"""Changes as plain sentences, for a terminal or a message."""
from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils import translation

from shanyraq.chronicle.models import Version
from shanyraq.dating.sentences import say
from shanyraq.directory.clauses import clauses
from shanyraq.directory.namebook import Namebook
from shanyraq.directory.sentences import Speaker
from shanyraq.directory.versions import Told, bodies_in, claims_of, names_announced
from shanyraq.directory.years import date_of

TAG: Final = re.compile("<[^>]*>")


def sentences(versions: Sequence[Version], *, language: str, today: date, known_on: date | None = None) -> dict[int, str]:
    """{key of a version: what it says, with its date, in kk, ru, ko or en}. The changes of the versions are to be fetched with them. Four queries."""
    told = claims_of(versions)
    names = Namebook(language)
    names.read(bodies_in(told.values()), known_on)
    names.veil.over(told.values())
    names.announced = names_announced(told.values())
    speaker = Speaker(names, today)
    with translation.override(language):
        return {one.version.pk: _plain(speaker, one) for one in told.values()}


def _plain(speaker: Speaker, told: Told) -> str:
    said = [str(speaker.sentence(told)), str(clauses(speaker, told))]
    text = "; ".join(html.unescape(TAG.sub("", part)) for part in said if part)
    return f"{say(date_of(told), speaker.language)}: {text}"
