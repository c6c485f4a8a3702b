"""Why a text is no date: the first fault that fits, as a sentence."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .refusal import DateRefused, quoted

if TYPE_CHECKING:
    from django.utils.functional import Promise

_DATE = r"[0-9~?%X-]+"
_FAULTS: tuple[tuple[re.Pattern[str], str | Promise], ...] = (
    (
        re.compile(r".{41,}", re.DOTALL),
        gettext_lazy("“%(text)s” is longer than 40 signs. A date such as 1996-04, 2006~ or 2001/2003 is short."),
    ),
    (
        re.compile(r"(\.\.(/\.\.)?|\[\.\.\]|\[\.\..*\.\.\])"),
        gettext_lazy("“%(text)s” is open on both sides and says nothing. Leave the date empty if it is unknown."),
    ),
    (
        re.compile(r"\{.*\}?"),
        gettext_lazy("“%(text)s” names several days, all of which count. A change is on one day: write [ ] for “one of”, or record more changes."),
    ),
    (
        re.compile(rf"(?P<known>{_DATE})/"),
        gettext_lazy("“%(text)s” begins with %(known)s and has no end. Write %(known)s/.. for “since”, or [%(known)s..] for “then or later”."),
    ),
    (
        re.compile(rf"/(?P<known>{_DATE})"),
        gettext_lazy("“%(text)s” ends with %(known)s and has no begin. Write ../%(known)s for “by then”."),
    ),
    (
        re.compile(r".*XXXX.*", re.DOTALL),
        gettext_lazy("“%(text)s” has a wholly unknown year. Leave the date empty if it is unknown, or write a decade (199X) or a century (19XX)."),
    ),
    (
        re.compile(r"\[?[~?%]?Y.*", re.DOTALL),
        gettext_lazy("“%(text)s” has a long or exponential year. Years run from 0001 to 9998, with four digits."),
    ),
    (
        re.compile(r"-[0-9].*", re.DOTALL),
        gettext_lazy("“%(text)s” is before the year 0001. Years run from 0001 to 9998."),
    ),
    (
        re.compile(r"(?P<known>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.Z+-]+"),
        gettext_lazy("“%(text)s” has a time of day. The day alone counts: %(known)s."),
    ),
    (
        re.compile(r".*([0-9]X+[0-9]|X[0-9]|X[~?%]?-[~?%]?[0-9X]?[0-9]).*", re.DOTALL),
        gettext_lazy("“%(text)s” has a gap: a known part stands behind an unknown one. Leave out all that follows the first unknown part."),
    ),
    (
        re.compile(r".*[~?%]{2,}.*|.*[~?%][0-9X]+[~?%].*", re.DOTALL),
        gettext_lazy("“%(text)s” has two marks at one part. Write ~ for “about”, ? for “uncertain” and %% for both."),
    ),
    (
        re.compile(r"[^-]*[0-9]{4}-(2[1-4]|3[3-6]|4[01])-.*", re.DOTALL),
        gettext_lazy("“%(text)s” has a day in a season or a quarter. Leave out the day, or write the month."),
    ),
    (
        re.compile(r".*(S[0-9]|[0-9]X).*[~?%].*|.*[~?%].*(S[0-9]|[0-9]X).*", re.DOTALL),
        gettext_lazy("“%(text)s” has a mark at a number that is half known. Write whole numbers, or leave the mark out."),
    ),
    (
        re.compile(r"[^0-9]*(?P<known>[0-9]{4}(-[0-9]{2}){0,2}).*", re.DOTALL),
        gettext_lazy("“%(text)s” is not written as a date. Understood was %(known)s. Write for example 1996-04, 1996-04-15, 2006~ or 2001/2003."),
    ),
)


def refuse(text: str) -> DateRefused:
    """The refusal of a text that the grammar does not take."""
    for pattern, sentence in _FAULTS:
        match = pattern.fullmatch(text)
        if match:
            return DateRefused(sentence % {"text": quoted(text), "known": match.groupdict().get("known", "")})
    return DateRefused(
        _("“%(text)s” is not a date; nothing in it was understood. Write for example 1996-04, 1996-04-15, 2006~ or 2001/2003.")
        % {"text": quoted(text)}
    )
