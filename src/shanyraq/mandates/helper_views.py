"""Helpers: named by whoever holds an office, and released."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shanyraq.accounts.models import User
from shanyraq.mandates import telling
from shanyraq.mandates.forms import account_by_email, day_after, field, key_of, new_key, organisation_by_slug, summary
from shanyraq.people.models import Person
from shanyraq.rights.changes import RightsRefused, name_helper, release_helper
from shanyraq.rights.doors import asks
from shanyraq.rights.models import Helper

Row = dict[str, Any]


def helper_fields(held: Sequence[Row], typed: Mapping[str, str], errors: Mapping[str, str]) -> list[Row]:
    """Where, whom, until when."""
    where = typed.get("organisation", held[0]["slug"] if held else "")
    bodies = {row["slug"]: row["organisation"].value for row in held}
    choices = [{"value": slug, "label": name, "chosen": slug == where} for slug, name in bodies.items()]
    return [
        field("organisation", _("In which organisation?"), where, kind="select", error=errors.get("organisation", ""), choices=choices),
        field("email", _("E-mail address of the helper's account"), typed.get("email", ""), kind="email", error=errors.get("email", "")),
        field("until", _("Last day of the help"), typed.get("until", ""), kind="date", error=errors.get("until", "")),
    ]


@require_POST
@asks("rights:helper:name")
def name_one(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    typed = {name: request.POST.get(name, "").strip() for name in ("organisation", "email", "until")}
    organisation, account, until = organisation_by_slug(typed["organisation"]), account_by_email(typed["email"]), day_after(typed["until"])
    today, language = timezone.localdate(), get_language() or "kk"
    if organisation and account and until:
        try:
            name_helper(by=request.user, on=today, organisation=organisation, account=account, until=until, key=key_of(request))
        except RightsRefused as refused:
            errors = {"email": str(refused)}
        else:
            return redirect("mandates:mine")
    else:
        errors = _lacking(organisation is None, account is None, until is None)
    held = telling.mine(request.user, today, language)
    context = {"fields": helper_fields(held, typed, errors), "errors": summary(errors), "key": new_key()}
    return render(request, "mandates/name_helper.html", context, status=422)


def _lacking(where: bool, whom: bool, when: bool) -> dict[str, str]:  # noqa: FBT001 (which of three are lacking)
    told = {
        "organisation": _("Choose one of your organisations.") if where else "",
        "email": _("No account has this address. Somebody without an account is invited by a link.") if whom else "",
        "until": _("Choose a last day that is still to come.") if when else "",
    }
    return {name: text for name, text in told.items() if text}


@require_POST
@asks("rights:helper:name")
def release(request: HttpRequest, pk: int) -> HttpResponse:
    assert isinstance(request.user, User)
    helper = get_object_or_404(Helper, pk=pk, holder__in=Person.objects.of(request.user))
    release_helper(by=request.user, at=timezone.now(), helper=helper)
    return redirect("mandates:mine")
