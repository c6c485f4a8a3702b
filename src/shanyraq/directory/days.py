"""The day that a page is asked for, and the day whose knowledge counts: `?as_of=` and `?known_on=`."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.dating.question import day
from shanyraq.dating.reading import read
from shanyraq.dating.refusal import DateRefused
from shanyraq.rights.doors import shared

DAY_LIKE: Final = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
MACHINE_LIKE: Final = re.compile("[0-9X~?%/{}\\[\\]-]*")  # no words of a person: a day, month or year, or nothing that a day can be
PARAMETERS: Final = ("as_of", "known_on")

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is asked for. `as_of` and `known` are what was typed, empty where nothing was; `known_on` None is as known now."""

    today: date
    day: date
    known_on: date | None = None
    as_of: str = ""
    known: str = ""

    @property
    def is_past(self) -> bool:
        return self.day != self.today

    @property
    def query(self) -> str:
        """What links carry on: empty, or `?as_of=...&known_on=...`."""
        kept = {name: text for name, text in (("as_of", self.as_of), ("known_on", self.known)) if text}
        return f"?{urlencode(kept)}" if kept else ""

    def on(self, as_of: str) -> str:
        """The query of the same page on another day, as it was known then."""
        return f"?{urlencode({'as_of': as_of} | ({'known_on': self.known} if self.known else {}))}"


def dated(view: View) -> View:
    """Hands the view what is asked, as `asked`: here, and nowhere below, the clock is read. A day that cannot be read is answered by 400.

    A day in words ("April 1996") leads to the address with the same day in digits. What is shown is out of the memory, the same for every visitor.
    """

    @wraps(view)
    def on_a_day(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = timezone.localdate()
        try:
            digits = {name: _digits(request.GET.getlist(name)) for name in PARAMETERS if name in request.GET}
            asked = _asked(digits, today)
        except DateRefused as refusal:
            return refused(request, str(refusal))
        if any(request.GET[name] != text for name, text in digits.items()):
            return HttpResponseRedirect(f"{request.path}?{urlencode(request.GET.dict() | digits)}")
        request.asked = asked  # type: ignore[attr-defined]
        return view(request, *args, asked=asked, **kwargs)

    return shared(on_a_day)


def refused(request: HttpRequest, explanation: str) -> HttpResponse:
    """The page that says why a day was not taken, with the day to correct."""
    form = {"id": "as-of", "value": request.GET.get("as_of", "")[:40], "error": ""}
    return render(request, "site/error.html", {"status": 400, "explanation": explanation, "day_form": form}, status=400)


def _digits(typed: list[str]) -> str:
    """A day, month or year in digits, of what was typed in digits or in words."""
    if len(typed) > 1:
        raise DateRefused(_("The address names a day twice. One page shows one day."))
    if MACHINE_LIKE.fullmatch(typed[0]):
        return typed[0]
    try:
        said = read(typed[0], language=get_language()).text
    except DateRefused:
        return typed[0]
    return said if DAY_LIKE.fullmatch(said) else typed[0]


def _asked(digits: dict[str, str], today: date) -> Asked:
    as_of, known = (digits.get(name, "") for name in PARAMETERS)
    days = {name: day(text, today=today) for name, text in digits.items()}
    known_on = days.get("known_on")
    return Asked(today, days.get("as_of", today), known_on if known_on and known_on < today else None, as_of, known)
