"""Consents in words, and the page of one: what is said, since when one consents to it, and the button that gives or withdraws."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.dating.sentences import say_day
from shanyraq.members.forms import key_of, new_key
from shanyraq.members.telling_forms import Whose
from shanyraq.people.consents import current, give, withdraw
from shanyraq.people.models import Consent, Person
from shanyraq.people.refusing import MemberRefused
from shanyraq.people.terms import Given, Purpose
from shanyraq.words.texts import Text, pick

Row = dict[str, Any]


def consents(person: Person, language: str) -> list[Row]:
    """{purpose, label, version, day (words; empty where no consent stands)} of each purpose; one query."""
    standing = Consent.objects.standing().filter(person=person).select_related("text").order_by("text__version")
    held = {row.text.purpose: row for row in standing}
    return [
        {
            "purpose": purpose, "label": Purpose(purpose).label, "version": str(held[purpose].text.version) if purpose in held else "",
            "day": say_day(held[purpose].given_on, language) if purpose in held else "",
        }
        for purpose in Purpose.values
    ]  # fmt: skip


def versions(persons: Sequence[int]) -> dict[int, dict[str, str]]:
    """{key: {purpose: the newest version to which consent stands}}; one query."""
    found: dict[int, dict[str, str]] = {}
    rows = Consent.objects.standing().filter(person__in=persons).order_by("text__version")
    for person, purpose, version in rows.values_list("person", "text__purpose", "text__version"):
        found.setdefault(person, {})[purpose] = str(version)
    return found


def consent_page(request: HttpRequest, whose: Whose, purpose: str) -> HttpResponse:
    """Shows the text; `do` of what is sent gives or withdraws."""
    if purpose not in Purpose.values:
        raise Http404
    wrong: list[Row] = []
    if request.method == "POST":
        try:
            _do(request, whose, purpose)
        except MemberRefused as refused:
            wrong = [{"text": str(refused), "target": "said"}]
        else:
            return HttpResponseRedirect(whose.back)
    return render(request, "members/consent.html", _shown(whose, purpose) | {"errors": wrong, "key": new_key()}, status=422 if wrong else 200)


def _do(request: HttpRequest, whose: Whose, purpose: str) -> None:
    """Raises MemberRefused. What was shown is what is consented to: a newer wording is another page."""
    whose.refuse_minor()
    today, key = timezone.localdate(), key_of(request)
    if request.POST.get("do") == "withdraw":
        withdraw(person=whose.person, purpose=purpose, on=today, by=whose.by, key=key)
    elif request.POST.get("version") != str(current(purpose).version):
        raise MemberRefused(_("This text has changed. Read it again."))
    else:
        give(person=whose.person, purpose=purpose, on=today, by=whose.by, how=whose.how, key=key)


def _shown(whose: Whose, purpose: str) -> Row:
    language, text = get_language() or "kk", current(purpose)
    said = pick(text.text, language)
    rows = Consent.objects.filter(person=whose.person, text__purpose=purpose).select_related("text").order_by("-given_on", "-pk")
    history = [_told(row, language) for row in rows]
    return {
        "label": Purpose(purpose).label, "purpose": purpose, "version": str(text.version), "since": say_day(text.since, language), "back": whose.back,
        "said": [Text(line, said.lang, said.fallback) for line in said.value.splitlines()], "history": history, "minor": whose.minor,
        "stands": any(not row["until"] for row in history),
        "newest": any(not row["until"] and row["version"] == str(text.version) for row in history),
        "leads_out": purpose == Purpose.DATA, "paper": whose.how == Given.PAPER,
    }  # fmt: skip


def _told(row: Consent, language: str) -> Row:
    until = say_day(row.withdrawn_on, language) if row.withdrawn_on else ""
    return {"version": str(row.text.version), "day": say_day(row.given_on, language), "how": Given(row.how).label, "until": until}
