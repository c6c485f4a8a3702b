"""What a question may carry: days, a page of a list, words to filter by. Each reader explains in a sentence what it does not take."""
from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import BeforeValidator, Field, WithJsonSchema

from shanyraq.chronicle.terms import Act, SourceKind
from shanyraq.dating.question import day
from shanyraq.dating.refusal import quoted
from shanyraq.directory.days import Asked
from shanyraq.places.terms import Kind as PlaceKind
from shanyraq.registry.terms import Kind, Level

DAY: Final = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
MOMENT: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?Z)?$"
SLUG: Final = "^[a-z0-9][a-z0-9-]{0,59}$"
BODY: Final = "^((organisation|place|person):)?[a-z0-9][a-z0-9-]{0,59}$"
CURSOR: Final = "^[A-Za-z0-9_-]{1,400}$"
WORDS: Final = "^[^\\x00-\\x1f\\x7f]{1,100}$"
MOST: Final = 100
USUAL: Final = 50
LAST_PAGE: Final = 9999


def _read_day(text: Any) -> date:
    return day(str(text), today=timezone.localdate())


def _read_first_day(text: Any) -> date:
    """The first day of what was given: of a year 1 January."""
    last = _read_day(text)
    given = str(text).count("-")
    return last.replace(month=1, day=1) if given == 0 else last.replace(day=1) if given == 1 else last


def _read_moment(text: Any) -> datetime:
    try:
        if re.fullmatch(MOMENT, str(text)):
            return datetime.fromisoformat(text) if "T" in text else datetime.combine(date.fromisoformat(text), time(), tzinfo=UTC)
    except ValueError:
        pass
    raise ValueError(_("“%(text)s” is no moment. Write it as 2026-01-31T12:00:00Z, or a day as 2026-01-31.") % {"text": quoted(str(text))})


def _read_limit(text: Any) -> int:
    number = int(text) if re.fullmatch("[0-9]{1,3}", str(text)) else 0
    if not 1 <= number <= MOST:
        raise ValueError(_("“limit” is a whole number from 1 to %(most)s.") % {"most": MOST})
    return number


def _read_number(text: Any) -> int:
    number = int(text) if re.fullmatch("[0-9]{1,4}", str(text)) else 0
    if not number:
        raise ValueError(_("“page” is a whole number from 1 to %(most)s.") % {"most": LAST_PAGE})
    return number


def _like(pattern: str, example: str) -> Callable[[Any], str]:
    def read(text: Any) -> str:
        if not re.fullmatch(pattern, str(text)):
            sentence = _("“%(text)s” is not taken here. It should look like this: %(example)s")
            raise ValueError(sentence % {"text": quoted(str(text)), "example": example})
        return str(text)

    return read


def _one_of(values: Collection[str]) -> Callable[[Any], str]:
    def read(text: Any) -> str:
        if text not in values:
            raise ValueError(_("“%(text)s” is not taken here. It is one of: %(values)s") % {"text": quoted(str(text)), "values": ", ".join(values)})
        return str(text)

    return read


def _shape(pattern: str, example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "example": example})


def _choice(values: Collection[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(values)})


SAID: Final = ("yes", "no")
STATUSES: Final = ("done", "announced")
EXISTING: Final = ("on_the_day", "ever")

Day = Annotated[date | None, BeforeValidator(_read_day), _shape(DAY, "2008-12-31")]
FirstDay = Annotated[date | None, BeforeValidator(_read_first_day), _shape(DAY, "2002")]
Moment = Annotated[datetime | None, BeforeValidator(_read_moment), _shape(MOMENT, "2026-08-03")]
Slug = Annotated[str | None, BeforeValidator(_like(SLUG, "korean-centre")), _shape(SLUG, "korean-centre")]
PathSlug = Annotated[
    str, WithJsonSchema({"type": "string", "pattern": SLUG, "description": "Its slug: lower case letters, digits and hyphens. It never changes."})
]
Body = Annotated[str | None, BeforeValidator(_like(BODY, "place:taldykorgan")), _shape(BODY, "korean-centre")]
Words = Annotated[str | None, BeforeValidator(_like(WORDS, "Достық")), _shape(WORDS, "корей")]
Cursor = Annotated[str | None, BeforeValidator(_like(CURSOR, "eyJ...")), WithJsonSchema({"type": "string", "pattern": CURSOR})]
Limit = Annotated[int, BeforeValidator(_read_limit), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL})]
Number = Annotated[int, BeforeValidator(_read_number), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1})]
KindWord = Annotated[str | None, BeforeValidator(_one_of(Kind.values)), _choice(Kind.values)]
PlaceKindWord = Annotated[str | None, BeforeValidator(_one_of(PlaceKind.values)), _choice(PlaceKind.values)]
LevelWord = Annotated[str | None, BeforeValidator(_one_of(Level.values)), _choice(Level.values)]
ActWord = Annotated[str | None, BeforeValidator(_one_of(Act.values)), _choice(Act.values)]
SourceKindWord = Annotated[str | None, BeforeValidator(_one_of(SourceKind.values)), _choice(SourceKind.values)]
StatusWord = Annotated[str | None, BeforeValidator(_one_of(STATUSES)), _choice(STATUSES)]
YesOrNo = Annotated[str | None, BeforeValidator(_one_of(SAID)), _choice(SAID)]
Existing = Annotated[str, BeforeValidator(_one_of(EXISTING)), _choice(EXISTING)]


class Known(Schema):
    """The day whose knowledge counts."""

    known_on: Day = Field(None, description="As it was known at the end of this day; a month or year means its last day. Left out: as known now.")

    def known(self, today: date) -> date | None:
        return self.known_on if self.known_on and self.known_on < today else None


class Days(Known):
    """The day that is asked about, and the day whose knowledge counts."""

    as_of: Day = Field(None, description="The day asked about: a day, or a month or year for its last day. Left out: today in the federation.")

    def asked(self, today: date) -> Asked:
        typed = [said.isoformat() if said else "" for said in (self.as_of, self.known_on)]
        return Asked(today, self.as_of or today, self.known(today), *typed)


class Page(Schema):
    """A page of a list."""

    limit: Limit = Field(USUAL, description=f"Rows of one answer, at most {MOST}.")
    after: Cursor = Field(None, description="Where the answer before ended; `next` of an answer holds it. Its form may change.")


class NumberedPage(Schema):
    """A page of a list that is put in order afresh for each question."""

    page: Number = Field(1, description="The page, 50 rows each.")
