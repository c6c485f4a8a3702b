"""Forms that the board and members themselves are both given: each asked for its rows before."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.members.forms import (
    NAMES,
    contact_fields,
    contact_of,
    day_of,
    field,
    key_of,
    name_fields,
    names_of,
    new_key,
    other_names,
    summary,
    typed_in,
    typed_names,
)
from shanyraq.members.leaving import leave_with_letter
from shanyraq.people.members import name_anew, reach_by
from shanyraq.people.models import Membership, Person, Spelling
from shanyraq.people.refusing import MemberRefused

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with one form: its heading, its button, where it leads back to, what is said above, and whether a file is sent."""

    heading: str
    button: str
    back: str
    lead: str = ""
    upload: bool = False

    def shown(self, request: HttpRequest, fields: Sequence[Row], errors: dict[str, str], *, folded: Sequence[Row] = (),
              guardian: Sequence[Row] = ()) -> HttpResponse:  # fmt: skip
        """`folded`, `guardian`: fields that few need."""
        context = {"sheet": self, "fields": fields, "folded": folded, "open": _is_used(folded), "guardian": guardian, "guarded": _is_used(guardian)}
        status = 422 if errors else 200
        return render(request, "members/form.html", context | {"errors": summary(errors), "key": new_key()}, status=status)


def _is_used(fields: Sequence[Row]) -> bool:
    return any(row["value"] or row["error"] for row in fields)


def refusal(refused: MemberRefused, otherwise: str) -> dict[str, str]:
    return {refused.field or otherwise: str(refused)}


def names_form(request: HttpRequest, by: User | None, person: Person, back: str) -> HttpResponse:
    errors: dict[str, str] = {}
    typed = typed_names(Spelling.objects.filter(person=person))
    if request.method == "POST":
        typed = typed_in(request, NAMES)
        try:
            name_anew(by=by, person=person, names=names_of(typed), key=key_of(request))
        except MemberRefused as refused:
            errors = refusal(refused, "given")
        else:
            return HttpResponseRedirect(back)
    sheet = Sheet(_("Name of the person"), _("Save"), back)
    return sheet.shown(request, name_fields(typed, errors), errors, folded=other_names(typed, errors))


def contact_form(request: HttpRequest, by: User | None, person: Person, back: str, *, own: bool = False) -> HttpResponse:
    errors: dict[str, str] = {}
    typed: dict[str, str] = {}
    if request.method == "POST":
        typed = typed_in(request, ("contact_kind", "contact", "seen_by"))
        try:
            contact = contact_of(typed["contact_kind"], typed["contact"], typed["seen_by"])
            reach_by(by=by, person=person, contact=contact, key=key_of(request))
        except MemberRefused as refused:
            errors = {"contact": str(refused)}
        else:
            return HttpResponseRedirect(back)
    lead = _("It is never shown in public.")
    return Sheet(_("Add a contact"), _("Save"), back, lead).shown(request, contact_fields(typed, errors, own=own), errors)


def leave_form(request: HttpRequest, by: User | None, membership: Membership, sheet: Sheet, *, today: date, done: str = "") -> HttpResponse:
    """`done`: where it leads on, if not back. Whoever joined today leaves tomorrow: a membership has a day at least."""
    errors: dict[str, str] = {}
    typed = {"on": max(today, membership.since + timedelta(days=1)).isoformat()}
    if request.method == "POST":
        typed = typed_in(request, ("on",))
        try:
            leave_with_letter(by=by, membership=membership, on=day_of(typed["on"], "on"), at=timezone.now(), key=key_of(request))
        except MemberRefused as refused:
            errors = refusal(refused, "on")
        else:
            return HttpResponseRedirect(done or sheet.back)
    shown = field("on", _("First day without it"), typed["on"], kind="date", required=True, errors=errors)
    return sheet.shown(request, [shown], errors)
