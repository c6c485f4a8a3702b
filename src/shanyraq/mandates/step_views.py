"""Stepping in for a body that has nobody, with a reason and for a while."""
from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shanyraq.accounts.models import User
from shanyraq.mandates.changes import step_in
from shanyraq.mandates.forms import day_after, field, key_of, new_key, organisation_by_slug, summary
from shanyraq.mandates.vacancies import STEP, to_choose
from shanyraq.rights import allows, needs_more
from shanyraq.rights.changes import RightsRefused, step_back
from shanyraq.rights.doors import asks
from shanyraq.rights.models import Stepping
from shanyraq.rights.terms import LONGEST_REASON, LONGEST_STEP, SHORTEST_REASON

Row = dict[str, Any]
PROPOSED: Final = timedelta(days=7)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@asks("mandates:stepping:begin")
def step(request: HttpRequest) -> HttpResponse:
    """`?body=SLUG`: for which organisation."""
    assert isinstance(request.user, User)
    today = timezone.localdate()
    if request.method != "POST":
        typed = {"organisation": request.GET.get("body", "")[:60], "reason": "", "until": (today + PROPOSED).isoformat()}
        return _form(request, typed, {})
    _refuse_without_right(request.user, today)
    typed = {name: request.POST.get(name, "").strip() for name in ("organisation", "reason", "until")}
    errors = _step(request, request.user, typed, today)
    return _form(request, typed, errors, status=422) if errors else redirect("mandates:mine")


def _refuse_without_right(user: User, today: date) -> None:
    if user.is_operator or allows(user, STEP, today):
        return
    if needs_more(user, STEP, today):
        raise PermissionDenied(_("Your office asks for a second step of signing in."))
    raise PermissionDenied


def _step(request: HttpRequest, user: User, typed: dict[str, str], today: date) -> dict[str, str]:
    """What keeps it from being done, by the names of fields; empty once it is done."""
    organisation, until = organisation_by_slug(typed["organisation"]), day_after(typed["until"])
    if organisation is None and (typed["organisation"] or not user.is_operator):
        return {"organisation": _("Choose an organisation of the list.")}
    if until is None:
        return {"until": _("Choose a last day within the next %(days)s days.") % {"days": LONGEST_STEP.days}}
    try:
        step_in(by=user, on=today, organisation=organisation, reason=typed["reason"], until=until, key=key_of(request))
    except RightsRefused as refused:
        return {"reason": str(refused)}
    return {}


def _form(request: HttpRequest, typed: dict[str, str], errors: dict[str, str], status: int = 200) -> HttpResponse:
    assert isinstance(request.user, User)
    choices = _choices(request.user, typed["organisation"])
    fields = [
        field("organisation", _("Which organisation?"), typed["organisation"], kind="select", error=errors.get("organisation", ""), choices=choices),
        field(
            "reason", _("Why?"), typed["reason"], kind="textarea", error=errors.get("reason", ""),
            hint=_("In %(least)s to %(most)s signs; it stands in the journal.") % {"least": SHORTEST_REASON, "most": LONGEST_REASON},
        ),
        field("until", _("Last day"), typed["until"], kind="date", error=errors.get("until", "")),
    ]
    context = {"fields": fields, "choices": bool(choices), "errors": summary(errors), "key": new_key()}
    return render(request, "mandates/step.html", context, status=status)


def _choices(user: User, chosen: str) -> list[Row]:
    """Those without a head in reach; to an operator all, and the whole federation."""
    rows = [{"value": one["slug"], "label": one["name"].value} for one in to_choose(user, timezone.localdate(), get_language() or "kk")]
    if user.is_operator:
        rows.insert(0, {"value": "", "label": _("The whole federation")})
    return [{**row, "chosen": row["value"] == chosen} for row in rows]


@require_POST
@asks("mandates:stepping:begin")
def back(request: HttpRequest, pk: int) -> HttpResponse:
    assert isinstance(request.user, User)
    stepping = get_object_or_404(Stepping, pk=pk, account=request.user)
    step_back(by=request.user, at=timezone.now(), stepping=stepping)
    return redirect("mandates:mine")
